package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.BEGIN;
import static io.cemfleet.orchestrator.OrchestratorFixtures.COLOURED;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LIMITS;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.OTHER_LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.declined;
import static io.cemfleet.orchestrator.OrchestratorFixtures.flow;
import static io.cemfleet.orchestrator.OrchestratorFixtures.impact;
import static io.cemfleet.orchestrator.OrchestratorFixtures.seen;
import static io.cemfleet.orchestrator.OrchestratorFixtures.service;
import static io.cemfleet.orchestrator.OrchestratorFixtures.updated;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.AssessImpact;
import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.DeleteTunnel;
import io.cemfleet.a2a.contract.IncidentChange;
import io.cemfleet.a2a.contract.IncidentView.Sla;
import io.cemfleet.a2a.contract.LinkShare;
import io.cemfleet.a2a.contract.OperatorActionKind;
import io.cemfleet.a2a.contract.PlacementDecline.Reason;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.a2a.contract.TicketClosed;
import io.cemfleet.orchestrator.OrchestratorFixtures;
import io.cemfleet.orchestrator.incident.Answer;
import io.cemfleet.orchestrator.incident.Autonomy;
import io.cemfleet.orchestrator.incident.Cover;
import io.cemfleet.orchestrator.incident.Effort;
import io.cemfleet.orchestrator.incident.Fact;
import io.cemfleet.orchestrator.incident.Held;
import io.cemfleet.orchestrator.incident.NoPath;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Stage;
import io.cemfleet.orchestrator.incident.Step;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Traffic stays on a tunnel that is at fault, and has no other path, only where it is better than on its original path. */
class HeldTunnelsTest {
    private static final String OTHER = "INC-2026-0777";

    /** Of the protection path. */
    private static final String CROSSED = "munich-prague";

    private static final Sla BAD = new Sla(258.5, 0.4, 3.0);
    private static final Sla WORSE = new Sla(262.3, 0.4, 3.0);
    private static final Sla GOOD = new Sla(12.0, 0.4, 0.0);
    private static final Sla CUT = new Sla(null, null, 100.0);
    private static final Answer GONE = new Answer.Done(new DeleteTunnel.Result(true, true));
    private static final Answer STILL_SUFFERS =
            new Answer.Done(impact(service("L3VPN-1", SlaTier.PLATINUM, flow("frankfurt", "prague", 100))));

    private final MemoryKeys keys = new MemoryKeys();

    private Scene at(Stage stage, Protection protection) {
        keys.owners.put(Scenes.KEY.traffic(), Scenes.ID);
        return Scenes.at(Scenes.watched(stage), keys, protection);
    }

    private Scene monitoring() {
        return at(new Stage.Monitoring(), Scenes.steered());
    }

    private static Protection cut(Protection protection) {
        return new Protection(
                protection.key(),
                new Cover(SlaTier.PLATINUM, LIMITS, List.of("L3VPN-1"), 100.0, List.of(LINK), null, true, null),
                Effort.NONE,
                protection.state());
    }

    private static void measured(Scene scene, String verdict, Sla before, Sla after) {
        Map<String, Object> tunnel = Map.of(
                "tunnel_id",
                Scenes.TUNNEL.tunnelId(),
                "verdict",
                verdict,
                "before",
                wire(before),
                "after",
                wire(after));
        Flow.fold(
                scene,
                new Fact.Restoration(
                        seen(Scenes.ID, RestorationEvent.SLA_AFTER_STEERING, 1, Map.of("tunnels", List.of(tunnel)))));
        Flow.advance(scene);
    }

    private static Map<String, Object> wire(Sla met) {
        return met.latencyMs() == null
                ? Map.of("loss_pct", 100.0)
                : Map.of("latency_ms", met.latencyMs(), "jitter_ms", 0.4, "loss_pct", 3.0);
    }

    private void asked(Scene scene, String link) {
        keys.degradedElsewhere.add(link);
        Flow.fold(scene, new Fact.AvoidAsked(OTHER, List.of(link)));
        Flow.advance(scene);
    }

    private static void planned(Scene scene, ComputePlan.Placed placed) {
        Flow.answered(scene, Scenes.call(Step.COMPUTE), new Answer.Done(new ComputePlan.Result(List.of(placed))));
        Flow.advance(scene);
    }

    private static void planned(Scene scene, Reason reason, Sla onTunnel, Sla onOriginal) {
        planned(scene, declined(COLOURED, reason, onTunnel, onOriginal));
    }

    private Scene later(Scene before, int seconds) {
        Scene scene = Scenes.later(before, before.now().plusSeconds(seconds), keys);
        Flow.advance(scene);
        return scene;
    }

    /** The tunnel is out of the network. */
    private Scene gone(Scene before) {
        Scene scene = Scenes.later(before, before.now().plusSeconds(1), keys);
        scene.put(Tunnels.answered(scene, Scenes.call(Step.CLEAN_UP), only(scene), GONE));
        Flow.advance(scene);
        return scene;
    }

    private static Protection only(Scene scene) {
        return scene.protections().getFirst();
    }

    private static void assertTakenBack(Scene scene, String reason) {
        assertThat(only(scene).state())
                .isInstanceOfSatisfying(ProtectionState.FailedHolding.class, holding -> assertThat(holding.withdrawn())
                        .isEqualTo(reason));
        assertThat(scene.calls()).extracting("step").contains(Step.CLEAN_UP);
    }

    private static List<String> messages(Scene scene) {
        return Scenes.sent(scene, StatusUpdate.Request.class).stream()
                .map(StatusUpdate.Request::message)
                .toList();
    }

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

    @Test
    void aVerdictThatComesWhileTheIncidentIsAtWorkIsActedOnAfterwards() {
        // given
        Scene scene = at(new Stage.Assessing(), Scenes.steered());
        measured(scene, "not_helped", BAD, WORSE);
        assertThat(scene.calls()).extracting("step").containsExactly(Step.ASSESS);

        // when
        Flow.answered(scene, Scenes.call(Step.ASSESS), new Answer.Done(impact(new AssessImpact.AffectedService[0])));
        Flow.advance(scene);

        // then
        assertThat(scene.calls()).extracting("step").contains(Step.COMPUTE);
        assertThat(only(scene).state()).isInstanceOf(ProtectionState.Wanted.class);
    }

    @Test
    void whatDoesNotHelpIsTakenBackWhileTheIncidentWaitsForAPerson() {
        Scene scene = at(new Stage.Escalated("telemetry_missing", "6"), Scenes.steered());

        measured(scene, "not_helped", BAD, WORSE);

        assertTakenBack(scene, "did_not_help");
    }

    @Test
    void whatDoesNotHelpIsTakenBackWhileALinkFlaps() {
        Scene scene = at(new Stage.Dampening(BEGIN.plusSeconds(300)), Scenes.steered());

        measured(scene, "not_helped", BAD, WORSE);

        assertTakenBack(scene, "did_not_help");
    }

    @Test
    void aPathThatDegradesWhileALinkFlapsIsLeftAtOnce() {
        Scene scene = at(new Stage.Dampening(BEGIN.plusSeconds(300)), Scenes.steered());

        asked(scene, CROSSED);

        assertThat(scene.stage()).isEqualTo(new Stage.Assessing());
    }

    @Test
    void withoutAnyPlanADegradedTunnelIsTakenBackBeforePeopleAreCalled() {
        // given
        Scene scene = monitoring();
        asked(scene, CROSSED);

        // when
        Flow.answered(scene, Scenes.call(Step.COMPUTE), new Answer.Failed("unavailable", "no topology", false));
        Flow.advance(scene);

        // then
        assertTakenBack(scene, "path_degraded");
        assertThat(scene.stage()).isEqualTo(new Stage.Escalated("path_computation_unavailable", "3"));
    }

    @Test
    void aDegradedTunnelWhoseNewPathCannotBeHadIsTakenBack() {
        // given
        Held held = new Held(Scenes.ROUTE, Scenes.TUNNEL, List.of("L3VPN-1"));
        Protection moving = new Protection(
                Scenes.KEY,
                Scenes.steered().cover(),
                new Effort(3, 2, 2, null, null, null),
                new ProtectionState.Planned(Scenes.LONE_ROUTE, held, null));
        Scene scene = at(new Stage.Provisioning(), moving);
        scene.become(scene.picture().with(scene.picture().links().avoidingToo(List.of(CROSSED))));

        // when
        Answer refused = new Answer.Failed("cap_exceeded", "too many", false);
        Answer failed = new Answer.Failed("unavailable", "no answer", true);
        Protection stays = Tunnels.answered(scene, Scenes.call(Step.PROVISION), moving, refused);
        Protection goes = Tunnels.answered(scene, Scenes.call(Step.PROVISION), moving, failed);

        // then what may not be written is not removed either
        assertThat(stays.state()).isInstanceOf(ProtectionState.Steered.class);
        assertThat(goes.state()).isInstanceOf(ProtectionState.FailedHolding.class);
    }

    @Test
    void trafficDoesNotWaitOnADegradedTunnelForAPersonsWord() {
        // given
        keys.owners.put(Scenes.KEY.traffic(), Scenes.ID);
        Scene scene = Scenes.at(
                Scenes.watched(new Stage.Monitoring()),
                OrchestratorFixtures.rules(NoPath.ESCALATE, Autonomy.Mode.APPROVE),
                keys,
                Scenes.steered());
        asked(scene, CROSSED);

        // when another path is found that a person has to approve
        ComputePlan.Placed other = OrchestratorFixtures.placed(COLOURED, true, "a-b", "b-c");
        planned(
                scene,
                new ComputePlan.Placed(
                        COLOURED,
                        other.answer(),
                        other.originalPath(),
                        null,
                        null,
                        new ComputePlan.HeldTunnelFigures(WORSE, BAD)));

        // then
        assertTakenBack(scene, "path_degraded");
        assertThat(gone(scene).calls()).extracting("step").contains(Step.COMPUTE);
    }

    @Test
    void aTunnelThatDegradesWhileAPersonDecidesIsPlannedAgain() {
        // given
        Held held = new Held(Scenes.ROUTE, Scenes.TUNNEL, List.of("L3VPN-1"));
        Scene scene = at(
                new Stage.Computing(),
                Scenes.protection(
                        new ProtectionState.Proposed(Scenes.ROUTE.next(), held, null, Autonomy.Mode.APPROVE)));

        // when
        asked(scene, CROSSED);

        // then
        assertThat(scene.calls()).extracting("step").containsExactly(Step.COMPUTE);
    }

    @Test
    void aTunnelOfAStoppedKeyIsTakenBackWhereItsPathIsDegraded() {
        // given
        keys.notHelped.put(Scenes.KEY, 2);
        Scene scene = monitoring();

        // when
        asked(scene, CROSSED);

        // then
        assertTakenBack(scene, "path_degraded");
    }

    @Test
    void theTunnelThatIsHeldIsToldToThePlanner() {
        Scene scene = monitoring();

        asked(scene, CROSSED);

        ComputePlan.Request asked =
                (ComputePlan.Request) scene.calls().getFirst().payload();
        assertThat(asked.protections().getFirst().held())
                .isEqualTo(new ComputePlan.HeldTunnel(List.of("frankfurt-munich", CROSSED), List.of(LINK)));
    }

    @ParameterizedTest
    @CsvSource({
        "12, 0.4, 0, 258, 0.4, 3, true",
        "262, 0.4, 3, 258, 0.4, 3, false",
        "250, 0.4, 3, 258, 0.4, 3, false",
        "230, 0.4, 3, 258, 0.4, 3, true",
        "230, 0.4, 3.1, 258, 0.4, 3, false",
        "29, 4, 0.01, 258, 0.4, 3, true",
        "12, 0.4, 0, 20, 0.4, 0, false",
        "258, 0.4, 3, , , 100, true",
        ", , 100, 258, 0.4, 3, false",
        ", , 100, , , 100, false",
        ", 0.4, 0, 258, 0.4, 3, false",
        "12, 0.4, 0, , 0.4, 3, true"
    })
    void betterIsClearlyBetterInWhatMattersAndWorseInNothing(
            Double latency,
            Double jitter,
            Double loss,
            Double otherLatency,
            Double otherJitter,
            Double otherLoss,
            boolean better) {
        Sla met = new Sla(latency, jitter, loss);
        Sla other = new Sla(otherLatency, otherJitter, otherLoss);

        assertThat(new SlaComparison(LIMITS).isBetter(met, other)).isEqualTo(better);
    }
}
