package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.BEGIN;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.OTHER_LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.detected;
import static io.cemfleet.orchestrator.OrchestratorFixtures.updated;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.IncidentChange;
import io.cemfleet.a2a.contract.IncidentState;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.orchestrator.OrchestratorFixtures;
import io.cemfleet.orchestrator.incident.Fact;
import io.cemfleet.orchestrator.incident.Incident;
import io.cemfleet.orchestrator.incident.Stage;
import io.cemfleet.orchestrator.incident.Step;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Flapping: returns and repeated notices wait, a first protection does not. */
class DampeningTest {
    private static Scene detecting(Instant now) {
        return Scenes.at(
                Incident.detected(detected(Scenes.ID, true, BEGIN)),
                now,
                OrchestratorFixtures.rules(),
                new MemoryKeys());
    }

    @Test
    void detectingGoesToDampeningWhereTheLinkFlaps() {
        Scene scene = detecting(BEGIN.plusSeconds(1));

        Flow.advance(scene);

        assertThat(scene.stage().label()).isEqualTo(IncidentState.DAMPENING);
        assertThat(scene.calls()).isEmpty();
        assertThat(Scenes.sent(scene, StatusUpdate.Request.class).getLast())
                .returns("dampening", StatusUpdate.Request::status)
                .returns("1", StatusUpdate.Request::phase)
                .extracting(StatusUpdate.Request::details)
                .isEqualTo(
                        Map.of("dampen_until", BEGIN.plusSeconds(30).toString(), "flap_count", 4, "penalty", 4000.0));
    }

    @Test
    void aFirstProtectionIsNeverDelayedBeyondTheShortestHoldTimeHoweverLongTheDampening() {
        // given a link that is dampened for a minute
        Scene scene = detecting(BEGIN.plusSeconds(1));
        Flow.advance(scene);

        // when the breach outlasts the hold time of platinum
        Scene later = Scenes.later(scene, BEGIN.plusSeconds(30), new MemoryKeys());
        Flow.advance(later);

        // then
        assertThat(scene.wakeAt()).isEqualTo(BEGIN.plusSeconds(30));
        assertThat(later.stage()).isEqualTo(new Stage.Assessing());
        assertThat(later.calls()).extracting("step").containsExactly(Step.ASSESS);
    }

    @Test
    void anOrchestratorThatComesLateDampensNoLonger() {
        Scene scene = detecting(BEGIN.plusSeconds(300));

        Flow.advance(scene);

        assertThat(scene.stage()).isEqualTo(new Stage.Assessing());
    }

    @Test
    void aRepeatedFlapDoesNotDelayTheFirstProtection() {
        Scene scene = Scenes.at(new Stage.Dampening(BEGIN.plusSeconds(30)));

        Flow.fold(scene, new Fact.Updated(updated(Scenes.ID, IncidentChange.FLAPPING)));
        Flow.advance(scene);

        assertThat(scene.stage()).isEqualTo(new Stage.Assessing());
    }

    @Test
    void monitoringGoesToDampeningAndTheWatchStopsUntilTheLinkSettles() {
        Scene scene = Scenes.at(Scenes.watched(new Stage.Monitoring()), Scenes.steered());

        Flow.fold(scene, new Fact.Updated(updated(Scenes.ID, IncidentChange.FLAPPING)));
        Flow.advance(scene);

        assertThat(scene.stage()).isEqualTo(new Stage.Dampening(BEGIN.plusSeconds(90)));
        assertThat(scene.wakeAt()).isEqualTo(BEGIN.plusSeconds(90));
        assertThat(Scenes.sent(scene)).containsExactly("cancel_monitoring", "status_update");
    }

    @Test
    void dampeningThatEndsWithSomethingProtectedGoesToMonitoringAndIsWatchedUnderANewPlan() {
        // given
        Scene scene = Scenes.at(Scenes.watched(new Stage.Dampening(BEGIN)), Scenes.steered());
        long revision = scene.progress().planRevision();

        // when
        Flow.advance(scene);

        // then
        assertThat(scene.stage()).isEqualTo(new Stage.Monitoring());
        assertThat(scene.calls())
                .filteredOn("step", Step.MONITOR)
                .extracting("planRevision")
                .containsExactly(revision + 1);
    }

    @Test
    void aClearDuringDampeningClosesOnlyWhatIsNotProtected() {
        Scene nothing = Scenes.at(new Stage.Dampening(BEGIN.plusSeconds(60)));
        Scene something = Scenes.at(new Stage.Dampening(BEGIN.plusSeconds(60)), Scenes.steered());

        Fact cleared = new Fact.Updated(updated(Scenes.ID, IncidentChange.CLEARED, LINK));
        Flow.fold(nothing, cleared);
        Flow.fold(something, cleared);

        assertThat(nothing.stage().label()).isEqualTo(IncidentState.CLOSED);
        assertThat(something.stage().label()).isEqualTo(IncidentState.DAMPENING);
    }

    @Test
    void growthDuringDampeningOfAFirstBreachIsAssessedWithIt() {
        Scene scene = Scenes.at(new Stage.Dampening(BEGIN.plusSeconds(60)));

        Flow.fold(scene, new Fact.Updated(updated(Scenes.ID, IncidentChange.GROWN, LINK, OTHER_LINK)));

        assertThat(scene.stage().label()).isEqualTo(IncidentState.DAMPENING);
        assertThat(scene.picture().links().degraded()).containsExactly(LINK, OTHER_LINK);
    }
}
