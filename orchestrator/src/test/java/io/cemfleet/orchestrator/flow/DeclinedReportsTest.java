package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.BEGIN;
import static io.cemfleet.orchestrator.OrchestratorFixtures.COLOURED;
import static io.cemfleet.orchestrator.OrchestratorFixtures.PLAIN;
import static io.cemfleet.orchestrator.OrchestratorFixtures.declined;
import static io.cemfleet.orchestrator.OrchestratorFixtures.placed;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.ROUTE;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.TUNNEL;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.at;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.call;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.decided;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.entered;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.messages;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.protection;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.sent;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.steered;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.watched;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.OperatorActionKind;
import io.cemfleet.a2a.contract.PlacementDecline;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.a2a.contract.WithdrawalReason;
import io.cemfleet.orchestrator.OrchestratorFixtures;
import io.cemfleet.orchestrator.incident.Autonomy;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.Escalation;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.NoPathPolicy;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionRecord;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operators read of protections without a path, and when an escalation over them ends. */
class DeclinedReportsTest {
    private static final Protection WANTED = protection(ProtectionState.Wanted.NEW);

    private static IncidentWorkUnit in(IncidentStage stage, Protection... protections) {
        return at(watched(stage), protections);
    }

    private static ProtectionRecord.PlanDecline decline(PlacementDecline.Reason reason) {
        return new ProtectionRecord.PlanDecline(new PlacementDecline(reason, List.of(), null), BEGIN);
    }

    private static void answer(IncidentWorkUnit work, ComputePlan.PlacementResult... results) {
        IncidentPhases.answered(
                work, call(CallStep.COMPUTE), new CallOutcome.Done(new ComputePlan.Result(List.of(results))));
    }

    @Test
    void aPathWhoseLinksDegradedMeanwhileIsSoughtAgainAtOnceAndThenLikeAnyOther() {
        // given
        ComputePlan.PlacementResult place = placed(COLOURED, true);

        // when
        DeclinedProtection first = DeclinedProtection.overtaken(WANTED, place, BEGIN);
        DeclinedProtection second = DeclinedProtection.overtaken(
                first.protection().in(ProtectionState.Wanted.NEW), place, BEGIN.plusSeconds(9));

        // then
        assertThat(first.overtaken()).isTrue();
        assertThat(first.alreadyReported()).isTrue();
        assertThat(first.noPath()).isFalse();
        assertThat(first.why().links()).containsExactly("frankfurt-munich", "munich-prague");
        assertThat(second.overtaken()).isFalse();
        assertThat(second.alreadyReported()).isFalse();
        assertThat(second.protection().record().declined())
                .isNotNull()
                .returns(BEGIN.plusSeconds(9), ProtectionRecord.PlanDecline::requestedAt);
    }

    @Test
    void onlyProtectionsWithoutAPathAreUnprotected() {
        // given one that stays on its tunnel, and one that has none
        IncidentWorkUnit work = in(
                new IncidentStage.Monitoring(),
                steered().declined(decline(PlacementDecline.Reason.NO_ROOM)),
                WorkUnitFixtures.of("berlin", new ProtectionState.NoPath(List.of(), true, false))
                        .declined(decline(PlacementDecline.Reason.NO_PATH)));

        // then
        assertThat(DeclinedProtection.unprotectedNow(work).get("left_in_place"))
                .asInstanceOf(list(Map.class))
                .extracting(unprotected -> unprotected.get("protection_key"))
                .containsExactly(PLAIN);
        assertThat(DeclinedProtection.why(work)).isEqualTo("no alternate path was found");
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_BETTER,Traffic of 1 of the protections stays where it is: no path is predicted to serve it better",
        "NO_TIME,The plan ran out of time before 1 of the protections; it is made again"
    })
    void trafficThatStaysWhereItIsIsReportedWithTheReason(PlacementDecline.Reason reason, String message) {
        IncidentWorkUnit work = in(new IncidentStage.Computing(), WANTED);

        answer(work, declined(COLOURED, reason));

        assertThat(messages(work)).contains(message);
    }

    @ParameterizedTest
    @CsvSource({"NO_ROOM,false", "NO_ALTERNATE_PATH,false", "NOT_STEERED,true"})
    void anEscalationOverMissingPathsEndsOnceAllHaveOne(EscalationReason reason, boolean stays) {
        // given
        IncidentWorkUnit work = in(new IncidentStage.Computing(), WANTED);
        work.update(work.progress().with(new Escalation(reason, "3", BEGIN)));

        // when
        answer(work, placed(COLOURED, true));

        // then
        assertThat(work.progress().escalation() != null).isEqualTo(stays);
    }

    @Test
    void trafficThatStaysOnADegradedTunnelIsReportedByItsProtection() {
        // given a tunnel on a degraded path, better than the original one
        IncidentWorkUnit work = in(
                new IncidentStage.Computing(),
                protection(((ProtectionState.Steered) steered().state()).replan()));
        work.update(work.context().with(work.context().links().avoidingToo(List.of("munich-prague"))));

        // when
        answer(work, declined(COLOURED, PlacementDecline.Reason.NO_PATH, HeldTunnelCase.GOOD, HeldTunnelCase.BAD));

        // then
        assertThat(sent(work, StatusUpdate.Request.class))
                .anySatisfy(update -> assertThat(update.details()).containsEntry("stay", List.of(COLOURED)));
    }

    @Test
    void whatIsTakenBackIsReportedAndAuditedByItsProtection() {
        // given a tunnel on a degraded path, worse than the original one
        IncidentWorkUnit work = in(
                new IncidentStage.Computing(),
                protection(((ProtectionState.Steered) steered().state()).replan()));
        work.update(work.context().with(work.context().links().avoidingToo(List.of("munich-prague"))));

        // when
        answer(work, declined(COLOURED, PlacementDecline.Reason.NO_PATH, HeldTunnelCase.BAD, HeldTunnelCase.GOOD));

        // then
        assertThat(sent(work, StatusUpdate.Request.class))
                .anySatisfy(update -> assertThat(update.details()).containsEntry("taken_back", List.of(COLOURED)));
        assertThat(work.audits())
                .anySatisfy(entry ->
                        assertThat(entry.details()).containsKey("withdrawn").containsEntry("reason", "path_degraded"));
    }

    @Test
    void whatDidHarmIsSoughtAgainElsewhereThoughAPlanHadDeclinedIt() {
        // given
        ProtectionState.FailedHolding holding =
                new ProtectionState.FailedHolding(ROUTE, TUNNEL, true, false, WithdrawalReason.MADE_WORSE);
        Protection withdrawn = protection(holding).declined(decline(PlacementDecline.Reason.NOT_BETTER));
        IncidentWorkUnit work = in(new IncidentStage.Monitoring(), withdrawn);

        // when
        Protection after = ProtectionWorkflow.answered(work, call(CallStep.CLEAN_UP), withdrawn, HeldTunnelCase.GONE);

        // then
        assertThat(after.state()).isEqualTo(ProtectionState.Wanted.NEW);
    }

    @Test
    void aRetryWithNothingOnATunnelRenewsTheWatch() {
        IncidentWorkUnit work =
                in(new IncidentStage.Monitoring(), protection(new ProtectionState.Restored(ROUTE, TUNNEL)));

        IncidentPhases.fold(work, decided(OperatorActionKind.RETRY, null));

        assertThat(entered(work)).isEmpty();
        assertThat(work.progress().monitoring().wanted()).isTrue();
    }

    @Test
    void trafficThatIsBetterOffOnItsDegradedTunnelWaitsThereForAnApproval() {
        // given
        IncidentWorkUnit work = at(
                watched(new IncidentStage.Computing()),
                OrchestratorFixtures.rules(NoPathPolicy.ESCALATE, Autonomy.Mode.APPROVE),
                new InMemoryKeyRegistry(),
                protection(((ProtectionState.Steered) steered().state()).replan()));
        work.update(work.context().with(work.context().links().avoidingToo(List.of("munich-prague"))));
        ComputePlan.PlacementResult found = placed(COLOURED, true, "a-b", "b-c");

        // when
        answer(
                work,
                new ComputePlan.PlacementResult(
                        COLOURED,
                        found.answer(),
                        found.originalPath(),
                        null,
                        null,
                        new ComputePlan.HeldTunnelFigures(HeldTunnelCase.GOOD, HeldTunnelCase.BAD)));

        // then
        assertThat(work.protections().getFirst().state()).isInstanceOf(ProtectionState.Proposed.class);
        assertThat(work.carriesTraffic()).isTrue();
    }
}
