package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.BEGIN;
import static io.cemfleet.orchestrator.OrchestratorFixtures.COLOURED;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.OTHER_LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.declined;
import static io.cemfleet.orchestrator.OrchestratorFixtures.flow;
import static io.cemfleet.orchestrator.OrchestratorFixtures.impact;
import static io.cemfleet.orchestrator.OrchestratorFixtures.service;
import static io.cemfleet.orchestrator.OrchestratorFixtures.updated;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.AssessImpact;
import io.cemfleet.a2a.contract.BranchShare;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.IncidentChange;
import io.cemfleet.a2a.contract.IncidentView.SlaValues;
import io.cemfleet.a2a.contract.OperatorActionKind;
import io.cemfleet.a2a.contract.PlacementDecline.Reason;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.contract.TicketClosed;
import io.cemfleet.a2a.contract.WithdrawalReason;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.IncidentFact;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Traffic stays on a tunnel that is at fault, and has no other path, only where it is better than on its original path. */
class HeldTunnelsTest extends HeldTunnelCase {
    @Test
    void ofTwoIncidentsAtTheSameMomentEachTakesBackWhatCrossesTheOthersLink() {
        // given two incidents that planned before either knew the other's link: each protection crosses it
        keys.degradedElsewhere.add(CROSSED);
        IncidentWorkUnit first = monitoring();
        IncidentWorkUnit second = WorkUnitFixtures.at(
                WorkUnitFixtures.watched(new IncidentStage.Monitoring()), keys, WorkUnitFixtures.steered());

        // when the first one learns it from what it measures, the second one from the first
        measured(first, "not_helped", BAD, WORSE);
        asked(second, CROSSED);
        assertThat(WorkUnitFixtures.avoided(first)).containsExactly(LINK, CROSSED);
        assertThat(WorkUnitFixtures.avoided(second)).containsExactly(LINK, CROSSED);
        assertThat(only(first).state().carriesTraffic()).isTrue();

        // and there is no other path
        planned(first, declined(COLOURED, Reason.NO_PATH, OTHER_LINK));
        planned(second, Reason.NO_ROOM, WORSE, BAD);

        // then traffic goes back to the original paths, and people know
        assertTakenBack(first, "did_not_help");
        assertTakenBack(second, "path_degraded");
        assertThat(first.progress().escalation())
                .isNotNull()
                .returns(EscalationReason.NO_ALTERNATE_PATH, e -> e.reason());
        assertThat(second.progress().escalation()).isNotNull().returns(EscalationReason.NO_ROOM, e -> e.reason());
        assertThat(messages(first)).anyMatch(message -> message.contains("are taken back"));
        assertThat(only(first).record().withdrawnPaths()).singleElement().satisfies(tried -> assertThat(tried)
                .returns(BAD, t -> t.before())
                .returns(WORSE, t -> t.after()));
    }

    @Test
    void whatWasTakenBackIsNotPlannedAgainUntilALinkClears() {
        // given
        keys.degradedElsewhere.add(CROSSED);
        IncidentWorkUnit work = monitoring();
        measured(work, "not_helped", BAD, WORSE);
        planned(work, declined(COLOURED, Reason.NO_PATH, OTHER_LINK));
        work = gone(work);
        assertThat(only(work).state()).isEqualTo(new ProtectionState.NoPath(List.of(), true, true));
        assertThat(work.stage()).isEqualTo(new IncidentStage.Monitoring());

        // when time passes, then it is assessed and nothing else
        for (int minute = 1; minute <= 3; minute++) {
            work = later(work, 60);
            IncidentPhases.answered(work, WorkUnitFixtures.call(CallStep.ASSESS), STILL_SUFFERS);
            IncidentPhases.advance(work);
            assertThat(work.calls()).extracting("step").doesNotContain(CallStep.COMPUTE);
            assertThat(work.wakeAt()).isNotNull();
        }

        // and when the other incident's link clears it may take the same path again
        keys.degradedElsewhere.clear();
        work = later(work, 5);
        IncidentPhases.answered(work, WorkUnitFixtures.call(CallStep.ASSESS), STILL_SUFFERS);
        IncidentPhases.advance(work);
        assertThat(WorkUnitFixtures.avoided(computing(work))).containsExactly(LINK);
    }

    @Test
    void whatWasTakenBackIsPlannedAgainOnceTheIncidentGrows() {
        // given
        IncidentWorkUnit work = monitoring();
        asked(work, CROSSED);
        planned(work, declined(COLOURED, Reason.NO_ROOM, OTHER_LINK));
        work = gone(work);

        // when
        IncidentWorkUnit grown = WorkUnitFixtures.later(work, work.now().plusSeconds(5), keys);
        IncidentPhases.fold(
                grown, new IncidentFact.UpdateReceived(updated(WorkUnitFixtures.ID, IncidentChange.GROWN, OTHER_LINK)));
        IncidentPhases.advance(grown);
        IncidentPhases.answered(grown, WorkUnitFixtures.call(CallStep.ASSESS), STILL_SUFFERS);
        IncidentPhases.advance(grown);

        // then
        assertThat(grown.calls()).extracting("step").contains(CallStep.COMPUTE);
    }

    @Test
    void whatWasTakenBackFromALinkOfItsOwnIncidentIsPlannedAgainOnceThatClears() {
        // given a tunnel over a link that the incident grew by, and on which it was assessed
        IncidentWorkUnit work = monitoring();
        IncidentPhases.fold(
                work, new IncidentFact.UpdateReceived(updated(WorkUnitFixtures.ID, IncidentChange.GROWN, CROSSED)));
        IncidentPhases.advance(work);
        IncidentPhases.answered(
                work, WorkUnitFixtures.call(CallStep.ASSESS), new CallOutcome.Done(impact(onTheTunnel())));
        IncidentPhases.advance(work);
        planned(work, declined(COLOURED, Reason.NO_ROOM, OTHER_LINK));
        work = gone(work);
        assertThat(only(work).scope().currentLinks()).containsExactly(LINK);

        // when
        IncidentWorkUnit cleared = WorkUnitFixtures.later(work, work.now().plusSeconds(5), keys);
        IncidentPhases.fold(
                cleared,
                new IncidentFact.UpdateReceived(updated(WorkUnitFixtures.ID, IncidentChange.CLEARED, CROSSED)));
        IncidentPhases.advance(cleared);
        IncidentPhases.answered(cleared, WorkUnitFixtures.call(CallStep.ASSESS), STILL_SUFFERS);
        IncidentPhases.advance(cleared);

        // then
        assertThat(WorkUnitFixtures.avoided(computing(cleared))).containsExactly(LINK);
    }

    /** Only the requests to the planner. */
    private static IncidentWorkUnit computing(IncidentWorkUnit work) {
        work.calls().removeIf(call -> call.step() != CallStep.COMPUTE);
        return work;
    }

    private static AssessImpact.AffectedService onTheTunnel() {
        AssessImpact.Flow flow = flow("frankfurt", "prague", 100);
        return service(
                "L3VPN-1",
                SlaTier.PLATINUM,
                new AssessImpact.Flow(
                        flow.headEnd(),
                        flow.endPoint(),
                        flow.share(),
                        flow.demandMbps(),
                        List.of(new BranchShare(List.of("frankfurt-munich", CROSSED), 1.0)),
                        flow.color(),
                        flow.teType(),
                        flow.impact(),
                        null,
                        null));
    }

    @Test
    void anIncidentThatTookAllBackClosesOnceItsLinkClears() {
        // given
        IncidentWorkUnit work = monitoring();
        asked(work, CROSSED);
        planned(work, declined(COLOURED, Reason.NO_ROOM, OTHER_LINK));
        work = gone(work);

        // when
        IncidentWorkUnit healed = WorkUnitFixtures.later(work, work.now().plusSeconds(5), keys);
        IncidentPhases.fold(
                healed, new IncidentFact.UpdateReceived(updated(WorkUnitFixtures.ID, IncidentChange.CLEARED, LINK)));
        IncidentPhases.advance(healed);

        // then
        assertThat(WorkUnitFixtures.sent(healed, TicketClosed.Request.class)).hasSize(1);
        assertThat(healed.incident().closed()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void aDegradedTunnelBetterThanTheOriginalPathStaysUnderEveryDecline(Reason reason) {
        IncidentWorkUnit work = monitoring();
        asked(work, CROSSED);

        planned(work, reason, new SlaValues(30.0, 0.4, 0.5), BAD);

        assertThat(only(work).state()).isInstanceOf(ProtectionState.Steered.class);
        assertThat(messages(work)).anyMatch(message -> message.contains("its original path is worse"));
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void aDegradedTunnelThatIsNoBetterIsWithdrawnUnderEveryDecline(Reason reason) {
        IncidentWorkUnit work = monitoring();
        asked(work, CROSSED);

        planned(work, reason, WORSE, BAD);

        assertTakenBack(work, "path_degraded");
        assertThat(work.stage()).isEqualTo(new IncidentStage.Monitoring());
    }

    @Test
    void whereNothingIsKnownItStaysOnlyIfTheOriginalPathIsCut() {
        IncidentWorkUnit work = at(new IncidentStage.Monitoring(), cut(WorkUnitFixtures.steered()));
        asked(work, CROSSED);

        planned(work, declined(COLOURED, Reason.NO_PATH, OTHER_LINK));

        assertThat(only(work).state()).isInstanceOf(ProtectionState.Steered.class);
    }

    @Test
    void whatDidNotHelpStaysWhereItsOriginalPathIsCut() {
        IncidentWorkUnit work = at(new IncidentStage.Monitoring(), cut(WorkUnitFixtures.steered()));
        measured(work, "not_helped", CUT, WORSE);

        planned(work, Reason.NO_PATH, WORSE, CUT);

        assertThat(only(work).state()).isInstanceOf(ProtectionState.Steered.class);
    }

    @Test
    void whatIsMeasuredWorseGoesBackThoughThePlanSawItBetter() {
        IncidentWorkUnit work = monitoring();
        measured(work, "not_helped", BAD, WORSE);

        planned(work, Reason.NO_PATH, GOOD, BAD);

        assertTakenBack(work, "did_not_help");
    }

    @Test
    void aTunnelThatIsNotAtFaultStaysWhereItIs() {
        // given a person asked for another path
        IncidentWorkUnit work = monitoring();
        IncidentPhases.fold(
                work, new IncidentFact.OperatorDecided(OperatorActionKind.RETRY, "anna", "once more", BEGIN, null));
        IncidentPhases.advance(work);

        // when there is none
        planned(work, declined(COLOURED, Reason.NO_PATH));

        // then
        assertThat(only(work).state()).isInstanceOf(ProtectionState.Steered.class);
    }

    @Test
    void aTunnelOnANewLinkOfTheIncidentIsComparedWithItsOriginalPath() {
        // given an original path that is cut, and a tunnel over a link that degrades later
        IncidentWorkUnit work = at(new IncidentStage.Monitoring(), cut(WorkUnitFixtures.steered()));
        IncidentPhases.fold(
                work, new IncidentFact.UpdateReceived(updated(WorkUnitFixtures.ID, IncidentChange.GROWN, CROSSED)));
        IncidentPhases.advance(work);
        IncidentPhases.answered(work, WorkUnitFixtures.call(CallStep.ASSESS), STILL_SUFFERS);
        IncidentPhases.advance(work);

        // when
        planned(work, declined(COLOURED, Reason.NO_PATH, OTHER_LINK));

        // then
        assertThat(only(work).state()).isInstanceOf(ProtectionState.Steered.class);
    }

    @Test
    void onlyWhatDidNotHelpOrHasADegradedPathLacksAnotherPath() {
        assertThat(WithdrawalReason.values())
                .filteredOn(HeldTunnels::hasNoOtherPath)
                .containsExactlyInAnyOrder(WithdrawalReason.DID_NOT_HELP, WithdrawalReason.PATH_DEGRADED);
    }
}
