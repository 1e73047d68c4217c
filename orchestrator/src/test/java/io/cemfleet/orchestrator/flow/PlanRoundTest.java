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

/** A round is one assessment and one plan, whatever is reported meanwhile. */
class PlanRoundTest {
    private static final int MANY = 1000;
    private static final Protection WANTED = WorkUnitFixtures.protection(ProtectionState.Wanted.NEW);

    private static void grow(IncidentWorkUnit scene, String... links) {
        IncidentPhases.fold(
                scene, new IncidentFact.UpdateReceived(updated(WorkUnitFixtures.ID, IncidentChange.GROWN, links)));
        IncidentPhases.advance(scene);
    }

    private static void clear(IncidentWorkUnit scene, String link) {
        IncidentPhases.fold(
                scene, new IncidentFact.UpdateReceived(updated(WorkUnitFixtures.ID, IncidentChange.CLEARED, link)));
        IncidentPhases.advance(scene);
    }

    private static void assessed(IncidentWorkUnit scene) {
        IncidentPhases.answered(
                scene,
                WorkUnitFixtures.call(CallStep.ASSESS),
                new CallOutcome.Done(impact(service("L3VPN-1", SlaTier.PLATINUM, flow("frankfurt", "prague", 100)))));
        IncidentPhases.advance(scene);
    }

    private static void planned(IncidentWorkUnit scene, String... path) {
        IncidentPhases.answered(
                scene,
                WorkUnitFixtures.call(CallStep.COMPUTE),
                new CallOutcome.Done(new ComputePlan.Result(List.of(placed(COLOURED, true, path)))));
        IncidentPhases.advance(scene);
    }

    @ParameterizedTest
    @EnumSource(
            value = IncidentChange.class,
            names = {"SEVERITY", "FLAPPING", "GROWN"})
    void updatesThatAddNoLinkNeitherRenewThePlanNorAskAgain(IncidentChange change) {
        // given
        IncidentWorkUnit scene = WorkUnitFixtures.at(new IncidentStage.Computing(), WANTED);
        IncidentPhases.advance(scene);
        long revision = scene.progress().planRevision();

        // when
        for (int i = 0; i < MANY; i++) {
            IncidentPhases.fold(scene, new IncidentFact.UpdateReceived(updated(WorkUnitFixtures.ID, change, LINK)));
            IncidentPhases.advance(scene);
        }
        planned(scene, "frankfurt-munich", "munich-prague");

        // then
        assertThat(scene.stage()).isEqualTo(new IncidentStage.Provisioning());
        assertThat(scene.calls()).extracting("step").containsOnlyOnce(CallStep.COMPUTE);
        assertThat(scene.superseded()).isEmpty();
        assertThat(scene.progress().planRevision()).isEqualTo(revision);
    }

    @Test
    void aLinkASecondStillReachesProvisioningAfterOneAnswerToEachQuery() {
        // given
        IncidentWorkUnit scene =
                WorkUnitFixtures.at(Incident.detected(OrchestratorFixtures.detected(WorkUnitFixtures.ID)));
        IncidentPhases.advance(scene);

        // when
        for (int i = 0; i < MANY; i++) {
            grow(scene, "a-" + i);
        }
        assessed(scene);
        for (int i = 0; i < MANY; i++) {
            grow(scene, "b-" + i);
        }
        planned(scene, "frankfurt-munich", "munich-prague");

        // then
        assertThat(scene.stage()).isEqualTo(new IncidentStage.Provisioning());
        assertThat(scene.calls())
                .extracting("step")
                .containsExactly(CallStep.ASSESS, CallStep.COMPUTE, CallStep.PROVISION);
        assertThat(scene.superseded()).isEmpty();
    }

    @Test
    void thePlanIsToldWhereTrafficGoesBackToThatACutTookElsewhere() {
        // given
        IncidentWorkUnit scene =
                WorkUnitFixtures.at(Incident.detected(OrchestratorFixtures.detected(WorkUnitFixtures.ID)));
        IncidentPhases.advance(scene);
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
                scene,
                WorkUnitFixtures.call(CallStep.ASSESS),
                new CallOutcome.Done(impact(service("L3VPN-1", SlaTier.PLATINUM, moved))));
        IncidentPhases.advance(scene);

        // then
        assertThat(((ComputePlan.Request) scene.calls().getLast().payload()).protections())
                .singleElement()
                .satisfies(demand -> {
                    assertThat(demand.currentLinks()).containsExactly(OTHER_LINK);
                    assertThat(demand.originalLinks()).containsExactly(LINK);
                });
    }

    @Test
    void linksThatCameMeanwhileAreAssessedOnceProtectionsStand() {
        // given a round that grew
        IncidentWorkUnit scene = WorkUnitFixtures.at(new IncidentStage.Computing(), WANTED);
        IncidentPhases.advance(scene);
        grow(scene, OTHER_LINK);
        planned(scene, "frankfurt-munich", "munich-prague");
        long revision = scene.progress().planRevision();

        // when
        scene.put(WorkUnitFixtures.steered());
        scene.move(new IncidentStage.Monitoring(), "steered");
        IncidentPhases.advance(scene);

        // then
        assertThat(scene.stage()).isEqualTo(new IncidentStage.Assessing());
        assertThat(scene.progress().planRevision()).isEqualTo(revision + 1);
        assertThat(asked(scene)).containsExactly(LINK, OTHER_LINK);
        assertThat(scene.picture().links().waiting()).isEmpty();
    }

    @Test
    void aPathWhoseLinksDegradedMeanwhileGivesWayToAnAlternative() {
        IncidentWorkUnit scene = WorkUnitFixtures.at(new IncidentStage.Computing(), WANTED);
        IncidentPhases.advance(scene);

        grow(scene, "munich-prague");
        planned(scene, "frankfurt-munich", "munich-prague");

        assertThat(scene.protections().getFirst().state())
                .isInstanceOfSatisfying(
                        ProtectionState.Planned.class,
                        planned -> assertThat(planned.route().path().links()).containsExactly("a-b", "b-c", "c-d"));
    }

    @Test
    void whereEachPathDegradedMeanwhileTheNextRoundBeginsOnceAndAfterThatWaits() {
        // given
        IncidentWorkUnit scene = WorkUnitFixtures.at(new IncidentStage.Computing(), WANTED);
        IncidentPhases.advance(scene);
        grow(scene, "munich-prague", "a-b");

        // when
        planned(scene, "munich-prague");

        // then another round at once, and nobody is called
        assertThat(scene.stage()).isEqualTo(new IncidentStage.Assessing());
        assertThat(WorkUnitFixtures.sent(scene)).doesNotContain("send_notification");

        // and when the planner still names these paths
        IncidentWorkUnit again = WorkUnitFixtures.later(scene, scene.now(), new InMemoryKeyRegistry());
        assessed(again);
        planned(again, "munich-prague");
        assertThat(again.stage()).isEqualTo(new IncidentStage.Escalated(EscalationReason.NO_ALTERNATE_PATH, "3"));
        assertThat(again.calls()).extracting("step").containsExactly(CallStep.COMPUTE);
    }

    @Test
    void attemptsAtAQueryGoOnCountingThroughAGrowth() {
        Incident incident = WorkUnitFixtures.incident(new IncidentStage.Assessing(), false);
        QueryRetryState failedTwice = new QueryRetryState(2, OrchestratorFixtures.BEGIN.plusSeconds(31));
        IncidentWorkUnit scene =
                WorkUnitFixtures.at(incident.with(incident.progress().with(failedTwice)));

        grow(scene, OTHER_LINK);

        assertThat(scene.progress().retry()).isEqualTo(failedTwice);
        assertThat(scene.progress().planRevision()).isEqualTo(2);
    }

    @Test
    void whatCrossesOnlyLinksThatClearedIsSoughtNoMore() {
        // given two links, and a protection for each
        IncidentWorkUnit scene =
                WorkUnitFixtures.at(new IncidentStage.Computing(), WANTED, elsewhere(ProtectionState.Wanted.NEW));
        scene.become(scene.picture().with(scene.picture().links().grown(List.of(OTHER_LINK), List.of())));
        IncidentPhases.advance(scene);
        long revision = scene.progress().planRevision();

        // when
        clear(scene, OTHER_LINK);

        // then
        assertThat(scene.protections())
                .extracting(Protection::state)
                .containsExactlyInAnyOrder(ProtectionState.Wanted.NEW, new ProtectionState.Unneeded());
        assertThat(scene.progress().planRevision()).isEqualTo(revision + 1);
        assertThat(scene.superseded()).isEmpty();

        // and the answer is used for what is left
        planned(scene, "frankfurt-munich", OTHER_LINK);
        assertThat(scene.stage()).isEqualTo(new IncidentStage.Provisioning());
    }

    @Test
    void aClearThatChangesNoProtectionChangesNoPlan() {
        IncidentWorkUnit scene = WorkUnitFixtures.at(
                WorkUnitFixtures.watched(new IncidentStage.Monitoring()), WorkUnitFixtures.steered());
        scene.become(scene.picture().with(scene.picture().links().grown(List.of(OTHER_LINK), List.of())));

        clear(scene, OTHER_LINK);

        assertThat(scene.stage()).isEqualTo(new IncidentStage.Monitoring());
        assertThat(scene.progress().planRevision()).isEqualTo(1);
        assertThat(scene.picture().links().avoided()).containsExactly(LINK);
        assertThat(scene.picture().links().all()).containsExactly(LINK, OTHER_LINK);
    }

    @Test
    void aLinkThatClearedAndDegradesAgainIsAssessedAgain() {
        IncidentWorkUnit scene = WorkUnitFixtures.at(
                WorkUnitFixtures.watched(new IncidentStage.Monitoring()), WorkUnitFixtures.steered());
        clear(scene, LINK);

        grow(scene, LINK);

        assertThat(scene.stage()).isEqualTo(new IncidentStage.Assessing());
        assertThat(asked(scene)).containsExactly(LINK);
    }

    @Test
    void whereEverythingClearedBeforeTheAnswerAPartThatStandsIsLeftToRestoration() {
        // given one protection stands, another is sought
        IncidentWorkUnit scene = WorkUnitFixtures.at(
                WorkUnitFixtures.watched(new IncidentStage.Computing()),
                WorkUnitFixtures.steered(),
                elsewhere(ProtectionState.Wanted.NEW));
        IncidentPhases.advance(scene);

        // when
        clear(scene, LINK);
        IncidentPhases.answered(
                scene,
                WorkUnitFixtures.call(CallStep.COMPUTE),
                new CallOutcome.Done(new ComputePlan.Result(List.of(placed(OrchestratorFixtures.PLAIN, true)))));

        // then
        assertThat(scene.stage()).isEqualTo(new IncidentStage.Monitoring());
        assertThat(scene.protections())
                .extracting(p -> p.state().label())
                .containsExactlyInAnyOrder("steered", "unneeded");
    }

    private static Protection elsewhere(ProtectionState state) {
        Protection other = WorkUnitFixtures.of("berlin", state);
        var cover = other.cover();
        return new Protection(
                other.key(),
                new ProtectionScope(
                        cover.tier(), cover.limits(), cover.services(), cover.demandMbps(), List.of(OTHER_LINK)),
                other.effort(),
                state);
    }

    private static List<String> asked(IncidentWorkUnit scene) {
        return scene.calls().stream()
                .filter(call -> call.step() == CallStep.ASSESS)
                .map(call -> ((AssessImpact.Request) call.payload()).degradedLinks())
                .toList()
                .getLast();
    }
}
