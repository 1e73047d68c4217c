package io.cemfleet.cnc.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.cnc.HostileText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LinearTimeAnswersTest {

    private static RawCncAnswer answer(String body, String retryAfter) {
        return RawCncAnswer.of(500, body.getBytes(StandardCharsets.UTF_8), retryAfter, null);
    }

    @Test
    void anAnswersBeginningIsReadInTimeInStepWithTheAnswer() {
        HostileText.assertLinear(text -> answer(text, text).excerpt());
    }

    @Test
    void theExcerptIsOneLineOf200Characters() {
        assertThat(answer(" a \n\t b ", "7").excerpt()).isEqualTo("a b");
        assertThat(answer("x ".repeat(300), "7").excerpt()).hasSize(201).endsWith("…");
        assertThat(answer("", "120").retryAfter()).isEqualTo(Duration.ofSeconds(120));
        assertThat(answer("", "1234567").retryAfter()).isNull();
        assertThat(answer("", "soon").retryAfter()).isNull();
    }
}
