package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.COLOURED;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.OTHER_LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.flow;
import static io.cemfleet.orchestrator.OrchestratorFixtures.impact;
import static io.cemfleet.orchestrator.OrchestratorFixtures.placed;
import static io.cemfleet.orchestrator.OrchestratorFixtures.service;
import static io.cemfleet.orchestrator.OrchestratorFixtures.updated;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.AssessImpact;
import io.cemfleet.a2a.contract.BranchShare;
import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.FlowImpact;
import io.cemfleet.a2a.contract.IncidentChange;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.orchestrator.OrchestratorFixtures;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.Incident;
import io.cemfleet.orchestrator.incident.IncidentFact;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionScope;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.QueryRetryState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A round is one assessment and one plan, however many reports arrive meanwhile. */
class PlanRoundTest {
    private static final int MANY = 1000;
    private static final Protection WANTED = WorkUnitFixtures.protection(ProtectionState.Wanted.NEW);

    private static void grow(IncidentWorkUnit work, String... links) {
        IncidentPhases.fold(
                work, new IncidentFact.UpdateReceived(updated(WorkUnitFixtures.ID, IncidentChange.GROWN, links)));
        IncidentPhases.advance(work);
    }

    private static void clear(IncidentWorkUnit work, String link) {
        IncidentPhases.fold(
                work, new IncidentFact.UpdateReceived(updated(WorkUnitFixtures.ID, IncidentChange.CLEARED, link)));
        IncidentPhases.advance(work);
    }

    private static void assessed(IncidentWorkUnit work) {
        IncidentPhases.answered(
                work,
                WorkUnitFixtures.call(CallStep.ASSESS),
                new CallOutcome.Done(impact(service("L3VPN-1", SlaTier.PLATINUM, flow("frankfurt", "prague", 100)))));
        IncidentPhases.advance(work);
    }

    private static void planned(IncidentWorkUnit work, String... path) {
        IncidentPhases.answered(
                work,
                WorkUnitFixtures.call(CallStep.COMPUTE),
                new CallOutcome.Done(new ComputePlan.Result(List.of(placed(COLOURED, true, path)))));
        IncidentPhases.advance(work);
    }

    @ParameterizedTest
    @EnumSource(
            value = IncidentChange.class,
            names = {"SEVERITY", "FLAPPING", "GROWN"})
    void updatesThatAddNoLinkNeitherRenewThePlanNorAskAgain(IncidentChange change) {
        // given
        IncidentWorkUnit work = WorkUnitFixtures.at(new IncidentStage.Computing(), WANTED);
        IncidentPhases.advance(work);
        long revision = work.progress().planRevision();

        // when
        for (int i = 0; i < MANY; i++) {
            IncidentPhases.fold(work, new IncidentFact.UpdateReceived(updated(WorkUnitFixtures.ID, change, LINK)));
            IncidentPhases.advance(work);
        }
        planned(work, "frankfurt-munich", "munich-prague");

        // then
        assertThat(work.stage()).isEqualTo(new IncidentStage.Provisioning());
        assertThat(work.calls()).extracting("step").containsOnlyOnce(CallStep.COMPUTE);
        assertThat(work.superseded()).isEmpty();
        assertThat(work.progress().planRevision()).isEqualTo(revision);
    }

    @Test
    void aLinkASecondStillReachesProvisioningAfterOneAnswerToEachQuery() {
        // given
        IncidentWorkUnit work =
                WorkUnitFixtures.at(Incident.detected(OrchestratorFixtures.detected(WorkUnitFixtures.ID)));
        IncidentPhases.advance(work);

        // when
        for (int i = 0; i < MANY; i++) {
            grow(work, "a-" + i);
        }
        assessed(work);
        for (int i = 0; i < MANY; i++) {
            grow(work, "b-" + i);
        }
        planned(work, "frankfurt-munich", "munich-prague");

        // then
        assertThat(work.stage()).isEqualTo(new IncidentStage.Provisioning());
        assertThat(work.calls())
                .extracting("step")
                .containsExactly(CallStep.ASSESS, CallStep.COMPUTE, CallStep.PROVISION);
        assertThat(work.superseded()).isEmpty();
    }

    @Test
    void thePlanRequestNamesTheOriginalPathOfTrafficThatACutRerouted() {
        // given
        IncidentWorkUnit work =
                WorkUnitFixtures.at(Incident.detected(OrchestratorFixtures.detected(WorkUnitFixtures.ID)));
        IncidentPhases.advance(work);
        AssessImpact.Flow moved = new AssessImpact.Flow(
                "frankfurt",
                "prague",
                1.0,
                100.0,
                List.of(new BranchShare(List.of(OTHER_LINK), 1.0)),
                100,
                TeType.SR_MPLS,
                FlowImpact.AT_RISK,
                null,
                List.of(new BranchShare(List.of(LINK), 1.0)));

        // when
        IncidentPhases.answered(
                work,
                WorkUnitFixtures.call(CallStep.ASSESS),
                new CallOutcome.Done(impact(service("L3VPN-1", SlaTier.PLATINUM, moved))));
        IncidentPhases.advance(work);

        // then
        assertThat(((ComputePlan.Request) work.calls().getLast().payload()).protections())
                .singleElement()
                .satisfies(demand -> {
                    assertThat(demand.currentLinks()).containsExactly(OTHER_LINK);
                    assertThat(demand.originalLinks()).containsExactly(LINK);
                });
    }

    @Test
    void linksThatCameMeanwhileAreAssessedOnceProtectionsStand() {
        // given a round that grew
        IncidentWorkUnit work = WorkUnitFixtures.at(new IncidentStage.Computing(), WANTED);
        IncidentPhases.advance(work);
        grow(work, OTHER_LINK);
        planned(work, "frankfurt-munich", "munich-prague");
        long revision = work.progress().planRevision();

        // when
        work.put(WorkUnitFixtures.steered());
        work.move(new IncidentStage.Monitoring(), "steered");
        IncidentPhases.advance(work);

        // then
        assertThat(work.stage()).isEqualTo(new IncidentStage.Assessing());
        assertThat(work.progress().planRevision()).isEqualTo(revision + 1);
        assertThat(asked(work)).containsExactly(LINK, OTHER_LINK);
        assertThat(work.context().links().waiting()).isEmpty();
    }

    @Test
    void aPathWhoseLinksDegradedMeanwhileGivesWayToAnAlternative() {
        IncidentWorkUnit work = WorkUnitFixtures.at(new IncidentStage.Computing(), WANTED);
        IncidentPhases.advance(work);

        grow(work, "munich-prague");
        planned(work, "frankfurt-munich", "munich-prague");

        assertThat(work.protections().getFirst().state())
                .isInstanceOfSatisfying(
                        ProtectionState.Planned.class,
                        planned -> assertThat(planned.route().path().links()).containsExactly("a-b", "b-c", "c-d"));
    }

    @Test
    void whereEachPathDegradedMeanwhileTheNextRoundBeginsOnceAndAfterThatWaits() {
        // given
        IncidentWorkUnit work = WorkUnitFixtures.at(new IncidentStage.Computing(), WANTED);
        IncidentPhases.advance(work);
        grow(work, "munich-prague", "a-b");

        // when
        planned(work, "munich-prague");

        // then another round at once, and no escalation
        assertThat(work.stage()).isEqualTo(new IncidentStage.Assessing());
        assertThat(WorkUnitFixtures.sent(work)).doesNotContain("send_notification");

        // and when the planner still names these paths
        IncidentWorkUnit again = WorkUnitFixtures.later(work, work.now(), new InMemoryKeyRegistry());
        assessed(again);
        planned(again, "munich-prague");
        assertThat(again.stage()).isEqualTo(new IncidentStage.Escalated(EscalationReason.NO_ALTERNATE_PATH, "3"));
        assertThat(again.calls()).extracting("step").containsExactly(CallStep.COMPUTE);
    }

    @Test
    void attemptsAtAQueryGoOnCountingThroughAGrowth() {
        Incident incident = WorkUnitFixtures.incident(new IncidentStage.Assessing(), false);
        QueryRetryState failedTwice = new QueryRetryState(2, OrchestratorFixtures.BEGIN.plusSeconds(31));
        IncidentWorkUnit work =
                WorkUnitFixtures.at(incident.with(incident.progress().with(failedTwice)));

        grow(work, OTHER_LINK);

        assertThat(work.progress().retry()).isEqualTo(failedTwice);
        assertThat(work.progress().planRevision()).isEqualTo(2);
    }

    @Test
    void whatCrossesOnlyLinksThatClearedIsSoughtNoMore() {
        // given two links, and a protection for each
        IncidentWorkUnit work =
                WorkUnitFixtures.at(new IncidentStage.Computing(), WANTED, elsewhere(ProtectionState.Wanted.NEW));
        work.update(work.context().with(work.context().links().grown(List.of(OTHER_LINK), List.of())));
        IncidentPhases.advance(work);
        long revision = work.progress().planRevision();

        // when
        clear(work, OTHER_LINK);

        // then
        assertThat(work.protections())
                .extracting(Protection::state)
                .containsExactlyInAnyOrder(ProtectionState.Wanted.NEW, new ProtectionState.Unneeded());
        assertThat(work.progress().planRevision()).isEqualTo(revision + 1);
        assertThat(work.superseded()).isEmpty();

        // and the answer is used for what is left
        planned(work, "frankfurt-munich", OTHER_LINK);
        assertThat(work.stage()).isEqualTo(new IncidentStage.Provisioning());
    }

    @Test
    void aClearThatChangesNoProtectionChangesNoPlan() {
        IncidentWorkUnit work = WorkUnitFixtures.at(
                WorkUnitFixtures.watched(new IncidentStage.Monitoring()), WorkUnitFixtures.steered());
        work.update(work.context().with(work.context().links().grown(List.of(OTHER_LINK), List.of())));

        clear(work, OTHER_LINK);

        assertThat(work.stage()).isEqualTo(new IncidentStage.Monitoring());
        assertThat(work.progress().planRevision()).isEqualTo(1);
        assertThat(work.context().links().avoided()).containsExactly(LINK);
        assertThat(work.context().links().all()).containsExactly(LINK, OTHER_LINK);
    }

    @Test
    void aLinkThatClearedAndDegradesAgainIsAssessedAgain() {
        IncidentWorkUnit work = WorkUnitFixtures.at(
                WorkUnitFixtures.watched(new IncidentStage.Monitoring()), WorkUnitFixtures.steered());
        clear(work, LINK);

        grow(work, LINK);

        assertThat(work.stage()).isEqualTo(new IncidentStage.Assessing());
        assertThat(asked(work)).containsExactly(LINK);
    }

    @Test
    void whereAllLinksClearBeforeThePlanTunnelsAreLeftToRestoration() {
        // given one protection stands, another is sought
        IncidentWorkUnit work = WorkUnitFixtures.at(
                WorkUnitFixtures.watched(new IncidentStage.Computing()),
                WorkUnitFixtures.steered(),
                elsewhere(ProtectionState.Wanted.NEW));
        IncidentPhases.advance(work);

        // when
        clear(work, LINK);
        IncidentPhases.answered(
                work,
                WorkUnitFixtures.call(CallStep.COMPUTE),
                new CallOutcome.Done(new ComputePlan.Result(List.of(placed(OrchestratorFixtures.PLAIN, true)))));

        // then
        assertThat(work.stage()).isEqualTo(new IncidentStage.Monitoring());
        assertThat(work.protections())
                .extracting(p -> p.state().label())
                .containsExactlyInAnyOrder("steered", "unneeded");
    }

    private static Protection elsewhere(ProtectionState state) {
        Protection other = WorkUnitFixtures.of("berlin", state);
        var scope = other.scope();
        return new Protection(
                other.key(),
                new ProtectionScope(
                        scope.tier(), scope.limits(), scope.services(), scope.demandMbps(), List.of(OTHER_LINK)),
                other.attempts(),
                state);
    }

    private static List<String> asked(IncidentWorkUnit work) {
        return work.calls().stream()
                .filter(call -> call.step() == CallStep.ASSESS)
                .map(call -> ((AssessImpact.Request) call.payload()).degradedLinks())
                .toList()
                .getLast();
    }
}
