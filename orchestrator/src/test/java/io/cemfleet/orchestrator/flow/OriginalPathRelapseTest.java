package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.OTHER_LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.impact;
import static io.cemfleet.orchestrator.OrchestratorFixtures.placed;
import static io.cemfleet.orchestrator.OrchestratorFixtures.seen;
import static io.cemfleet.orchestrator.OrchestratorFixtures.updated;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.AssessImpact;
import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.IncidentChange;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.a2a.contract.SegmentId;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.orchestrator.OrchestratorFixtures;
import io.cemfleet.orchestrator.incident.AgentCall;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.IncidentFact;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.OperatorState;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.ProtectionTunnel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alarms come back on a link that never cleared: news where traffic is back on it, or on its way. */
class OriginalPathRelapseTest {
    private static final ProtectionTunnel OTHER =
            new ProtectionTunnel("t-2", SegmentId.label(24002), WorkUnitFixtures.TUNNEL.teType(), 1L);
    private static final CallOutcome NO_IMPACT = new CallOutcome.Done(impact(new AssessImpact.AffectedService[0]));

    private static Protection restored() {
        return WorkUnitFixtures.protection(
                new ProtectionState.Restored(WorkUnitFixtures.ROUTE, WorkUnitFixtures.TUNNEL));
    }

    private static Protection returning() {
        return WorkUnitFixtures.protection(new ProtectionState.Returning(
                WorkUnitFixtures.ROUTE, WorkUnitFixtures.TUNNEL, List.of("L3VPN-1"), 50, 50));
    }

    private static Protection other() {
        return WorkUnitFixtures.of(
                "berlin", new ProtectionState.Steered(WorkUnitFixtures.ROUTE, OTHER, List.of("L3VPN-3")));
    }

    private static void raised(IncidentWorkUnit work, String... links) {
        IncidentPhases.fold(
                work, new IncidentFact.UpdateReceived(updated(WorkUnitFixtures.ID, IncidentChange.GROWN, links)));
        IncidentPhases.advance(work);
    }

    @ParameterizedTest
    @ValueSource(strings = {"monitoring", "restoring", "escalated"})
    void whatIsBackOnTheLinkIsAssessedAgainUnderANewPlan(String state) {
        IncidentStage stage =
                switch (state) {
                    case "monitoring" -> new IncidentStage.Monitoring();
                    case "restoring" -> new IncidentStage.Restoring();
                    default -> new IncidentStage.Escalated(EscalationReason.TELEMETRY_MISSING, "6");
                };
        IncidentWorkUnit work = WorkUnitFixtures.at(WorkUnitFixtures.watched(stage), restored(), other());

        raised(work, LINK);

        assertThat(work.stage()).isEqualTo(new IncidentStage.Assessing());
        assertThat(work.calls())
                .filteredOn(call -> call.step() == CallStep.ASSESS)
                .singleElement()
                .returns(2L, AgentCall::planRevision)
                .extracting(call -> ((AssessImpact.Request) call.payload()).degradedLinks())
                .isEqualTo(List.of(LINK));
    }

    @Test
    void whatIsOnItsWayGoesBackOnItsTunnels() {
        IncidentWorkUnit work =
                WorkUnitFixtures.at(WorkUnitFixtures.watched(new IncidentStage.Restoring()), returning(), other());

        raised(work, LINK);

        assertThat(work.stage()).isEqualTo(new IncidentStage.Monitoring());
        assertThat(work.progress().monitoring().relapses()).isEqualTo(1);
        assertThat(work.calls())
                .singleElement()
                .returns(CallStep.MONITOR, AgentCall::step)
                .returns(2L, AgentCall::planRevision);
    }

    @Test
    void aLinkThatClearedAndComesBackDuringTheReturnIsARelapseThatCountsOnce() {
        // given
        IncidentWorkUnit work =
                WorkUnitFixtures.at(WorkUnitFixtures.watched(new IncidentStage.Restoring()), returning());
        IncidentPhases.fold(
                work, new IncidentFact.UpdateReceived(updated(WorkUnitFixtures.ID, IncidentChange.CLEARED, LINK)));

        // when alarms say so, and the restoration monitor too
        IncidentPhases.fold(
                work, new IncidentFact.UpdateReceived(updated(WorkUnitFixtures.ID, IncidentChange.GROWN, LINK)));
        IncidentPhases.fold(
                work,
                new IncidentFact.RestorationReported(
                        seen(WorkUnitFixtures.ID, RestorationEvent.SLA_RELAPSED, 1, Map.of())));
        IncidentPhases.advance(work);

        // then
        assertThat(work.progress().monitoring().relapses()).isEqualTo(1);
        assertThat(work.stage()).isEqualTo(new IncidentStage.Assessing());
        assertThat(WorkUnitFixtures.sent(work, StatusUpdate.Request.class))
                .extracting(update -> update.details().get("event"))
                .contains("sla_relapsed");
    }

    @Test
    void aRepeatWhileAllTrafficIsOnItsTunnelsSupersedesNothing() {
        IncidentWorkUnit work = WorkUnitFixtures.at(
                WorkUnitFixtures.watched(new IncidentStage.Monitoring()), WorkUnitFixtures.steered(), other());

        for (int i = 0; i < 100; i++) {
            raised(work, LINK);
        }

        assertThat(work.stage()).isEqualTo(new IncidentStage.Monitoring());
        assertThat(work.progress().planRevision()).isEqualTo(1);
        assertThat(work.calls()).isEmpty();
        assertThat(work.outgoing()).isEmpty();
    }

    @Test
    void anotherLinkThanTheOneOverWhichTrafficReturnedChangesNothing() {
        IncidentWorkUnit work =
                WorkUnitFixtures.at(WorkUnitFixtures.watched(new IncidentStage.Monitoring()), restored(), other());
        work.update(work.context().with(work.context().links().grown(List.of(OTHER_LINK), List.of())));

        raised(work, OTHER_LINK);

        assertThat(work.stage()).isEqualTo(new IncidentStage.Monitoring());
        assertThat(work.calls()).isEmpty();
    }

    @Test
    void aRoundUnderWayGoesOnAndTheNextOneTakesTheLinkUp() {
        // given a plan is requested while another part is back
        IncidentWorkUnit work = WorkUnitFixtures.at(
                WorkUnitFixtures.watched(new IncidentStage.Computing()),
                restored(),
                WorkUnitFixtures.of("berlin", ProtectionState.Wanted.NEW));
        IncidentPhases.advance(work);

        // when
        for (int i = 0; i < 100; i++) {
            raised(work, LINK);
        }

        // then
        assertThat(work.stage()).isEqualTo(new IncidentStage.Computing());
        assertThat(work.superseded()).isEmpty();
        assertThat(work.calls()).extracting(AgentCall::step).containsExactly(CallStep.COMPUTE);

        // and once protections stand
        IncidentPhases.answered(
                work,
                WorkUnitFixtures.call(CallStep.COMPUTE),
                new CallOutcome.Done(new ComputePlan.Result(List.of(placed(OrchestratorFixtures.PLAIN, true)))));
        work.put(other());
        work.move(new IncidentStage.Monitoring(), "steered");
        IncidentPhases.advance(work);
        assertThat(work.stage()).isEqualTo(new IncidentStage.Assessing());
    }

    @Test
    void theLinkIsAssessedOnceAPersonHandsTheIncidentBack() {
        IncidentWorkUnit work =
                WorkUnitFixtures.at(WorkUnitFixtures.watched(new IncidentStage.Monitoring()), restored());
        work.update(work.incident()
                .with(work.incident()
                        .operatorState()
                        .takenOver(new OperatorState.Takeover("anna", work.now(), List.of(LINK)))));

        raised(work, LINK);
        assertThat(work.calls()).isEmpty();
        work.update(work.incident().with(work.incident().operatorState().takenOver(null)));
        IncidentPhases.fold(work, new IncidentFact.HandedBack("anna", "done", List.of(LINK)));
        IncidentPhases.advance(work);

        assertThat(work.stage()).isEqualTo(new IncidentStage.Assessing());
    }

    @Test
    void anIncidentIsNotClosedOverALinkThatWasNeverAssessed() {
        // given links that degraded while the question was out
        IncidentWorkUnit work = WorkUnitFixtures.at(new IncidentStage.Assessing());
        IncidentPhases.advance(work);
        raised(work, LINK, OTHER_LINK);

        // when no service is affected by the first one
        IncidentPhases.answered(work, WorkUnitFixtures.call(CallStep.ASSESS), NO_IMPACT);
        IncidentWorkUnit later = WorkUnitFixtures.later(work, work.now(), new InMemoryKeyRegistry());
        IncidentPhases.advance(later);

        // then
        assertThat(later.stage()).isEqualTo(new IncidentStage.Assessing());
        assertThat(later.calls())
                .singleElement()
                .extracting(call -> ((AssessImpact.Request) call.payload()).degradedLinks())
                .isEqualTo(List.of(LINK, OTHER_LINK));
    }

    @Test
    void aPlanThatHasNothingLeftToSeekDoesNotCloseOverSuchALinkEither() {
        // given all traffic is back, and a plan is requested for a part that is needed no more
        IncidentWorkUnit work = WorkUnitFixtures.at(
                WorkUnitFixtures.watched(new IncidentStage.Computing()),
                restored(),
                WorkUnitFixtures.of("berlin", new ProtectionState.Unneeded()));
        work.update(work.context().with(work.context().links().collecting(List.of(LINK))));

        // when
        IncidentPhases.advance(work);

        // then
        assertThat(work.stage()).isEqualTo(new IncidentStage.Assessing());
        assertThat(WorkUnitFixtures.sent(work)).doesNotContain("ticket_closed");
    }
}
