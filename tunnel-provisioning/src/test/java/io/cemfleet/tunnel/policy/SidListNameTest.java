package io.cemfleet.tunnel.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A SID list's name says whose it is, and of which path. */
class SidListNameTest {
    private static final String TUNNEL = "sr-policy-frankfurt-vienna-protect-001";

    @ParameterizedTest
    @CsvSource({"-protection,1", "-original,1", "-protection-v2,2", "-original-v12,12"})
    void theNumberStandsBehindThePurposeFromTheSecondPathOn(String end, int number) {
        assertThat(SidListName.number(TUNNEL, TUNNEL + end)).hasValue(number);
        assertThat(SidListName.tunnel(TUNNEL + end)).hasValue(TUNNEL);
        assertThat(SidListName.valueOf(end.substring(1).replaceFirst("-.*", "").toUpperCase(java.util.Locale.ROOT))
                        .of(TUNNEL, number))
                .isEqualTo(TUNNEL + end);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-protection-v", "-protection-vx", "-protection-v1234567890", "-backup", ""})
    void anotherNameIsNoneOfTheTunnels(String end) {
        assertThat(SidListName.number(TUNNEL, TUNNEL + end)).isEqualTo(OptionalInt.empty());
        assertThat(SidListName.tunnel(TUNNEL + end)).isEmpty();
    }

    @Test
    void aListOfAnotherTunnelHasNoNumberHere() {
        assertThat(SidListName.number(TUNNEL, "sr-policy-other-protection")).isEqualTo(OptionalInt.empty());
    }
}
