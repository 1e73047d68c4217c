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
        IncidentWorkUnit work = detecting(BEGIN.plusSeconds(1));

        IncidentPhases.advance(work);

        assertThat(work.stage().label()).isEqualTo(IncidentState.DAMPENING);
        assertThat(work.calls()).isEmpty();
        assertThat(WorkUnitFixtures.sent(work, StatusUpdate.Request.class).getLast())
                .returns(IncidentState.DAMPENING, StatusUpdate.Request::status)
                .returns("1", StatusUpdate.Request::phase)
                .extracting(StatusUpdate.Request::details)
                .isEqualTo(
                        Map.of("dampen_until", BEGIN.plusSeconds(30).toString(), "flap_count", 4, "penalty", 4000.0));
    }

    @Test
    void dampeningDelaysAFirstProtectionByTheShortestHoldTimeAtMost() {
        // given a link that is dampened for a minute
        IncidentWorkUnit work = detecting(BEGIN.plusSeconds(1));
        IncidentPhases.advance(work);

        // when the breach outlasts the hold time of platinum
        IncidentWorkUnit later = WorkUnitFixtures.later(work, BEGIN.plusSeconds(30), new InMemoryKeyRegistry());
        IncidentPhases.advance(later);

        // then
        assertThat(work.wakeAt()).isEqualTo(BEGIN.plusSeconds(30));
        assertThat(later.stage()).isEqualTo(new IncidentStage.Assessing());
        assertThat(later.calls()).extracting("step").containsExactly(CallStep.ASSESS);
    }

    @Test
    void anOrchestratorThatComesLateDampensNoLonger() {
        IncidentWorkUnit work = detecting(BEGIN.plusSeconds(300));

        IncidentPhases.advance(work);

        assertThat(work.stage()).isEqualTo(new IncidentStage.Assessing());
    }

    @Test
    void aRepeatedFlapDoesNotDelayTheFirstProtection() {
        IncidentWorkUnit work = WorkUnitFixtures.at(new IncidentStage.Dampening(BEGIN.plusSeconds(30)));

        IncidentPhases.fold(
                work, new IncidentFact.UpdateReceived(updated(WorkUnitFixtures.ID, IncidentChange.FLAPPING)));
        IncidentPhases.advance(work);

        assertThat(work.stage()).isEqualTo(new IncidentStage.Assessing());
    }

    @Test
    void monitoringGoesToDampeningAndTheWatchStopsUntilTheLinkSettles() {
        IncidentWorkUnit work = WorkUnitFixtures.at(
                WorkUnitFixtures.watched(new IncidentStage.Monitoring()), WorkUnitFixtures.steered());

        IncidentPhases.fold(
                work, new IncidentFact.UpdateReceived(updated(WorkUnitFixtures.ID, IncidentChange.FLAPPING)));
        IncidentPhases.advance(work);

        assertThat(work.stage()).isEqualTo(new IncidentStage.Dampening(BEGIN.plusSeconds(90)));
        assertThat(work.wakeAt()).isEqualTo(BEGIN.plusSeconds(90));
        assertThat(WorkUnitFixtures.sent(work)).containsExactly("cancel_monitoring", "status_update");
    }

    @Test
    void dampeningEndsInMonitoringUnderANewPlanWhereSomethingIsProtected() {
        // given
        IncidentWorkUnit work = WorkUnitFixtures.at(
                WorkUnitFixtures.watched(new IncidentStage.Dampening(BEGIN)), WorkUnitFixtures.steered());
        long revision = work.progress().planRevision();

        // when
        IncidentPhases.advance(work);

        // then
        assertThat(work.stage()).isEqualTo(new IncidentStage.Monitoring());
        assertThat(work.calls())
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
        IncidentWorkUnit work = WorkUnitFixtures.at(new IncidentStage.Dampening(BEGIN.plusSeconds(60)));

        IncidentPhases.fold(
                work,
                new IncidentFact.UpdateReceived(updated(WorkUnitFixtures.ID, IncidentChange.GROWN, LINK, OTHER_LINK)));

        assertThat(work.stage().label()).isEqualTo(IncidentState.DAMPENING);
        assertThat(work.context().links().degraded()).containsExactly(LINK, OTHER_LINK);
    }
}
