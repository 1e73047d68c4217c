package io.cemfleet.runtime.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AgentJsonTest {

    record Sample(int planRevision, @Nullable String note, Instant at, Duration pause, Optional<String> actor) {}

    private static final Sample SAMPLE =
            new Sample(2, null, Instant.parse("2026-03-01T12:00:00.5Z"), Duration.ofSeconds(90), Optional.of("ada"));
    private static final String WRITTEN =
            """
            {"plan_revision":2,"at":"2026-03-01T12:00:00.500Z","pause":"PT1M30S","actor":"ada"}""";

    @Test
    void membersAreSnakeCaseTimesAreTextAndAbsentValuesAreLeftOut() throws JsonProcessingException {
        assertThat(AgentJson.MAPPER.writeValueAsString(SAMPLE)).isEqualTo(WRITTEN);
        assertThat(AgentJson.MAPPER.readValue(WRITTEN, Sample.class)).isEqualTo(SAMPLE);
    }

    @Test
    void anUnknownMemberIsIgnored() throws JsonProcessingException {
        assertThat(AgentJson.MAPPER.readValue(WRITTEN.replace("{", "{\"newer\":1,"), Sample.class))
                .isEqualTo(SAMPLE);
    }

    @Test
    void textIsNoNumber() {
        assertThatThrownBy(() -> AgentJson.MAPPER.readValue("{\"plan_revision\":\"2\"}", Sample.class))
                .isInstanceOf(MismatchedInputException.class)
                .hasMessageContaining("plan_revision");
    }
}
