package io.cemfleet.restoration.sla;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.IncidentView;
import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.a2a.contract.PlacementPrediction;
import io.cemfleet.a2a.contract.RestorationDetails;
import io.cemfleet.a2a.contract.SlaLimits;
import io.cemfleet.a2a.contract.SteeringOutcome;
import io.cemfleet.restoration.RestorationFixtures;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is compared after steering, and how it is reported. */
class SteeringVerdictTest {
    private static final PlacementPrediction.LoadedLink LINK =
            new PlacementPrediction.LoadedLink("frankfurt-munich", "frankfurt", 0.2, 0.51239, 0.8);
    private static final MonitorRestoration.Request REQUEST =
            RestorationFixtures.request(RestorationFixtures.INCIDENT, 1, RestorationFixtures.TUNNEL);
    private static final MonitorRestoration.WatchedProtection PREDICTED =
            RestorationFixtures.predicting(REQUEST, LINK).protections().getFirst();
    private static final SlaMeasurement MEASURED =
            new SlaMeasurement(6.12345, 0.9876, 0.0, SlaMeasurement.MeasurementSource.LINKS);

    private static SteeringVerdict verdict(MonitorRestoration.WatchedProtection protection) {
        return new SteeringVerdict(
                protection,
                null,
                SlaMeasurement.UNKNOWN,
                MEASURED,
                SlaVerdict.HELPED,
                Map.of(PlannedLinkLoads.end(LINK), 0.123456));
    }

    @Test
    void itIsReportedRoundedAndBesideThePlansValues() {
        RestorationDetails.SteeredTunnel reported = verdict(PREDICTED).reported();

        assertThat(reported.verdict()).isEqualTo(SteeringOutcome.HELPED);
        assertThat(reported.measuredBy()).isEqualTo("links");
        assertThat(reported.after()).isEqualTo(new IncidentView.SlaValues(6.123, 0.988, 0.0));
        assertThat(reported.before()).isEqualTo(new IncidentView.SlaValues(null, null, null));
        assertThat(reported.predicted()).isEqualTo(new IncidentView.SlaValues(6.5, 0.4, 0.0));
        assertThat(reported.links())
                .containsExactly(new IncidentView.LinkLoad("frankfurt-munich", "frankfurt", 0.5124, 0.1235, 0.8));
    }

    @Test
    void withoutAPredictionNothingIsComparedWithIt() {
        RestorationDetails.SteeredTunnel reported =
                verdict(REQUEST.protections().getFirst()).reported();

        assertThat(reported.predicted()).isNull();
        assertThat(reported.links()).isEmpty();
    }

    @Test
    void aThresholdAppliesUnlessTheLinkWasAtItBefore() {
        assertThat(PlannedLinkLoads.held(before(null))).isTrue();
        assertThat(PlannedLinkLoads.held(before(0.79))).isTrue();
        assertThat(PlannedLinkLoads.held(before(0.8))).isFalse();
        assertThat(PlannedLinkLoads.of(PREDICTED)).isEqualTo(List.of(LINK));
    }

    @Test
    void valuesAtTheirLimitsAreWithinThemAndUnknownOnesAreNot() {
        SlaLimits limits = new SlaLimits(30, 5, 0.1);

        assertThat(seen(30.0, 5.0, 0.1).within(limits)).isTrue();
        assertThat(seen(30.1, 5.0, 0.1).within(limits)).isFalse();
        assertThat(seen(30.0, 5.1, 0.1).within(limits)).isFalse();
        assertThat(seen(30.0, 5.0, 0.2).within(limits)).isFalse();
        assertThat(seen(null, 5.0, 0.1).within(limits)).isFalse();
        assertThat(seen(30.0, null, 0.1).within(limits)).isFalse();
        assertThat(seen(30.0, 5.0, null).within(limits)).isFalse();
    }

    @Test
    void thePlanStandsInForAMeasurementBeforeSteeringThatIsIncomplete() {
        // given
        SteeringCheck check = SteeringCheck.of(REQUEST, PREDICTED, RestorationFixtures.NOW);
        // then
        assertThat(check.beforeOrPlanned())
                .isEqualTo(new SlaMeasurement(257.0, 0.4, 0.0, SlaMeasurement.MeasurementSource.PLAN));
        assertThat(check.seen(seen(200.0, 1.0, null)).beforeOrPlanned().source())
                .isEqualTo(SlaMeasurement.MeasurementSource.PLAN);
        assertThat(check.seen(MEASURED).beforeOrPlanned()).isEqualTo(MEASURED);
        // and where the plan had nothing
        SteeringCheck unplanned =
                SteeringCheck.of(REQUEST, REQUEST.protections().getFirst(), RestorationFixtures.NOW);
        assertThat(unplanned.beforeOrPlanned()).isEqualTo(SlaMeasurement.UNKNOWN);
    }

    @Test
    void anotherPathAnotherVersionOrAnotherTimeIsAnotherSteering() {
        // given
        var first = RestorationFixtures.onPath(PREDICTED, List.of("a-b"), 1, RestorationFixtures.NOW);
        // then
        assertThat(List.of(
                        steering(first),
                        steering(RestorationFixtures.onPath(PREDICTED, List.of("a-c"), 1, RestorationFixtures.NOW)),
                        steering(RestorationFixtures.onPath(PREDICTED, List.of("a-b"), 2, RestorationFixtures.NOW)),
                        steering(first.withSteeredAt(RestorationFixtures.NOW.plusSeconds(1))),
                        steering(PREDICTED)))
                .doesNotHaveDuplicates();
        assertThat(steering(first)).isEqualTo("a-b@2026-03-01T12:00:00Z#1");
        assertThat(steering(PREDICTED)).isEqualTo("frankfurt-munich,munich-vienna@-");
    }

    private static String steering(MonitorRestoration.WatchedProtection watched) {
        return SteeringCheck.of(REQUEST, watched, RestorationFixtures.NOW).steering();
    }

    private static PlacementPrediction.LoadedLink before(@Nullable Double utilisation) {
        return new PlacementPrediction.LoadedLink("frankfurt-munich", "frankfurt", utilisation, 0.5, 0.8);
    }

    private static SlaMeasurement seen(@Nullable Double latency, @Nullable Double jitter, @Nullable Double loss) {
        return new SlaMeasurement(latency, jitter, loss, SlaMeasurement.MeasurementSource.LINKS);
    }
}
