package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.BEGIN;
import static io.cemfleet.orchestrator.OrchestratorFixtures.COLOURED;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.OTHER_LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.PLAIN;
import static io.cemfleet.orchestrator.OrchestratorFixtures.declined;
import static io.cemfleet.orchestrator.OrchestratorFixtures.flow;
import static io.cemfleet.orchestrator.OrchestratorFixtures.impact;
import static io.cemfleet.orchestrator.OrchestratorFixtures.placed;
import static io.cemfleet.orchestrator.OrchestratorFixtures.seen;
import static io.cemfleet.orchestrator.OrchestratorFixtures.service;
import static io.cemfleet.orchestrator.OrchestratorFixtures.updated;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.IncidentChange;
import io.cemfleet.a2a.contract.IncidentResolution;
import io.cemfleet.a2a.contract.OperatorActionKind;
import io.cemfleet.a2a.contract.PlacementDecline;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.a2a.contract.TicketClosed;
import io.cemfleet.orchestrator.incident.AgentCall;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.Incident;
import io.cemfleet.orchestrator.incident.IncidentFact;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.OperatorState;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a plan leaves where it is: said with the reason, called for once, and tried again. */
class DeclinedProtectionTest {
    private static final Protection WANTED = WorkUnitFixtures.protection(ProtectionState.Wanted.NEW);
    private static final CallOutcome AFFECTED =
            new CallOutcome.Done(impact(service("L3VPN-1", SlaTier.PLATINUM, flow("frankfurt", "prague", 100))));

    private final InMemoryKeyRegistry keys = new InMemoryKeyRegistry();

    private static AgentCall compute(Instant at) {
        return new AgentCall(
                UUID.randomUUID(), WorkUnitFixtures.ID, AgentCall.WHOLE, CallStep.COMPUTE, 1, 1, "payload", at, 0);
    }

    private static void answer(IncidentWorkUnit work, ComputePlan.PlacementResult... placed) {
        IncidentPhases.answered(
                work, compute(work.now()), new CallOutcome.Done(new ComputePlan.Result(List.of(placed))));
        IncidentPhases.advance(work);
    }

    private IncidentWorkUnit left(PlacementDecline.Reason reason) {
        IncidentWorkUnit work =
                WorkUnitFixtures.at(WorkUnitFixtures.incident(new IncidentStage.Computing(), true), keys, WANTED);
        answer(work, declined(COLOURED, reason, OTHER_LINK));
        return work;
    }

    private IncidentWorkUnit askedAgain(IncidentWorkUnit before, Instant now, PlacementDecline.Reason reason) {
        IncidentWorkUnit again = WorkUnitFixtures.later(before, now, keys);
        IncidentPhases.advance(again);
        IncidentPhases.answered(again, WorkUnitFixtures.call(CallStep.ASSESS), AFFECTED);
        IncidentPhases.advance(again);
        answer(again, declined(COLOURED, reason, OTHER_LINK));
        return again;
    }

    @Test
    void whereNoPathIsBetterNoEscalationFollowsAndThePlanIsRepeated() {
        IncidentWorkUnit work = left(PlacementDecline.Reason.NOT_BETTER);

        assertThat(work.stage()).isEqualTo(new IncidentStage.Monitoring());
        assertThat(work.progress().escalation()).isNull();
        assertThat(WorkUnitFixtures.sent(work)).doesNotContain("send_notification", "error");
        assertThat(work.protections().getFirst())
                .returns("no_path", p -> p.state().label())
                .satisfies(p -> assertThat(p.record().declined())
                        .isNotNull()
                        .returns(PlacementDecline.Reason.NOT_BETTER, d -> d.decline()
                                .reason()));
        assertThat(work.wakeAt()).isEqualTo(work.now().plusSeconds(60));
        assertThat(WorkUnitFixtures.sent(work, StatusUpdate.Request.class)
                        .getLast()
                        .details()
                        .toString())
                .contains("not_better", "L3VPN-1", "add capacity");
    }

    @Test
    void demandsThatThePlanHadNoTimeForAreReportedAndPlannedAgain() {
        // given
        IncidentWorkUnit work = left(PlacementDecline.Reason.NO_TIME);
        assertThat(work.progress().escalation()).isNull();
        assertThat(WorkUnitFixtures.sent(work, StatusUpdate.Request.class).toString())
                .contains("ran out of time");

        // when
        IncidentWorkUnit again = askedAgain(work, work.now().plusSeconds(60), PlacementDecline.Reason.NO_ROOM);

        // then
        assertThat(again.calls()).extracting("step").contains(CallStep.COMPUTE);
    }

    @Test
    void noRoomCallsPeopleOnceAndIsTriedAgain() {
        // given
        IncidentWorkUnit work = left(PlacementDecline.Reason.NO_ROOM);
        assertThat(work.stage()).isEqualTo(new IncidentStage.Monitoring());
        assertThat(work.progress().escalation()).isNotNull().returns(EscalationReason.NO_ROOM, e -> e.reason());
        assertThat(WorkUnitFixtures.sent(work)).containsOnlyOnce("send_notification");

        // when
        IncidentWorkUnit again = askedAgain(work, work.now().plusSeconds(60), PlacementDecline.Reason.NO_ROOM);

        // then
        assertThat(again.calls()).extracting("step").containsExactly(CallStep.ASSESS, CallStep.COMPUTE);
        assertThat(again.stage()).isEqualTo(new IncidentStage.Monitoring());
        assertThat(WorkUnitFixtures.sent(again)).doesNotContain("send_notification");
    }

    @Test
    void noPathStopsTheIncidentWithReasonLinksAndRemedy() {
        IncidentWorkUnit work = left(PlacementDecline.Reason.NO_PATH);

        assertThat(work.stage()).isEqualTo(new IncidentStage.Escalated(EscalationReason.NO_ALTERNATE_PATH, "3"));
        assertThat(WorkUnitFixtures.sent(work, StatusUpdate.Request.class)
                        .getLast()
                        .details()
                        .get("evidence"))
                .asString()
                .contains("reason=no_path", "links=[" + OTHER_LINK + "]", "remedy=add capacity", "avoid.links");
    }

    @Test
    void aLinkThatClearsHasAStoppedIncidentLookForPathsAgainWithoutCallingAgain() {
        // given
        IncidentWorkUnit work = left(PlacementDecline.Reason.NO_PATH);
        work.update(work.context().with(work.context().links().grown(List.of(OTHER_LINK), List.of())));
        IncidentWorkUnit later = WorkUnitFixtures.later(work, work.now().plusSeconds(5), keys);

        // when
        IncidentPhases.fold(
                later,
                new IncidentFact.UpdateReceived(updated(WorkUnitFixtures.ID, IncidentChange.CLEARED, OTHER_LINK)));
        IncidentWorkUnit again = askedAgain(later, later.now(), PlacementDecline.Reason.NO_PATH);

        // then
        assertThat(again.calls()).extracting("step").contains(CallStep.COMPUTE);
        assertThat(again.stage()).isEqualTo(new IncidentStage.Escalated(EscalationReason.NO_ALTERNATE_PATH, "3"));
        assertThat(again.progress().escalation()).isNotNull();
        assertThat(WorkUnitFixtures.sent(again)).doesNotContain("send_notification");
    }

    @Test
    void whatHasAPathGoesOnAndWhatHasNoRoomIsCalledFor() {
        IncidentWorkUnit work = WorkUnitFixtures.at(
                WorkUnitFixtures.incident(new IncidentStage.Computing(), true),
                keys,
                WANTED,
                WorkUnitFixtures.of("berlin", ProtectionState.Wanted.NEW));

        answer(work, placed(COLOURED, true), declined(PLAIN, PlacementDecline.Reason.NO_ROOM));

        assertThat(work.stage()).isEqualTo(new IncidentStage.Provisioning());
        assertThat(work.progress().escalation()).isNotNull().returns(EscalationReason.NO_ROOM, e -> e.reason());
    }

    @Test
    void askingAgainLeavesTheWatchAsItIs() {
        // given one protection stands and is watched, another was declined
        Incident watched = WorkUnitFixtures.watched(new IncidentStage.Computing());
        IncidentWorkUnit work = WorkUnitFixtures.at(
                watched, keys, WorkUnitFixtures.steered(), WorkUnitFixtures.of("berlin", ProtectionState.Wanted.NEW));
        answer(work, declined(PLAIN, PlacementDecline.Reason.NOT_BETTER));
        work.update(work.progress().with(work.progress().monitoring().accepted(1)));

        // when
        IncidentWorkUnit again = WorkUnitFixtures.later(work, work.now().plusSeconds(60), keys);
        IncidentPhases.advance(again);
        IncidentPhases.answered(
                again,
                WorkUnitFixtures.call(CallStep.ASSESS),
                new CallOutcome.Done(impact(service("L3VPN-3", SlaTier.GOLD, flow("berlin", "prague", null)))));
        IncidentPhases.advance(again);
        answer(again, declined(PLAIN, PlacementDecline.Reason.NOT_BETTER));

        // then
        assertThat(again.stage()).isEqualTo(new IncidentStage.Monitoring());
        assertThat(again.calls()).extracting("step").containsExactly(CallStep.ASSESS, CallStep.COMPUTE);
        assertThat(again.progress().monitoring()).isEqualTo(work.progress().monitoring());
    }

    @Test
    void tunnelsThatReturnedHaveItAskedAgainAtOnceAndTheIncidentStaysOpen() {
        // given
        IncidentWorkUnit work = WorkUnitFixtures.at(
                WorkUnitFixtures.watched(new IncidentStage.Computing()),
                keys,
                WorkUnitFixtures.steered(),
                WorkUnitFixtures.of("berlin", ProtectionState.Wanted.NEW));
        answer(work, declined(PLAIN, PlacementDecline.Reason.NO_ROOM));

        // when
        IncidentWorkUnit later = WorkUnitFixtures.later(work, work.now().plusSeconds(5), keys);
        IncidentPhases.fold(
                later,
                new IncidentFact.RestorationReported(
                        seen(WorkUnitFixtures.ID, RestorationEvent.RESTORED, 1, Map.of())));
        IncidentPhases.advance(later);

        // then
        assertThat(later.stage()).isEqualTo(new IncidentStage.Assessing());
        assertThat(WorkUnitFixtures.sent(later)).doesNotContain("ticket_closed");
    }

    @Test
    void anOperatorsWordLetsPathsWithoutRoomBeTaken() {
        // given
        IncidentWorkUnit work = left(PlacementDecline.Reason.NO_ROOM);
        IncidentWorkUnit later = WorkUnitFixtures.later(work, work.now().plusSeconds(5), keys);
        later.update(later.incident()
                .with(later.incident()
                        .operatorState()
                        .allowing(new OperatorState.OverloadPermission("anna", "a world cup final", BEGIN))));

        // when
        IncidentPhases.fold(
                later,
                new IncidentFact.OperatorDecided(
                        OperatorActionKind.ALLOW_OVERLOAD, "anna", "a world cup final", BEGIN, null));
        IncidentPhases.advance(later);
        IncidentPhases.answered(later, WorkUnitFixtures.call(CallStep.ASSESS), AFFECTED);
        IncidentPhases.advance(later);

        // then
        assertThat(later.calls())
                .filteredOn(call -> call.step() == CallStep.COMPUTE)
                .extracting(call -> ((ComputePlan.Request) call.payload()).allowOverload())
                .containsExactly(true);

        // and once all have a path the escalation is over
        answer(later, placed(COLOURED, true));
        assertThat(later.progress().escalation()).isNull();
        assertThat(later.protections().getFirst().record().declined()).isNull();
    }

    @Test
    void anIncidentThatProtectedNothingSaysSoWhenItClears() {
        IncidentWorkUnit work = left(PlacementDecline.Reason.NOT_BETTER);

        IncidentPhases.fold(
                work, new IncidentFact.UpdateReceived(updated(WorkUnitFixtures.ID, IncidentChange.CLEARED, LINK)));
        IncidentPhases.advance(work);

        assertThat(WorkUnitFixtures.sent(work, TicketClosed.Request.class)
                        .getFirst()
                        .resolution())
                .isEqualTo(IncidentResolution.NO_PATH);
    }
}
