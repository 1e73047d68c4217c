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
import io.cemfleet.a2a.contract.IncidentChange;
import io.cemfleet.a2a.contract.IncidentView.Sla;
import io.cemfleet.a2a.contract.LinkShare;
import io.cemfleet.a2a.contract.OperatorActionKind;
import io.cemfleet.a2a.contract.PlacementDecline.Reason;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.contract.TicketClosed;
import io.cemfleet.orchestrator.incident.Answer;
import io.cemfleet.orchestrator.incident.Fact;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Stage;
import io.cemfleet.orchestrator.incident.Step;
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
        Scene first = monitoring();
        Scene second = Scenes.at(Scenes.watched(new Stage.Monitoring()), keys, Scenes.steered());

        // when the first one learns it from what it measures, the second one from the first
        measured(first, "not_helped", BAD, WORSE);
        asked(second, CROSSED);
        assertThat(Scenes.avoided(first)).containsExactly(LINK, CROSSED);
        assertThat(Scenes.avoided(second)).containsExactly(LINK, CROSSED);
        assertThat(only(first).state().carriesTraffic()).isTrue();

        // and there is no other path
        planned(first, declined(COLOURED, Reason.NO_PATH, OTHER_LINK));
        planned(second, Reason.NO_ROOM, WORSE, BAD);

        // then traffic goes back to the original paths, and people know
        assertTakenBack(first, "did_not_help");
        assertTakenBack(second, "path_degraded");
        assertThat(first.progress().escalation()).isNotNull().returns("no_alternate_path", e -> e.reason());
        assertThat(second.progress().escalation()).isNotNull().returns("no_room", e -> e.reason());
        assertThat(messages(first)).anyMatch(message -> message.contains("are taken back"));
        assertThat(only(first).standing().tried()).singleElement().satisfies(tried -> assertThat(tried)
                .returns(BAD, t -> t.before())
                .returns(WORSE, t -> t.after()));
    }

    @Test
    void whatWasTakenBackIsNotPlannedAgainUntilALinkClears() {
        // given
        keys.degradedElsewhere.add(CROSSED);
        Scene scene = monitoring();
        measured(scene, "not_helped", BAD, WORSE);
        planned(scene, declined(COLOURED, Reason.NO_PATH, OTHER_LINK));
        scene = gone(scene);
        assertThat(only(scene).state()).isEqualTo(new ProtectionState.NoPath(List.of(), true, true));
        assertThat(scene.stage()).isEqualTo(new Stage.Monitoring());

        // when time passes, then it is assessed and nothing else
        for (int minute = 1; minute <= 3; minute++) {
            scene = later(scene, 60);
            Flow.answered(scene, Scenes.call(Step.ASSESS), STILL_SUFFERS);
            Flow.advance(scene);
            assertThat(scene.calls()).extracting("step").doesNotContain(Step.COMPUTE);
            assertThat(scene.wakeAt()).isNotNull();
        }

        // and when the other incident's link clears it may take the same path again
        keys.degradedElsewhere.clear();
        scene = later(scene, 5);
        Flow.answered(scene, Scenes.call(Step.ASSESS), STILL_SUFFERS);
        Flow.advance(scene);
        assertThat(Scenes.avoided(computing(scene))).containsExactly(LINK);
    }

    @Test
    void whatWasTakenBackIsPlannedAgainOnceTheIncidentGrows() {
        // given
        Scene scene = monitoring();
        asked(scene, CROSSED);
        planned(scene, declined(COLOURED, Reason.NO_ROOM, OTHER_LINK));
        scene = gone(scene);

        // when
        Scene grown = Scenes.later(scene, scene.now().plusSeconds(5), keys);
        Flow.fold(grown, new Fact.Updated(updated(Scenes.ID, IncidentChange.GROWN, OTHER_LINK)));
        Flow.advance(grown);
        Flow.answered(grown, Scenes.call(Step.ASSESS), STILL_SUFFERS);
        Flow.advance(grown);

        // then
        assertThat(grown.calls()).extracting("step").contains(Step.COMPUTE);
    }

    @Test
    void whatWasTakenBackFromALinkOfItsOwnIncidentIsPlannedAgainOnceThatClears() {
        // given a tunnel over a link that the incident grew by, and on which it was assessed
        Scene scene = monitoring();
        Flow.fold(scene, new Fact.Updated(updated(Scenes.ID, IncidentChange.GROWN, CROSSED)));
        Flow.advance(scene);
        Flow.answered(scene, Scenes.call(Step.ASSESS), new Answer.Done(impact(onTheTunnel())));
        Flow.advance(scene);
        planned(scene, declined(COLOURED, Reason.NO_ROOM, OTHER_LINK));
        scene = gone(scene);
        assertThat(only(scene).cover().currentLinks()).containsExactly(LINK);

        // when
        Scene cleared = Scenes.later(scene, scene.now().plusSeconds(5), keys);
        Flow.fold(cleared, new Fact.Updated(updated(Scenes.ID, IncidentChange.CLEARED, CROSSED)));
        Flow.advance(cleared);
        Flow.answered(cleared, Scenes.call(Step.ASSESS), STILL_SUFFERS);
        Flow.advance(cleared);

        // then
        assertThat(Scenes.avoided(computing(cleared))).containsExactly(LINK);
    }

    /** With what is asked of the planner alone. */
    private static Scene computing(Scene scene) {
        scene.calls().removeIf(call -> call.step() != Step.COMPUTE);
        return scene;
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
                        List.of(new LinkShare(List.of("frankfurt-munich", CROSSED), 1.0)),
                        flow.color(),
                        flow.teType(),
                        flow.impact(),
                        null,
                        null));
    }

    @Test
    void anIncidentThatTookAllBackClosesOnceItsLinkClears() {
        // given
        Scene scene = monitoring();
        asked(scene, CROSSED);
        planned(scene, declined(COLOURED, Reason.NO_ROOM, OTHER_LINK));
        scene = gone(scene);

        // when
        Scene healed = Scenes.later(scene, scene.now().plusSeconds(5), keys);
        Flow.fold(healed, new Fact.Updated(updated(Scenes.ID, IncidentChange.CLEARED, LINK)));
        Flow.advance(healed);

        // then
        assertThat(Scenes.sent(healed, TicketClosed.Request.class)).hasSize(1);
        assertThat(healed.incident().closed()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void aDegradedTunnelThatIsBetterThanTheOriginalPathStaysWhateverThePlanSays(Reason reason) {
        Scene scene = monitoring();
        asked(scene, CROSSED);

        planned(scene, reason, new Sla(30.0, 0.4, 0.5), BAD);

        assertThat(only(scene).state()).isInstanceOf(ProtectionState.Steered.class);
        assertThat(messages(scene)).anyMatch(message -> message.contains("its original path is worse"));
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void oneThatIsNoBetterGoesBackWhateverThePlanSays(Reason reason) {
        Scene scene = monitoring();
        asked(scene, CROSSED);

        planned(scene, reason, WORSE, BAD);

        assertTakenBack(scene, "path_degraded");
        assertThat(scene.stage()).isEqualTo(new Stage.Monitoring());
    }

    @Test
    void whereNothingIsKnownItStaysOnlyIfTheOriginalPathIsCut() {
        Scene scene = at(new Stage.Monitoring(), cut(Scenes.steered()));
        asked(scene, CROSSED);

        planned(scene, declined(COLOURED, Reason.NO_PATH, OTHER_LINK));

        assertThat(only(scene).state()).isInstanceOf(ProtectionState.Steered.class);
    }

    @Test
    void whatDidNotHelpStaysWhereItsOriginalPathIsCut() {
        Scene scene = at(new Stage.Monitoring(), cut(Scenes.steered()));
        measured(scene, "not_helped", CUT, WORSE);

        planned(scene, Reason.NO_PATH, WORSE, CUT);

        assertThat(only(scene).state()).isInstanceOf(ProtectionState.Steered.class);
    }

    @Test
    void whatIsMeasuredWorseGoesBackThoughThePlanSawItBetter() {
        Scene scene = monitoring();
        measured(scene, "not_helped", BAD, WORSE);

        planned(scene, Reason.NO_PATH, GOOD, BAD);

        assertTakenBack(scene, "did_not_help");
    }

    @Test
    void aTunnelThatIsNotAtFaultStaysWhereItIs() {
        // given a person asked for another path
        Scene scene = monitoring();
        Flow.fold(scene, new Fact.Acted(OperatorActionKind.RETRY, "anna", "once more", BEGIN, null));
        Flow.advance(scene);

        // when there is none
        planned(scene, declined(COLOURED, Reason.NO_PATH));

        // then
        assertThat(only(scene).state()).isInstanceOf(ProtectionState.Steered.class);
    }

    @Test
    void aTunnelOnALinkThatTheIncidentGrewByIsJudgedByItsOriginalPathNotByItself() {
        // given an original path that is cut, and a tunnel over a link that degrades later
        Scene scene = at(new Stage.Monitoring(), cut(Scenes.steered()));
        Flow.fold(scene, new Fact.Updated(updated(Scenes.ID, IncidentChange.GROWN, CROSSED)));
        Flow.advance(scene);
        Flow.answered(scene, Scenes.call(Step.ASSESS), STILL_SUFFERS);
        Flow.advance(scene);

        // when
        planned(scene, declined(COLOURED, Reason.NO_PATH, OTHER_LINK));

        // then
        assertThat(only(scene).state()).isInstanceOf(ProtectionState.Steered.class);
    }
}
