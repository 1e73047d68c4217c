package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.BEGIN;
import static io.cemfleet.orchestrator.OrchestratorFixtures.COLOURED;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.forecast;
import static io.cemfleet.orchestrator.OrchestratorFixtures.impact;
import static io.cemfleet.orchestrator.OrchestratorFixtures.service;
import static io.cemfleet.orchestrator.OrchestratorFixtures.updated;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.AssessImpact;
import io.cemfleet.a2a.contract.BranchShare;
import io.cemfleet.a2a.contract.FlowImpact;
import io.cemfleet.a2a.contract.IncidentChange;
import io.cemfleet.a2a.contract.IncidentResolution;
import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.a2a.contract.TicketClosed;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.Incident;
import io.cemfleet.orchestrator.incident.IncidentFact;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Congestion that is only expected goes through the same loop, before anybody suffers. */
class ProactiveTest {
    private static final Instant EXPECTED = BEGIN.plusSeconds(900);
    private static final AssessImpact.Flow AT_RISK = new AssessImpact.Flow(
            "frankfurt",
            "prague",
            0.5,
            100.0,
            List.of(new BranchShare(List.of(LINK), 1.0)),
            100,
            TeType.SR_MPLS,
            FlowImpact.AT_RISK,
            null,
            null);

    private static IncidentWorkUnit steered() {
        Incident incident =
                Incident.detected(forecast(WorkUnitFixtures.ID, EXPECTED)).entering(new IncidentStage.Steering());
        return WorkUnitFixtures.at(incident, WorkUnitFixtures.steered());
    }

    @Test
    void servicesAtRiskAreProtectedLikeThoseThatSuffer() {
        IncidentWorkUnit work = WorkUnitFixtures.at(Incident.detected(forecast(WorkUnitFixtures.ID, EXPECTED)));

        IncidentPhases.advance(work);
        IncidentPhases.answered(
                work,
                WorkUnitFixtures.call(CallStep.ASSESS),
                new CallOutcome.Done(impact(service("L3VPN-1", SlaTier.PLATINUM, AT_RISK))));

        assertThat(work.stage()).isEqualTo(new IncidentStage.Computing());
        assertThat(work.protections()).extracting(Protection::id).containsExactly(COLOURED);
        assertThat(WorkUnitFixtures.sent(work, StatusUpdate.Request.class)
                        .getFirst()
                        .message())
                .isEqualTo("Congestion predicted on " + LINK + ", assessing impact");
    }

    @Test
    void aForecastMovesNothingWhileTrafficReturnsElsewhere() {
        // given
        InMemoryKeyRegistry keys = new InMemoryKeyRegistry();
        keys.othersRestore = true;
        Incident incident =
                Incident.detected(forecast(WorkUnitFixtures.ID, EXPECTED)).entering(new IncidentStage.Computing());
        IncidentWorkUnit work =
                WorkUnitFixtures.at(incident, keys, WorkUnitFixtures.protection(ProtectionState.Wanted.NEW));
        // when
        IncidentPhases.advance(work);
        // then
        assertThat(work.calls()).isEmpty();
        assertThat(work.wakeAt()).isEqualTo(work.now().plus(work.rules().waits().recheck()));
        // and it goes on when that is over
        keys.othersRestore = false;
        IncidentWorkUnit later = WorkUnitFixtures.later(work, work.now().plusSeconds(10), keys);
        IncidentPhases.advance(later);
        assertThat(later.calls()).extracting("step").containsExactly(CallStep.COMPUTE);
    }

    @Test
    void trafficStaysAwayAsLongAsTheForecastHolds() {
        IncidentWorkUnit work = steered();

        IncidentPhases.advance(work);

        assertThat(work.stage()).isEqualTo(new IncidentStage.Monitoring());
        assertThat(work.calls()).isEmpty();
        assertThat(work.wakeAt()).isEqualTo(EXPECTED);
    }

    @Test
    void aForecastThatFellHasTrafficBroughtBackWhereLoadPermits() {
        IncidentWorkUnit work = steered();
        IncidentPhases.advance(work);

        IncidentPhases.fold(
                work, new IncidentFact.UpdateReceived(updated(WorkUnitFixtures.ID, IncidentChange.CLEARED, LINK)));
        IncidentPhases.advance(work);

        assertThat(((MonitorRestoration.Request) work.calls().getFirst().payload()).loadCaused())
                .isTrue();
    }

    @Test
    void onceItsTimeHasComeMeasurementsDecide() {
        IncidentWorkUnit work = steered();
        IncidentPhases.advance(work);

        IncidentWorkUnit later = WorkUnitFixtures.later(work, EXPECTED, new InMemoryKeyRegistry());
        IncidentPhases.advance(later);

        assertThat(later.calls()).extracting("step").containsExactly(CallStep.MONITOR);
    }

    @Test
    void aForecastThatFellBeforeAnythingWasDoneClosesTheIncident() {
        IncidentWorkUnit work = WorkUnitFixtures.at(
                Incident.detected(forecast(WorkUnitFixtures.ID, EXPECTED)).entering(new IncidentStage.Assessing()));

        IncidentPhases.fold(
                work, new IncidentFact.UpdateReceived(updated(WorkUnitFixtures.ID, IncidentChange.CLEARED, LINK)));

        assertThat(WorkUnitFixtures.sent(work, TicketClosed.Request.class)
                        .getFirst()
                        .resolution())
                .isEqualTo(IncidentResolution.NO_IMPACT);
    }
}
