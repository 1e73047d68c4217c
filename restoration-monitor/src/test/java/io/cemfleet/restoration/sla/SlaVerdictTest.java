package io.cemfleet.restoration.sla;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.SlaLimits;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SlaVerdictTest {
    private static final SlaLimits LIMITS = new SlaLimits(30, 5, 0.1);
    private static final SlaMeasurement BAD = seen(200.0, 3.0, 4.0);

    @Test
    void withinTheLimitsHelped() {
        assertThat(verdict(BAD, seen(30.0, 5.0, 0.1))).isEqualTo(SlaVerdict.HELPED);
    }

    @Test
    void beyondTheLimitsButClearlyBetterHelped() {
        assertThat(verdict(BAD, seen(100.0, 3.0, 2.0))).isEqualTo(SlaVerdict.HELPED);
    }

    @Test
    void aLittleBetterDidNotHelp() {
        assertThat(verdict(BAD, seen(101.0, 3.0, 0.0))).isEqualTo(SlaVerdict.NOT_HELPED);
    }

    @Test
    void oneTroubleForAnotherDidNotHelp() {
        assertThat(verdict(BAD, seen(10.0, 6.0, 0.0))).isEqualTo(SlaVerdict.NOT_HELPED);
    }

    @Test
    void whatWasGoodBeforeAndIsFarBeyondItsLimitNowWasMadeWorse() {
        assertThat(verdict(seen(10.0, 1.0, 0.0), seen(31.0, 1.0, 0.0))).isEqualTo(SlaVerdict.MADE_WORSE);
        assertThat(verdict(seen(10.0, 1.0, 1.0), seen(10.0, 1.0, 2.0))).isEqualTo(SlaVerdict.MADE_WORSE);
    }

    @Test
    void aLittleWorseIsNoiseAndDidNotHelp() {
        assertThat(verdict(seen(10.0, 1.0, 1.1), seen(10.0, 1.0, 2.0))).isEqualTo(SlaVerdict.NOT_HELPED);
        assertThat(verdict(seen(29.0, 1.0, 0.0), seen(31.0, 1.0, 0.0))).isEqualTo(SlaVerdict.NOT_HELPED);
        assertThat(verdict(seen(10.0, 1.0, 1.1), seen(30.0, 1.0, 2.0))).isEqualTo(SlaVerdict.NOT_HELPED);
    }

    @Test
    void worseWithinItsLimitIsNoTrouble() {
        assertThat(verdict(seen(1.0, 1.0, 0.0), seen(29.0, 1.0, 0.0))).isEqualTo(SlaVerdict.HELPED);
    }

    @Test
    void aMissingSampleIsUnknownWhateverTheOthersSay() {
        Random random = new Random(42);
        for (int i = 0; i < 2000; i++) {
            // given values around the limits, one of six missing
            @Nullable Double[] values = new Double[6];
            for (int v = 0; v < values.length; v++) {
                values[v] = random.nextDouble() * 60;
            }
            values[random.nextInt(values.length)] = null;
            // then
            assertThat(verdict(seen(values[0], values[1], values[2]), seen(values[3], values[4], values[5])))
                    .isEqualTo(SlaVerdict.UNKNOWN);
        }
    }

    private static SlaVerdict verdict(SlaMeasurement before, SlaMeasurement after) {
        return SlaVerdict.of(before, after, LIMITS, 0.5);
    }

    private static SlaMeasurement seen(@Nullable Double latency, @Nullable Double jitter, @Nullable Double loss) {
        return new SlaMeasurement(latency, jitter, loss, SlaMeasurement.MeasurementSource.LINKS);
    }
}
