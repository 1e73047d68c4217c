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
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.Incident;
import io.cemfleet.orchestrator.incident.IncidentFact;
import io.cemfleet.orchestrator.incident.IncidentStage;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Flapping: returns and repeated notices wait, a first protection does not. */
class DampeningTest {
    private static IncidentWorkUnit detecting(Instant now) {
        return WorkUnitFixtures.at(
                Incident.detected(detected(WorkUnitFixtures.ID, true, BEGIN)),
                now,
                OrchestratorFixtures.rules(),
                new InMemoryKeyRegistry());
    }

    @Test
    void detectingGoesToDampeningWhereTheLinkFlaps() {
        IncidentWorkUnit scene = detecting(BEGIN.plusSeconds(1));

        IncidentPhases.advance(scene);

        assertThat(scene.stage().label()).isEqualTo(IncidentState.DAMPENING);
        assertThat(scene.calls()).isEmpty();
        assertThat(WorkUnitFixtures.sent(scene, StatusUpdate.Request.class).getLast())
                .returns("dampening", StatusUpdate.Request::status)
                .returns("1", StatusUpdate.Request::phase)
                .extracting(StatusUpdate.Request::details)
                .isEqualTo(
                        Map.of("dampen_until", BEGIN.plusSeconds(30).toString(), "flap_count", 4, "penalty", 4000.0));
    }

    @Test
    void aFirstProtectionIsNeverDelayedBeyondTheShortestHoldTimeHoweverLongTheDampening() {
        // given a link that is dampened for a minute
        IncidentWorkUnit scene = detecting(BEGIN.plusSeconds(1));
        IncidentPhases.advance(scene);

        // when the breach outlasts the hold time of platinum
        IncidentWorkUnit later = WorkUnitFixtures.later(scene, BEGIN.plusSeconds(30), new InMemoryKeyRegistry());
        IncidentPhases.advance(later);

        // then
        assertThat(scene.wakeAt()).isEqualTo(BEGIN.plusSeconds(30));
        assertThat(later.stage()).isEqualTo(new IncidentStage.Assessing());
        assertThat(later.calls()).extracting("step").containsExactly(CallStep.ASSESS);
    }

    @Test
    void anOrchestratorThatComesLateDampensNoLonger() {
        IncidentWorkUnit scene = detecting(BEGIN.plusSeconds(300));

        IncidentPhases.advance(scene);

        assertThat(scene.stage()).isEqualTo(new IncidentStage.Assessing());
    }

    @Test
    void aRepeatedFlapDoesNotDelayTheFirstProtection() {
        IncidentWorkUnit scene = WorkUnitFixtures.at(new IncidentStage.Dampening(BEGIN.plusSeconds(30)));

        IncidentPhases.fold(
                scene, new IncidentFact.UpdateReceived(updated(WorkUnitFixtures.ID, IncidentChange.FLAPPING)));
        IncidentPhases.advance(scene);

        assertThat(scene.stage()).isEqualTo(new IncidentStage.Assessing());
    }

    @Test
    void monitoringGoesToDampeningAndTheWatchStopsUntilTheLinkSettles() {
        IncidentWorkUnit scene = WorkUnitFixtures.at(
                WorkUnitFixtures.watched(new IncidentStage.Monitoring()), WorkUnitFixtures.steered());

        IncidentPhases.fold(
                scene, new IncidentFact.UpdateReceived(updated(WorkUnitFixtures.ID, IncidentChange.FLAPPING)));
        IncidentPhases.advance(scene);

        assertThat(scene.stage()).isEqualTo(new IncidentStage.Dampening(BEGIN.plusSeconds(90)));
        assertThat(scene.wakeAt()).isEqualTo(BEGIN.plusSeconds(90));
        assertThat(WorkUnitFixtures.sent(scene)).containsExactly("cancel_monitoring", "status_update");
    }

    @Test
    void dampeningThatEndsWithSomethingProtectedGoesToMonitoringAndIsWatchedUnderANewPlan() {
        // given
        IncidentWorkUnit scene = WorkUnitFixtures.at(
                WorkUnitFixtures.watched(new IncidentStage.Dampening(BEGIN)), WorkUnitFixtures.steered());
        long revision = scene.progress().planRevision();

        // when
        IncidentPhases.advance(scene);

        // then
        assertThat(scene.stage()).isEqualTo(new IncidentStage.Monitoring());
        assertThat(scene.calls())
                .filteredOn("step", CallStep.MONITOR)
                .extracting("planRevision")
                .containsExactly(revision + 1);
    }

    @Test
    void aClearDuringDampeningClosesOnlyWhatIsNotProtected() {
        IncidentWorkUnit nothing = WorkUnitFixtures.at(new IncidentStage.Dampening(BEGIN.plusSeconds(60)));
        IncidentWorkUnit something =
                WorkUnitFixtures.at(new IncidentStage.Dampening(BEGIN.plusSeconds(60)), WorkUnitFixtures.steered());

        IncidentFact cleared =
                new IncidentFact.UpdateReceived(updated(WorkUnitFixtures.ID, IncidentChange.CLEARED, LINK));
        IncidentPhases.fold(nothing, cleared);
        IncidentPhases.fold(something, cleared);

        assertThat(nothing.stage().label()).isEqualTo(IncidentState.CLOSED);
        assertThat(something.stage().label()).isEqualTo(IncidentState.DAMPENING);
    }

    @Test
    void growthDuringDampeningOfAFirstBreachIsAssessedWithIt() {
        IncidentWorkUnit scene = WorkUnitFixtures.at(new IncidentStage.Dampening(BEGIN.plusSeconds(60)));

        IncidentPhases.fold(
                scene,
                new IncidentFact.UpdateReceived(updated(WorkUnitFixtures.ID, IncidentChange.GROWN, LINK, OTHER_LINK)));

        assertThat(scene.stage().label()).isEqualTo(IncidentState.DAMPENING);
        assertThat(scene.picture().links().degraded()).containsExactly(LINK, OTHER_LINK);
    }
}
