package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.BEGIN;
import static io.cemfleet.orchestrator.OrchestratorFixtures.COLOURED;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.LONE_ROUTE;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.ROUTE;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.TUNNEL;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.TUNNEL_2;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.at;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.call;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.fold;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.incident;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.lone;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.messages;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.other;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.protection;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.provisioned;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.sent;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.steered;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.watched;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cemfleet.a2a.contract.DeleteTunnel;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.NotSteeredReason;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.a2a.contract.SteerTraffic;
import io.cemfleet.a2a.contract.UnsteeredReason;
import io.cemfleet.a2a.contract.WithdrawalReason;
import io.cemfleet.orchestrator.incident.AttemptState;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.CarryingTunnel;
import io.cemfleet.orchestrator.incident.Escalation;
import io.cemfleet.orchestrator.incident.Incident;
import io.cemfleet.orchestrator.incident.IncidentFact;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionRecord;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Under which plan tunnels are written, and what follows where a write does not succeed. */
class TunnelWritesTest {
    private static final CallOutcome OTHER_PATH =
            new CallOutcome.Failed("path_version_mismatch", "version 2 is in force", false);

    /** The monitor accepted plan 1; the present one is plan 2. */
    private static IncidentWorkUnit replanned(IncidentStage stage, Protection... protections) {
        Incident incident = watched(stage);
        return at(incident.with(incident.progress().replanned()), protections);
    }

    private static Protection holding() {
        return protection(new ProtectionState.FailedHolding(ROUTE, TUNNEL, true));
    }

    private static Protection inPart() {
        return lone(new ProtectionState.Steered(LONE_ROUTE, TUNNEL, List.of("L3VPN-1")));
    }

    private static long steeredUnder(IncidentWorkUnit work) {
        return ((SteerTraffic.Request) work.calls().getFirst().payload()).planRevision();
    }

    private static Long removedUnder(IncidentWorkUnit work) {
        return ((DeleteTunnel.Request) work.calls().getFirst().payload()).planRevision();
    }

    @Test
    void writesBesideAWatchKeepThePlanOfTheWatch() {
        // given
        IncidentWorkUnit steering = replanned(new IncidentStage.Monitoring(), inPart());
        IncidentWorkUnit removing = replanned(new IncidentStage.Monitoring(), holding(), other());

        // when
        ProtectionWorkflow.next(steering, inPart());
        ProtectionWorkflow.next(removing, holding());

        // then
        assertThat(steeredUnder(steering)).isEqualTo(1);
        assertThat(removedUnder(removing)).isEqualTo(1);
    }

    static Stream<IncidentStage> building() {
        return Stream.of(new IncidentStage.Provisioning(), new IncidentStage.Steering());
    }

    @ParameterizedTest
    @MethodSource("building")
    void writesOfARoundCarryItsPlan(IncidentStage stage) {
        IncidentWorkUnit steering = replanned(stage, inPart());
        IncidentWorkUnit removing = replanned(stage, holding());

        ProtectionWorkflow.next(steering, inPart());
        ProtectionWorkflow.next(removing, holding());

        assertThat(steeredUnder(steering)).isEqualTo(2);
        assertThat(removedUnder(removing)).isEqualTo(2);
    }

    @Test
    void withoutAWatchOrWhileItIsRequestedAgainWritesCarryTheNewestPlan() {
        // given
        IncidentWorkUnit never = at(incident(new IncidentStage.Monitoring(), true), holding());
        never.update(never.progress().replanned());
        IncidentWorkUnit again = replanned(new IncidentStage.Monitoring(), holding());
        again.update(again.progress().with(again.progress().monitoring().requestedAgain()));

        // when
        ProtectionWorkflow.next(never, holding());
        ProtectionWorkflow.next(again, holding());

        // then
        assertThat(removedUnder(never)).isEqualTo(2);
        assertThat(removedUnder(again)).isEqualTo(2);
    }

    @Test
    void aRemovalForAnOperatorWhoClosesCarriesTheNewestPlan() {
        IncidentWorkUnit work = replanned(new IncidentStage.Monitoring(), holding());

        fold(work, new IncidentFact.CloseRequested("anna", "enough"));

        assertThat(removedUnder(work)).isEqualTo(3);
    }

    @Test
    void nothingIsSteeredInAStageOfPlanning() {
        IncidentWorkUnit work = at(watched(new IncidentStage.Assessing()), inPart(), provisioned());

        ProtectionWorkflow.next(work, inPart());
        ProtectionWorkflow.next(work, provisioned());

        assertThat(work.calls()).isEmpty();
    }

    @Test
    void aTunnelWithAnotherPathGetsThePlansBeforeTheRestIsSteered() {
        IncidentWorkUnit work = at(watched(new IncidentStage.Monitoring()), inPart());

        Protection after = ProtectionWorkflow.answered(work, call(CallStep.STEER), inPart(), OTHER_PATH);

        assertThat(after.state()).isInstanceOf(ProtectionState.Planned.class);
        assertThat(after.state().steeredServices()).containsExactly("L3VPN-1");
    }

    @Test
    void aTunnelThatKeepsAnotherPathIsGivenUpOnceTheTimeForWaitingIsOver() {
        // given
        Protection waiting = inPart().in(
                        inPart().state(),
                        AttemptState.NONE.waiting("path_version_mismatch", BEGIN.minusSeconds(3600), BEGIN));
        IncidentWorkUnit work = at(watched(new IncidentStage.Monitoring()), waiting);

        // when
        Protection after = ProtectionWorkflow.answered(work, call(CallStep.STEER), waiting, OTHER_PATH);

        // then
        assertThat(after.state()).isInstanceOf(ProtectionState.Steered.class);
        assertThat(work.progress().escalation()).isNotNull().returns(EscalationReason.NOT_STEERED, Escalation::reason);
    }

    @Test
    void aServiceThatIsNotSteeredIsNamedWithTheFailuresCode() {
        // given
        IncidentWorkUnit work = at(watched(new IncidentStage.Monitoring()), inPart());

        // when
        Protection failed = ProtectionWorkflow.answered(
                work, call(CallStep.STEER), inPart(), new CallOutcome.Failed("cnc_unavailable", "no answer", true));
        Protection unknown =
                ProtectionWorkflow.answered(work, call(CallStep.STEER), inPart(), new CallOutcome.Unknown("silence"));

        // then
        assertThat(failed.unsteeredReason("L3VPN-2").wire()).isEqualTo("cnc_unavailable");
        assertThat(failed.attempts().lastError()).isEqualTo("cnc_unavailable: no answer");
        assertThat(unknown.unsteeredReason("L3VPN-2").wire()).isEqualTo("not_steered");
    }

    @Test
    void aRetryOfTheSteeringLeavesServicesThatAreStillTried() {
        // given one service that was given up, and one of another protection that is still tried
        Protection givenUp = inPart().unsteered(
                        List.of(new ProtectionRecord.UnsteeredService("L3VPN-2", NotSteeredReason.NO_COLOR, true)));
        Protection tried = new Protection(
                        other().key(),
                        inPart().scope(),
                        AttemptState.NONE.failed("not_steered", BEGIN),
                        inPart().state())
                .unsteered(List.of(new ProtectionRecord.UnsteeredService("L3VPN-2", NotSteeredReason.NO_COLOR, false)));
        IncidentWorkUnit work = at(watched(new IncidentStage.Monitoring()), givenUp, tried);

        // when
        boolean any = SteeringAnswers.retry(work, List.of(givenUp, tried));

        // then
        assertThat(any).isTrue();
        assertThat(work.changed()).extracting(Protection::id).containsExactly(givenUp.id());
        assertThat(SteeringAnswers.retry(work, List.of(tried))).isFalse();
    }

    @Test
    void anUnsteeredServiceHasItsOwnReason() {
        Protection protection = lone(new ProtectionState.Steered(ROUTE, TUNNEL, List.of()))
                .unsteered(List.of(
                        new ProtectionRecord.UnsteeredService("L3VPN-1", NotSteeredReason.NO_COLOR, false),
                        new ProtectionRecord.UnsteeredService("L3VPN-2", UnsteeredReason.of("no_route"), false)));

        assertThat(protection.unsteeredReason("L3VPN-2").wire()).isEqualTo("no_route");
    }

    static Stream<Arguments> removals() {
        return Stream.of(
                arguments(
                        new ProtectionState.FailedHolding(ROUTE, TUNNEL, true),
                        new CallOutcome.Failed("cnc_unavailable", "no answer", true),
                        "A tunnel that protects nothing could not be removed"),
                arguments(
                        new ProtectionState.FailedHolding(ROUTE, TUNNEL, true, false, WithdrawalReason.MADE_WORSE),
                        new CallOutcome.Failed("cnc_unavailable", "no answer", true),
                        "A tunnel that does harm could not be removed"),
                arguments(
                        new ProtectionState.FailedHolding(ROUTE, TUNNEL, true),
                        new CallOutcome.Failed("change_freeze", "said so", false),
                        "Changes are frozen, a tunnel that protects nothing stays for now"));
    }

    @ParameterizedTest
    @MethodSource("removals")
    void operatorsAreCalledForATunnelThatStaysAfterTheLastAttempt(
            ProtectionState state, CallOutcome outcome, String message) {
        // given
        Protection last = protection(state).in(state, new AttemptState(3, 2, 2, null, null, null));
        IncidentWorkUnit work = at(watched(new IncidentStage.Monitoring()), last, other());

        // when
        Protection after = ProtectionWorkflow.answered(work, call(CallStep.CLEAN_UP), last, outcome);

        // then
        assertThat(after.state()).isEqualTo(state);
        assertThat(messages(work)).containsExactly(message);
        assertThat(sent(work, StatusUpdate.Request.class).getFirst().details().get("evidence"))
                .asString()
                .contains("tunnel_id=" + TUNNEL.tunnelId());
        assertThat(sent(work).contains("error")).isEqualTo(message.endsWith("removed"));
    }

    @Test
    void anUnfinishedRemovalIsRepeatedBeforeOperatorsAreCalled() {
        IncidentWorkUnit work = at(watched(new IncidentStage.Monitoring()), holding(), other());

        Protection after = ProtectionWorkflow.answered(
                work,
                call(CallStep.CLEAN_UP),
                holding(),
                new CallOutcome.Failed("delete_not_confirmed", "it is still shown", true));

        assertThat(after.attempts()).returns(1, AttemptState::failures).returns(2, AttemptState::attempt);
        assertThat(work.outgoing()).isEmpty();
    }

    @Test
    void aTunnelOfUnknownNameIsReportedByItsProtection() {
        // given
        ProtectionState state = new ProtectionState.FailedHolding(ROUTE, null, true);
        Protection last = protection(state).in(state, new AttemptState(3, 2, 2, null, null, null));
        IncidentWorkUnit work = at(watched(new IncidentStage.Monitoring()), last, other());

        // when
        ProtectionWorkflow.answered(
                work, call(CallStep.PROVISION), last, new CallOutcome.Failed("cnc_unavailable", "no answer", true));

        // then
        assertThat(sent(work, StatusUpdate.Request.class).getFirst().details().get("evidence"))
                .asString()
                .contains("protection_key=" + COLOURED);
    }

    @Test
    void nothingIsLeftToRemoveWhereNeitherNameNorPathIsKnown() {
        ProtectionState.FailedHolding nothing = new ProtectionState.FailedHolding(null, null, true);

        assertThat(TunnelRemoval.possible(at(new IncidentStage.Monitoring()), protection(nothing), nothing))
                .isFalse();
    }

    @Test
    void aProtectionThatCouldNotBeReplacedNamesTheError() {
        // given one that moves to another path, beside one of a higher tier
        CarryingTunnel held = new CarryingTunnel(ROUTE, TUNNEL_2, List.of("L3VPN-3"));
        Protection moving = WorkUnitFixtures.of("berlin", new ProtectionState.Planned(LONE_ROUTE, held, null));
        IncidentWorkUnit work = at(watched(new IncidentStage.Provisioning()), steered(), moving);

        // when
        Protection after = ProtectionWorkflow.answered(
                work, call(CallStep.PROVISION), moving, new CallOutcome.Failed("cnc_forbidden", "no role", false));

        // then
        assertThat(after.id()).isEqualTo(moving.id());
        assertThat(after.state().carriesTraffic()).isTrue();
        assertThat(sent(work, StatusUpdate.Request.class).getFirst())
                .returns("A degraded protection path could not be replaced", StatusUpdate.Request::message)
                .extracting(update -> update.details().get("evidence"))
                .asString()
                .contains("error=cnc_forbidden: no role");
    }
}
