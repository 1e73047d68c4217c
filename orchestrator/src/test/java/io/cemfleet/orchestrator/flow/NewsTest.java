package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.BEGIN;
import static io.cemfleet.orchestrator.OrchestratorFixtures.COLOURED;
import static io.cemfleet.orchestrator.OrchestratorFixtures.OTHER_LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.PLAIN;
import static io.cemfleet.orchestrator.OrchestratorFixtures.declined;
import static io.cemfleet.orchestrator.OrchestratorFixtures.flow;
import static io.cemfleet.orchestrator.OrchestratorFixtures.impact;
import static io.cemfleet.orchestrator.OrchestratorFixtures.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.AssessImpact;
import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.IncidentView.Tried;
import io.cemfleet.a2a.contract.PlacementDecline;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.orchestrator.incident.Answer;
import io.cemfleet.orchestrator.incident.Call;
import io.cemfleet.orchestrator.incident.Incident;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Stage;
import io.cemfleet.orchestrator.incident.Standing;
import io.cemfleet.orchestrator.incident.Step;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A round that only looks again tells people what changed, and nothing else. */
class NewsTest {
    private static final AssessImpact.AffectedService PLATINUM =
            service("L3VPN-1", SlaTier.PLATINUM, flow("frankfurt", "prague", 100));
    private static final AssessImpact.AffectedService GOLD =
            service("L3VPN-3", SlaTier.GOLD, flow("berlin", "prague", null));

    private final MemoryKeys keys = new MemoryKeys();

    /** One protection stands and is watched, another one was declined. */
    private Scene partlyProtected() {
        Incident watched = Scenes.watched(new Stage.Computing());
        Scene scene = Scenes.at(watched, keys, Scenes.steered(), Scenes.of("berlin", ProtectionState.Wanted.NEW));
        planned(scene, declined(PLAIN, PlacementDecline.Reason.NO_ROOM, OTHER_LINK));
        scene.become(scene.progress().with(scene.progress().watch().taken(1)));
        return scene;
    }

    private static void planned(Scene scene, ComputePlan.Placed... placed) {
        Call call = new Call(UUID.randomUUID(), Scenes.ID, Call.WHOLE, Step.COMPUTE, 1, 1, "payload", scene.now(), 0);
        Flow.answered(scene, call, new Answer.Done(new ComputePlan.Result(List.of(placed))));
        Flow.advance(scene);
    }

    /** A minute later: one assessment, one plan. */
    private Scene again(Scene before, AssessImpact.Result suffering, ComputePlan.Placed... placed) {
        Scene scene = Scenes.later(before, before.now().plusSeconds(60), keys);
        Flow.advance(scene);
        Flow.answered(scene, Scenes.call(Step.ASSESS), new Answer.Done(suffering));
        Flow.advance(scene);
        planned(scene, placed);
        return scene;
    }

    private static List<String> told(Scene scene) {
        return Scenes.sent(scene, StatusUpdate.Request.class).stream()
                .map(StatusUpdate.Request::message)
                .toList();
    }

    @Test
    void roundsThatFindTheSameAreAuditedAndNotTold() {
        Scene scene = again(
                partlyProtected(),
                impact(PLATINUM, GOLD),
                declined(PLAIN, PlacementDecline.Reason.NO_ROOM, OTHER_LINK));

        for (int round = 0; round < 5; round++) {
            scene = again(scene, impact(PLATINUM, GOLD), declined(PLAIN, PlacementDecline.Reason.NO_ROOM, OTHER_LINK));

            assertThat(told(scene)).isEmpty();
            assertThat(scene.calls()).extracting("step").containsExactly(Step.ASSESS, Step.COMPUTE);
            assertThat(scene.audits())
                    .extracting("type")
                    .contains(AuditEventType.SERVICE_IMPACT_ASSESSED, AuditEventType.PATH_COMPUTED);
        }
        assertThat(scene.stage()).isEqualTo(new Stage.Monitoring());
    }

    @Test
    void moreServicesAreToldAndWhatBecomesOfThem() {
        Scene scene = again(
                partlyProtected(),
                impact(PLATINUM, GOLD),
                declined(PLAIN, PlacementDecline.Reason.NO_ROOM, OTHER_LINK));

        Scene more = again(
                scene,
                impact(PLATINUM, GOLD, service("L3VPN-4", SlaTier.GOLD, flow("berlin", "prague", null))),
                declined(PLAIN, PlacementDecline.Reason.NO_ROOM, OTHER_LINK));

        assertThat(told(more))
                .containsExactly(
                        "3 services affected, computing alternate path",
                        "Traffic of 1 of 3 services protected, monitoring original path for recovery");
    }

    @Test
    void anotherReasonOrAnotherFullLinkIsTold() {
        Scene scene = again(
                partlyProtected(),
                impact(PLATINUM, GOLD),
                declined(PLAIN, PlacementDecline.Reason.NO_ROOM, OTHER_LINK));

        Scene otherLink =
                again(scene, impact(PLATINUM, GOLD), declined(PLAIN, PlacementDecline.Reason.NO_ROOM, "berlin-prague"));
        assertThat(told(otherLink))
                .containsExactly("Traffic of 1 of 2 services protected, monitoring original path for recovery");

        Scene otherReason = again(
                otherLink,
                impact(PLATINUM, GOLD),
                declined(PLAIN, PlacementDecline.Reason.NOT_BETTER, "berlin-prague"));
        assertThat(told(otherReason)).hasSize(2).last().asString().startsWith("Traffic of 1 of 2 services protected");
    }

    @Test
    void anIncidentThatProtectsNothingSaysSoOnce() {
        // given
        Scene scene = Scenes.at(
                Scenes.incident(new Stage.Computing(), true), keys, Scenes.protection(ProtectionState.Wanted.NEW));
        planned(scene, declined(COLOURED, PlacementDecline.Reason.NOT_BETTER, OTHER_LINK));
        assertThat(told(scene)).last().isEqualTo("Services are not protected, traffic stays where it is");
        Scene first =
                again(scene, impact(PLATINUM), declined(COLOURED, PlacementDecline.Reason.NOT_BETTER, OTHER_LINK));

        // when
        Scene second =
                again(first, impact(PLATINUM), declined(COLOURED, PlacementDecline.Reason.NOT_BETTER, OTHER_LINK));

        // then
        assertThat(told(second)).isEmpty();
        assertThat(second.stage()).isEqualTo(new Stage.Monitoring());
    }

    @Test
    void whatDidHarmTooOftenIsLookedAtWithoutAWord() {
        // given
        PlacementDecline why = new PlacementDecline(PlacementDecline.Reason.NOT_BETTER, List.of(), "it did harm");
        Tried tried = new Tried(List.of("a-b"), "made_worse", null, null, null, List.of(), BEGIN);
        Protection left = Scenes.protection(new ProtectionState.NoPath(List.of(), true, false))
                .declined(new Standing.Declined(why, BEGIN))
                .tried(tried)
                .tried(tried)
                .tried(tried);
        Scene scene = Scenes.at(Scenes.incident(new Stage.Monitoring(), true), keys, left);
        Flow.advance(scene);

        // when
        Scene first = assessedOnly(scene);
        Scene second = assessedOnly(first);

        // then
        assertThat(told(first)).isNotEmpty();
        assertThat(told(second)).isEmpty();
    }

    private Scene assessedOnly(Scene before) {
        Scene scene = Scenes.later(before, before.now().plusSeconds(60), keys);
        Flow.advance(scene);
        Flow.answered(scene, Scenes.call(Step.ASSESS), new Answer.Done(impact(PLATINUM)));
        Flow.advance(scene);
        Scene settled = Scenes.later(scene, scene.now(), keys);
        Flow.advance(settled);
        assertThat(settled.stage()).isEqualTo(new Stage.Monitoring());
        return scene;
    }
}
