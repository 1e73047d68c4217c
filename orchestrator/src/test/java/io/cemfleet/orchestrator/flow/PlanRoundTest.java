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
import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.FlowImpact;
import io.cemfleet.a2a.contract.IncidentChange;
import io.cemfleet.a2a.contract.LinkShare;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.orchestrator.OrchestratorFixtures;
import io.cemfleet.orchestrator.incident.Answer;
import io.cemfleet.orchestrator.incident.Cover;
import io.cemfleet.orchestrator.incident.Fact;
import io.cemfleet.orchestrator.incident.Incident;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Retry;
import io.cemfleet.orchestrator.incident.Stage;
import io.cemfleet.orchestrator.incident.Step;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A round is one assessment and one plan, whatever is reported meanwhile. */
class PlanRoundTest {
    private static final int MANY = 1000;
    private static final Protection WANTED = Scenes.protection(ProtectionState.Wanted.NEW);

    private static void grow(Scene scene, String... links) {
        Flow.fold(scene, new Fact.Updated(updated(Scenes.ID, IncidentChange.GROWN, links)));
        Flow.advance(scene);
    }

    private static void clear(Scene scene, String link) {
        Flow.fold(scene, new Fact.Updated(updated(Scenes.ID, IncidentChange.CLEARED, link)));
        Flow.advance(scene);
    }

    private static void assessed(Scene scene) {
        Flow.answered(
                scene,
                Scenes.call(Step.ASSESS),
                new Answer.Done(impact(service("L3VPN-1", SlaTier.PLATINUM, flow("frankfurt", "prague", 100)))));
        Flow.advance(scene);
    }

    private static void planned(Scene scene, String... path) {
        Flow.answered(
                scene,
                Scenes.call(Step.COMPUTE),
                new Answer.Done(new ComputePlan.Result(List.of(placed(COLOURED, true, path)))));
        Flow.advance(scene);
    }

    @ParameterizedTest
    @EnumSource(
            value = IncidentChange.class,
            names = {"SEVERITY", "FLAPPING", "GROWN"})
    void updatesThatAddNoLinkNeitherRenewThePlanNorAskAgain(IncidentChange change) {
        // given
        Scene scene = Scenes.at(new Stage.Computing(), WANTED);
        Flow.advance(scene);
        long revision = scene.progress().planRevision();

        // when
        for (int i = 0; i < MANY; i++) {
            Flow.fold(scene, new Fact.Updated(updated(Scenes.ID, change, LINK)));
            Flow.advance(scene);
        }
        planned(scene, "frankfurt-munich", "munich-prague");

        // then
        assertThat(scene.stage()).isEqualTo(new Stage.Provisioning());
        assertThat(scene.calls()).extracting("step").containsOnlyOnce(Step.COMPUTE);
        assertThat(scene.superseded()).isEmpty();
        assertThat(scene.progress().planRevision()).isEqualTo(revision);
    }

    @Test
    void aLinkASecondStillReachesProvisioningAfterOneAnswerToEachQuery() {
        // given
        Scene scene = Scenes.at(Incident.detected(OrchestratorFixtures.detected(Scenes.ID)));
        Flow.advance(scene);

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
        assertThat(scene.stage()).isEqualTo(new Stage.Provisioning());
        assertThat(scene.calls()).extracting("step").containsExactly(Step.ASSESS, Step.COMPUTE, Step.PROVISION);
        assertThat(scene.superseded()).isEmpty();
    }

    @Test
    void thePlanIsToldWhereTrafficGoesBackToThatACutTookElsewhere() {
        // given
        Scene scene = Scenes.at(Incident.detected(OrchestratorFixtures.detected(Scenes.ID)));
        Flow.advance(scene);
        AssessImpact.Flow moved = new AssessImpact.Flow(
                "frankfurt",
                "prague",
                1.0,
                100.0,
                List.of(new LinkShare(List.of(OTHER_LINK), 1.0)),
                100,
                TeType.SR_MPLS,
                FlowImpact.AT_RISK,
                null,
                List.of(new LinkShare(List.of(LINK), 1.0)));

        // when
        Flow.answered(
                scene, Scenes.call(Step.ASSESS), new Answer.Done(impact(service("L3VPN-1", SlaTier.PLATINUM, moved))));
        Flow.advance(scene);

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
        Scene scene = Scenes.at(new Stage.Computing(), WANTED);
        Flow.advance(scene);
        grow(scene, OTHER_LINK);
        planned(scene, "frankfurt-munich", "munich-prague");
        long revision = scene.progress().planRevision();

        // when
        scene.put(Scenes.steered());
        scene.move(new Stage.Monitoring(), "steered");
        Flow.advance(scene);

        // then
        assertThat(scene.stage()).isEqualTo(new Stage.Assessing());
        assertThat(scene.progress().planRevision()).isEqualTo(revision + 1);
        assertThat(asked(scene)).containsExactly(LINK, OTHER_LINK);
        assertThat(scene.picture().links().waiting()).isEmpty();
    }

    @Test
    void aPathWhoseLinksDegradedMeanwhileGivesWayToAnAlternative() {
        Scene scene = Scenes.at(new Stage.Computing(), WANTED);
        Flow.advance(scene);

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
        Scene scene = Scenes.at(new Stage.Computing(), WANTED);
        Flow.advance(scene);
        grow(scene, "munich-prague", "a-b");

        // when
        planned(scene, "munich-prague");

        // then another round at once, and nobody is called
        assertThat(scene.stage()).isEqualTo(new Stage.Assessing());
        assertThat(Scenes.sent(scene)).doesNotContain("send_notification");

        // and when the planner still names these paths
        Scene again = Scenes.later(scene, scene.now(), new MemoryKeys());
        assessed(again);
        planned(again, "munich-prague");
        assertThat(again.stage()).isEqualTo(new Stage.Escalated("no_alternate_path", "3"));
        assertThat(again.calls()).extracting("step").containsExactly(Step.COMPUTE);
    }

    @Test
    void attemptsAtAQueryGoOnCountingThroughAGrowth() {
        Incident incident = Scenes.incident(new Stage.Assessing(), false);
        Retry failedTwice = new Retry(2, OrchestratorFixtures.BEGIN.plusSeconds(31));
        Scene scene = Scenes.at(incident.with(incident.progress().with(failedTwice)));

        grow(scene, OTHER_LINK);

        assertThat(scene.progress().retry()).isEqualTo(failedTwice);
        assertThat(scene.progress().planRevision()).isEqualTo(2);
    }

    @Test
    void whatCrossesOnlyLinksThatClearedIsSoughtNoMore() {
        // given two links, and a protection for each
        Scene scene = Scenes.at(new Stage.Computing(), WANTED, elsewhere(ProtectionState.Wanted.NEW));
        scene.become(scene.picture().with(scene.picture().links().grown(List.of(OTHER_LINK), List.of())));
        Flow.advance(scene);
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
        assertThat(scene.stage()).isEqualTo(new Stage.Provisioning());
    }

    @Test
    void aClearThatChangesNoProtectionChangesNoPlan() {
        Scene scene = Scenes.at(Scenes.watched(new Stage.Monitoring()), Scenes.steered());
        scene.become(scene.picture().with(scene.picture().links().grown(List.of(OTHER_LINK), List.of())));

        clear(scene, OTHER_LINK);

        assertThat(scene.stage()).isEqualTo(new Stage.Monitoring());
        assertThat(scene.progress().planRevision()).isEqualTo(1);
        assertThat(scene.picture().links().avoided()).containsExactly(LINK);
        assertThat(scene.picture().links().all()).containsExactly(LINK, OTHER_LINK);
    }

    @Test
    void aLinkThatClearedAndDegradesAgainIsAssessedAgain() {
        Scene scene = Scenes.at(Scenes.watched(new Stage.Monitoring()), Scenes.steered());
        clear(scene, LINK);

        grow(scene, LINK);

        assertThat(scene.stage()).isEqualTo(new Stage.Assessing());
        assertThat(asked(scene)).containsExactly(LINK);
    }

    @Test
    void whereEverythingClearedBeforeTheAnswerAPartThatStandsIsLeftToRestoration() {
        // given one protection stands, another is sought
        Scene scene = Scenes.at(
                Scenes.watched(new Stage.Computing()), Scenes.steered(), elsewhere(ProtectionState.Wanted.NEW));
        Flow.advance(scene);

        // when
        clear(scene, LINK);
        Flow.answered(
                scene,
                Scenes.call(Step.COMPUTE),
                new Answer.Done(new ComputePlan.Result(List.of(placed(OrchestratorFixtures.PLAIN, true)))));

        // then
        assertThat(scene.stage()).isEqualTo(new Stage.Monitoring());
        assertThat(scene.protections())
                .extracting(p -> p.state().label())
                .containsExactlyInAnyOrder("steered", "unneeded");
    }

    private static Protection elsewhere(ProtectionState state) {
        Protection other = Scenes.of("berlin", state);
        var cover = other.cover();
        return new Protection(
                other.key(),
                new Cover(cover.tier(), cover.limits(), cover.services(), cover.demandMbps(), List.of(OTHER_LINK)),
                other.effort(),
                state);
    }

    private static List<String> asked(Scene scene) {
        return scene.calls().stream()
                .filter(call -> call.step() == Step.ASSESS)
                .map(call -> ((AssessImpact.Request) call.payload()).degradedLinks())
                .toList()
                .getLast();
    }
}
