package io.cemfleet.path.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.network.measurement.LinkMeasurement;
import io.cemfleet.network.measurement.LinkReadings;
import io.cemfleet.network.topology.LinkDirection;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LinkSamplesTest {

    private static final Instant START = NetworkFixtures.NOW;
    private static final Duration FRESH = Duration.ofSeconds(60);

    private final LinkDirection early = NetworkFixtures.direction("frankfurt-prague", "frankfurt");
    private final LinkDirection late = NetworkFixtures.direction("munich-vienna", "munich");

    @Test
    void eachDirectionIsAsOldAsItsOwnReadingHoweverLongTheRoundTakes() {
        // given: a round of 70 s
        var load = LinkSamples.NONE.with(reading(early, null), START).with(reading(late, null), START.plusSeconds(70));
        var now = START.plusSeconds(75);
        // then
        assertThat(load.utilisation(early, now, FRESH)).isEmpty();
        assertThat(load.utilisation(late, now, FRESH)).contains(0.3);
        assertThat(load.readAt(late, now, FRESH)).contains(START.plusSeconds(70));
        assertThat(load.unchangedUntil(now, FRESH)).isEqualTo(START.plusSeconds(130));
    }

    @Test
    void aLoadIsValidFromItsOwnRequestAndNotFromItsBatches() {
        // given: one batch, in which the second direction waited 20 s for its turn
        var measured = Map.of(early, measured(early, null), late, measured(late, null));
        var load = LinkSamples.NONE.with(
                new LinkReadings(measured, Map.of(), Map.of(early, START, late, START.plusSeconds(20))), START);
        // then: the last moment, and the first one after it
        assertThat(load.utilisation(early, START.plusSeconds(60), FRESH)).contains(0.3);
        assertThat(load.utilisation(early, START.plusSeconds(60).plusNanos(1), FRESH))
                .isEmpty();
        assertThat(load.utilisation(late, START.plusSeconds(80), FRESH)).contains(0.3);
        assertThat(load.utilisation(late, START.plusSeconds(80).plusNanos(1), FRESH))
                .isEmpty();
        assertThat(load.readAt(late, START.plusSeconds(80), FRESH)).contains(START.plusSeconds(20));
        assertThat(load.unchangedUntil(START.plusSeconds(61), FRESH)).isEqualTo(START.plusSeconds(80));
    }

    @Test
    void aReadingThatFailsLeavesTheOlderOneUntilItIsTooOld() {
        // given
        var load = LinkSamples.NONE
                .with(reading(early, null), START)
                .with(new LinkReadings(Map.of(), Map.of(early, "timeout")), START.plusSeconds(30));
        // then
        assertThat(load.utilisation(early, START.plusSeconds(60), FRESH)).contains(0.3);
        assertThat(load.utilisation(early, START.plusSeconds(61), FRESH)).isEmpty();
    }

    @Test
    void delayJitterAndLossCountFromTheTimeOfTheirSample() {
        // given: the load is new, the sample is old
        var load = LinkSamples.NONE.with(reading(early, START.minusSeconds(50)), START);
        // then
        var now = load.figures(early, START, FRESH, true);
        assertThat(now.delayMs()).isEqualTo(7.0);
        assertThat(now.jitterMs()).isEqualTo(0.5);
        var later = load.figures(early, START.plusSeconds(20), FRESH, true);
        assertThat(later.delayMs()).isEqualTo(4.0);
        assertThat(later.jitterMs()).isNull();
        assertThat(later.lossPct()).isNull();
        assertThat(later.utilisation()).isEqualTo(0.3);
    }

    @Test
    void whatTheNetworkNoLongerHasIsForgotten() {
        var other = NetworkFixtures.link("n1-n2", "N1", 0, "N2", 0, 1, 1, 1).getFirst();
        var load = LinkSamples.NONE.with(reading(early, null), START).with(reading(other, null), START);
        assertThat(load.within(NetworkFixtures.topology()).samples()).hasSize(1);
    }

    private static LinkReadings reading(LinkDirection direction, @Nullable Instant measuredAt) {
        return new LinkReadings(Map.of(direction, measured(direction, measuredAt)), Map.of());
    }

    private static LinkMeasurement measured(LinkDirection direction, @Nullable Instant measuredAt) {
        return new LinkMeasurement(
                direction.linkId(), direction.from(), direction.to(), 7.0, 0.5, 0.2, 0.3, measuredAt);
    }
}
