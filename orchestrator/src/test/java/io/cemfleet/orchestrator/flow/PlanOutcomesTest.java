package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.BEGIN;
import static io.cemfleet.orchestrator.OrchestratorFixtures.COLOURED;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.OTHER_LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.PLAIN;
import static io.cemfleet.orchestrator.OrchestratorFixtures.declined;
import static io.cemfleet.orchestrator.OrchestratorFixtures.impact;
import static io.cemfleet.orchestrator.OrchestratorFixtures.placed;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.KEY;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.ROUTE;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.TUNNEL;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.TUNNEL_2;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.at;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.call;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.entered;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.incident;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.later;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.other;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.planned;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.protection;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.sent;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.steered;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.watched;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cemfleet.a2a.contract.AssessImpact;
import io.cemfleet.a2a.contract.CloseReason;
import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.IncidentState;
import io.cemfleet.a2a.contract.PlacementDecline;
import io.cemfleet.a2a.contract.SlaLimits;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.a2a.contract.TicketClosed;
import io.cemfleet.a2a.contract.WithdrawalReason;
import io.cemfleet.orchestrator.OrchestratorFixtures;
import io.cemfleet.orchestrator.incident.AgentCall;
import io.cemfleet.orchestrator.incident.AttemptState;
import io.cemfleet.orchestrator.incident.Autonomy;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.NoPathPolicy;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionRecord;
import io.cemfleet.orchestrator.incident.ProtectionScope;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.QueryRetryState;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an assessment and a plan lead to when there is nothing, or not everything, to plan. */
class PlanOutcomesTest {
    private static final Protection WANTED = protection(ProtectionState.Wanted.NEW);
    private static final PlacementDecline NOT_BETTER =
            new PlacementDecline(PlacementDecline.Reason.NOT_BETTER, List.of(), null);

    private static IncidentWorkUnit in(IncidentStage stage, Protection... protections) {
        return at(watched(stage), protections);
    }

    private static Protection beside(ProtectionState state) {
        return WorkUnitFixtures.of("berlin", state);
    }

    private static void clear(IncidentWorkUnit work) {
        work.update(work.context().with(work.context().links().clearing(List.of(LINK))));
    }

    private static void plan(IncidentWorkUnit work, ComputePlan.PlacementResult... results) {
        IncidentPhases.answered(
                work, call(CallStep.COMPUTE), new CallOutcome.Done(new ComputePlan.Result(List.of(results))));
    }

    private static void assessed(IncidentWorkUnit work, AssessImpact.Result result) {
        IncidentPhases.answered(work, call(CallStep.ASSESS), new CallOutcome.Done(result));
    }

    private static AssessImpact.Result noImpact() {
        return impact(new AssessImpact.AffectedService[0]);
    }

    private static CloseReason closed(IncidentWorkUnit work) {
        return sent(work, TicketClosed.Request.class).getFirst().details().closeReason();
    }

    @ParameterizedTest
    @ValueSource(strings = {"assessing", "computing"})
    void aRepeatedQueryWaitsForThePauseAndHasAnAttemptOfItsOwn(String stage) {
        // given
        IncidentWorkUnit work = stage.equals("assessing")
                ? in(new IncidentStage.Assessing())
                : in(new IncidentStage.Computing(), WANTED);
        Instant due = work.now().plusSeconds(2);
        work.update(work.progress().with(QueryRetryState.NONE.failed(due)));

        // when
        IncidentPhases.advance(work);

        // then
        assertThat(work.calls()).isEmpty();
        assertThat(work.wakeAt()).isEqualTo(due);

        // and
        IncidentWorkUnit later = later(work, due, new InMemoryKeyRegistry());
        IncidentPhases.advance(later);
        assertThat(later.calls()).singleElement().returns(2, AgentCall::attempt);
    }

    @ParameterizedTest
    @CsvSource({"30,30", "0,"})
    void aServiceWithoutADelayLimitBoundsNoPath(double limit, @Nullable Double bound) {
        // given
        Protection limited = new Protection(
                KEY,
                new ProtectionScope(
                        SlaTier.PLATINUM, new SlaLimits(limit, 5, 0.01), List.of("L3VPN-1"), 100.0, List.of(LINK)),
                AttemptState.NONE,
                ProtectionState.Wanted.NEW);
        IncidentWorkUnit work = in(new IncidentStage.Computing(), limited);

        // when
        IncidentPhases.advance(work);

        // then
        assertThat(((ComputePlan.Request) work.calls().getFirst().payload()).protections())
                .singleElement()
                .returns(bound, demand -> demand.constraints().maxDelayMs());
    }

    @Test
    void aPlanThatLeavesAProtectionOutIsRequestedAgain() {
        IncidentWorkUnit work = in(new IncidentStage.Computing(), WANTED, beside(ProtectionState.Wanted.NEW));

        plan(work, placed(COLOURED, true));

        assertThat(work.stage()).isEqualTo(new IncidentStage.Computing());
        assertThat(work.progress().retry().failures()).isEqualTo(1);
        assertThat(work.protections()).allMatch(protection -> protection.state() instanceof ProtectionState.Wanted);
    }

    static Stream<Arguments> nothingToPlan() {
        return Stream.of(
                arguments(new ProtectionState.NoPath(List.of(), true, false), IncidentState.MONITORING),
                arguments(
                        new ProtectionState.FailedHolding(ROUTE, TUNNEL, true, false, WithdrawalReason.MADE_WORSE),
                        IncidentState.MONITORING),
                arguments(new ProtectionState.Restored(ROUTE, TUNNEL), IncidentState.CLOSED),
                arguments(new ProtectionState.Unneeded(), IncidentState.CLOSED),
                arguments(new ProtectionState.Failed(true), IncidentState.ESCALATED));
    }

    @ParameterizedTest
    @MethodSource("nothingToPlan")
    void aRoundWithNothingToPlanEndsAsItsProtectionsStand(ProtectionState state, IncidentState expected) {
        IncidentWorkUnit work = in(new IncidentStage.Computing(), protection(state));

        IncidentPhases.advance(work);

        assertThat(entered(work)).containsExactly(expected);
        assertThat(work.calls()).extracting("step").doesNotContain(CallStep.COMPUTE);
    }

    @ParameterizedTest
    @CsvSource({"true,CLEARED_BEFORE_ACTION", "false,NO_SERVICES_AFFECTED"})
    void anIncidentThatNoTrafficNeedsClosesForTheReasonThatHolds(boolean cleared, CloseReason expected) {
        IncidentWorkUnit work = in(new IncidentStage.Computing(), protection(new ProtectionState.Unneeded()));
        if (cleared) {
            clear(work);
        }

        IncidentPhases.advance(work);

        assertThat(closed(work)).isEqualTo(expected);
    }

    static Stream<ProtectionState> atTheirEnd() {
        return Stream.of(new ProtectionState.Restored(ROUTE, TUNNEL_2), new ProtectionState.Unneeded());
    }

    @ParameterizedTest
    @MethodSource("atTheirEnd")
    void anIncidentWithAnythingLeftInTheNetworkIsNotClosed(ProtectionState state) {
        IncidentWorkUnit work = in(
                new IncidentStage.Computing(),
                protection(new ProtectionState.FailedHolding(ROUTE, TUNNEL, true)),
                beside(state));

        IncidentPhases.advance(work);

        assertThat(work.stage().label()).isEqualTo(IncidentState.ESCALATED);
    }

    @Test
    void whatGrewWhileNothingCouldBePlannedIsAssessed() {
        // given
        IncidentWorkUnit work = in(new IncidentStage.Computing(), protection(new ProtectionState.Failed(true)));
        work.update(work.context().with(work.context().links().collecting(List.of(OTHER_LINK))));

        // when
        IncidentPhases.advance(work);

        // then
        assertThat(work.stage()).isEqualTo(new IncidentStage.Assessing());
    }

    @Test
    void nothingIsAssessedOnceAllLinksAreClear() {
        IncidentWorkUnit work = in(new IncidentStage.Assessing(), WANTED);
        clear(work);

        IncidentPhases.advance(work);

        assertThat(work.calls()).isEmpty();
        assertThat(work.stage().label()).isEqualTo(IncidentState.CLOSED);
    }

    @Test
    void trafficThatIsNoLongerAffectedNeedsNoPathUnlessTheTopologyLacksALink() {
        // given
        IncidentWorkUnit known = in(new IncidentStage.Assessing(), WANTED);
        IncidentWorkUnit allKnown = in(new IncidentStage.Assessing(), WANTED);
        IncidentWorkUnit unknown = in(new IncidentStage.Assessing(), WANTED);

        // when
        assessed(known, noImpact());
        assessed(allKnown, noImpact().withUnknownLinks(List.of()));
        assessed(unknown, noImpact().withUnknownLinks(List.of(LINK)));

        // then
        assertThat(known.protections().getFirst().state()).isInstanceOf(ProtectionState.Unneeded.class);
        assertThat(allKnown.protections().getFirst().state()).isInstanceOf(ProtectionState.Unneeded.class);
        assertThat(unknown.protections().getFirst().state()).isInstanceOf(ProtectionState.Wanted.class);
    }

    @Test
    void trafficThatWasOnATunnelIsLeftToThePlannerThoughNoLongerAffected() {
        // given traffic that was withdrawn, and that the last plan declined
        ProtectionState.Steered before = (ProtectionState.Steered) steered().state();
        Protection withdrawn = steered()
                .steered(before, BEGIN)
                .declined(new ProtectionRecord.PlanDecline(NOT_BETTER, BEGIN))
                .in(new ProtectionState.NoPath(List.of(), true, false));
        IncidentWorkUnit work = in(new IncidentStage.Assessing(), withdrawn, other());

        // when
        assessed(work, noImpact());

        // then it is asked for again only after the usual time
        assertThat(work.protections().getFirst().state()).isInstanceOf(ProtectionState.NoPath.class);
        assertThat(work.protections().getFirst().record().declined())
                .isNotNull()
                .returns(work.now(), ProtectionRecord.PlanDecline::requestedAt);
    }

    static Stream<Arguments> afterAnAssessment() {
        ProtectionState proposed = new ProtectionState.Proposed(ROUTE, null, null, Autonomy.Mode.APPROVE);
        return Stream.of(
                arguments(List.of(protection(proposed)), IncidentState.COMPUTING),
                arguments(List.of(planned()), IncidentState.PROVISIONING),
                arguments(List.of(steered()), IncidentState.MONITORING),
                arguments(
                        List.of(protection(new ProtectionState.FailedHolding(ROUTE, TUNNEL, true))),
                        IncidentState.ESCALATED),
                arguments(List.of(protection(new ProtectionState.Restored(ROUTE, TUNNEL))), IncidentState.CLOSED));
    }

    @ParameterizedTest
    @MethodSource("afterAnAssessment")
    void anAssessmentThatFindsNothingNewLeadsWhereProtectionsStand(
            List<Protection> protections, IncidentState expected) {
        IncidentWorkUnit work = in(new IncidentStage.Assessing(), protections.toArray(Protection[]::new));

        assessed(work, noImpact().withUnknownLinks(List.of(LINK)));

        assertThat(entered(work)).containsExactly(expected);
    }

    @Test
    void linksThatCameDuringAFruitlessAssessmentAreAssessedUnderANewPlan() {
        // given
        IncidentWorkUnit work = in(new IncidentStage.Assessing());
        IncidentPhases.advance(work);
        long revision = work.progress().planRevision();
        work.update(work.context().with(work.context().links().collecting(List.of(OTHER_LINK))));

        // when
        assessed(work, noImpact());

        // then
        assertThat(work.stage()).isEqualTo(new IncidentStage.Assessing());
        assertThat(work.progress().planRevision()).isEqualTo(revision + 1);
    }

    static Stream<Arguments> rounds() {
        return Stream.of(
                arguments(new IncidentStage.Assessing(), CallStep.ASSESS),
                arguments(new IncidentStage.Computing(), CallStep.COMPUTE));
    }

    @ParameterizedTest
    @MethodSource("rounds")
    void aRepeatedRoundWithoutAnAnswerLeavesEverythingAsItIs(IncidentStage stage, CallStep step) {
        // given a round that only repeats an earlier one, beside traffic that is protected
        Protection declined =
                beside(ProtectionState.Wanted.NEW).declined(new ProtectionRecord.PlanDecline(NOT_BETTER, BEGIN));
        IncidentWorkUnit work = in(stage, steered(), declined);
        work.update(work.progress().repeating(true));

        // when
        IncidentPhases.answered(work, call(step), new CallOutcome.Failed("unavailable", "no answer", false));

        // then
        assertThat(work.stage()).isEqualTo(new IncidentStage.Monitoring());
        assertThat(work.progress().escalation()).isNull();
        assertThat(work.protections().getFirst().state()).isEqualTo(steered().state());
        assertThat(work.protections().getLast().state()).isInstanceOf(ProtectionState.NoPath.class);
        assertThat(work.protections().getLast().record().declined())
                .isEqualTo(new ProtectionRecord.PlanDecline(NOT_BETTER, work.now()));
    }

    @Test
    void aRoundThatLeavesNoTrafficOnATunnelCancelsTheWatch() {
        IncidentWorkUnit work = in(new IncidentStage.Computing(), WANTED);

        plan(work, declined(COLOURED, PlacementDecline.Reason.NO_ROOM, "a-b"));

        assertThat(work.stage()).isEqualTo(new IncidentStage.Monitoring());
        assertThat(sent(work)).contains("cancel_monitoring");
        assertThat(sent(work, StatusUpdate.Request.class).getLast().details()).containsEntry("event", "unprotected");
    }

    @Test
    void aRepeatedRoundThatProtectsNothingMoreKeepsTheWatch() {
        // given
        IncidentWorkUnit work = in(new IncidentStage.Computing(), steered(), beside(ProtectionState.Wanted.NEW));
        work.update(work.progress().repeating(true));

        // when
        plan(work, declined(PLAIN, PlacementDecline.Reason.NOT_BETTER));

        // then
        assertThat(work.stage()).isEqualTo(new IncidentStage.Monitoring());
        assertThat(work.transitions().getLast().reason()).isEqualTo("nothing more can be protected");
        assertThat(sent(work)).doesNotContain("cancel_monitoring");
        assertThat(sent(work, StatusUpdate.Request.class).getLast().details())
                .containsEntry("event", "monitoring_goes_on");
    }

    @Test
    void aRepeatedRoundRequestsAWatchThatWasNeverAccepted() {
        // given
        IncidentWorkUnit work =
                at(incident(new IncidentStage.Computing(), true), steered(), beside(ProtectionState.Wanted.NEW));
        work.update(work.progress().repeating(true));

        // when
        plan(work, declined(PLAIN, PlacementDecline.Reason.NOT_BETTER));
        IncidentPhases.advance(work);

        // then
        assertThat(work.calls()).extracting("step").containsExactly(CallStep.MONITOR);
    }

    @ParameterizedTest
    @CsvSource({"CLOSE,ASSESSING", "ESCALATE,ESCALATED"})
    void anIncidentWithoutAPathClosesOnlyOnceAllThatItGrewByIsAssessed(NoPathPolicy policy, IncidentState expected) {
        // given
        IncidentWorkUnit work = at(
                watched(new IncidentStage.Computing()),
                OrchestratorFixtures.rules(policy, Autonomy.Mode.AUTOMATIC),
                new InMemoryKeyRegistry(),
                WANTED);
        work.update(work.context().with(work.context().links().collecting(List.of(OTHER_LINK))));

        // when
        plan(work, placed(COLOURED, false));

        // then
        assertThat(work.stage().label()).isEqualTo(expected);
    }
}
