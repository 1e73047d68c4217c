package io.cemfleet.orchestrator.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.SendNotification;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.a2a.contract.SteerTraffic;
import io.cemfleet.a2a.contract.SteerTraffic.NotSteered;
import io.cemfleet.orchestrator.incident.Answer;
import io.cemfleet.orchestrator.incident.Effort;
import io.cemfleet.orchestrator.incident.Held;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Stage;
import io.cemfleet.orchestrator.incident.Step;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each service of a tunnel is steered, or unprotected by name. */
class SteeringTest {
    private static final Answer ONE_OF_TWO = new Answer.Done(new SteerTraffic.Result(
            false, List.of("L3VPN-1"), List.of(), "color", List.of(new NotSteered("L3VPN-2", "no_color"))));

    private static Scene steeredInPart() {
        Protection provisioned = Scenes.lone(new ProtectionState.Provisioned(Scenes.LONE_ROUTE, Scenes.TUNNEL, null));
        Scene scene = Scenes.at(new Stage.Steering(), provisioned);
        scene.put(Tunnels.answered(scene, Scenes.call(Step.STEER), provisioned, ONE_OF_TWO));
        Flow.advance(scene);
        return scene;
    }

    private static Protection only(Scene scene) {
        return scene.protections().getFirst();
    }

    private static Scene again(Scene before, Answer answer) {
        Scene scene = Scenes.later(
                before, java.util.Objects.requireNonNull(only(before).effort().notBefore()), new MemoryKeys());
        Flow.advance(scene);
        assertThat(scene.calls()).extracting("step").contains(Step.STEER);
        scene.put(Tunnels.answered(scene, Scenes.call(Step.STEER), only(scene), answer));
        Scene after = Scenes.later(scene, scene.now(), new MemoryKeys());
        after.outgoing().addAll(scene.outgoing());
        Flow.advance(after);
        return after;
    }

    @Test
    void whereSomeServicesAreSteeredTheTunnelCarriesTheseAndTheOthersAreToldByName() {
        Scene scene = steeredInPart();

        assertThat(only(scene).state()).isInstanceOf(ProtectionState.Steered.class);
        assertThat(only(scene).state().riding()).containsExactly("L3VPN-1");
        assertThat(scene.stage()).isEqualTo(new Stage.Monitoring());
        List<StatusUpdate.Request> updates = Scenes.sent(scene, StatusUpdate.Request.class);
        assertThat(updates)
                .extracting("message")
                .containsExactly(
                        "Traffic of 1 of 2 services steered onto protection tunnel, monitoring original path",
                        "Traffic of 1 of 2 services protected, monitoring original path for recovery");
        assertThat(updates.getFirst().details())
                .containsEntry("traffic_steered", false)
                .containsEntry("services_steered", 1)
                .containsEntry("services_not_steered", List.of("L3VPN-2"))
                .containsEntry("not_steered", Map.of("L3VPN-2", "no_color"));
        assertThat(Scenes.sent(scene, SendNotification.Request.class).getFirst())
                .returns("Traffic of 1 of 2 services is protected", SendNotification.Request::summary);
    }

    @Test
    void theRestIsTriedAgainAndThenCounted() {
        Scene scene = again(
                steeredInPart(),
                new Answer.Done(
                        new SteerTraffic.Result(true, List.of("L3VPN-1", "L3VPN-2"), List.of(), "color", null)));

        assertThat(only(scene).notRiding()).isEmpty();
        assertThat(only(scene).steersOn()).isFalse();
        assertThat(Details.steered(scene.protections()))
                .containsEntry("traffic_steered", true)
                .containsEntry("services_steered", 2);
    }

    @Test
    void whatCannotBeSteeredIsEscalatedByNameWhileTheRestGoesOn() {
        // when
        Scene scene = again(again(steeredInPart(), ONE_OF_TWO), ONE_OF_TWO);

        // then
        assertThat(scene.stage()).isEqualTo(new Stage.Monitoring());
        assertThat(scene.progress().escalation()).extracting("reason").isEqualTo("not_steered");
        StatusUpdate.Request told =
                Scenes.sent(scene, StatusUpdate.Request.class).getLast();
        assertThat(told.message()).isEqualTo("Not protected: L3VPN-2 could not be steered");
        assertThat(told.details().get("evidence"))
                .asString()
                .contains("service_id=L3VPN-2")
                .contains("no_color");

        // and nothing more is tried
        Scene later = Scenes.later(scene, scene.now().plusSeconds(3600), new MemoryKeys());
        Flow.advance(later);
        assertThat(later.calls()).extracting("step").doesNotContain(Step.STEER);
    }

    @Test
    void aServiceThatCameLaterIsSteeredToo() {
        // given a tunnel whose services are all on it, and one more that shares its colour
        Protection steered =
                Scenes.lone(new ProtectionState.Steered(Scenes.LONE_ROUTE, Scenes.TUNNEL, List.of("L3VPN-1")));
        Scene scene = Scenes.at(Scenes.watched(new Stage.Monitoring()), steered);

        // when
        Flow.advance(scene);

        // then
        assertThat(scene.calls()).extracting("step").containsExactly(Step.STEER);
        SteerTraffic.Request asked =
                (SteerTraffic.Request) scene.calls().getFirst().payload();
        assertThat(asked.services()).containsExactly("L3VPN-1", "L3VPN-2");
        assertThat(asked.pathVersion()).isEqualTo(1);
    }

    @Test
    void aServiceOfWhichOneDirectionHasNoPathIsNotProtected() {
        Protection there =
                Scenes.protection(new ProtectionState.Steered(Scenes.ROUTE, Scenes.TUNNEL, List.of("L3VPN-1")));
        Protection back = Scenes.of("prague", new ProtectionState.NoPath(List.of(), true, false))
                .covering(there.cover());

        Map<String, Object> details = Details.steered(List.of(there, back));

        assertThat(details)
                .containsEntry("services_steered", 0)
                .containsEntry("not_steered", Map.of("L3VPN-1", "no_path", "L3VPN-3", "no_path"));
    }

    @Test
    void aNewPathThatCouldNotBeWrittenLeavesTheOldOneInForceForEveryShift() {
        // given traffic on a tunnel whose new path fails for good
        Protection planned = Scenes.lone(new ProtectionState.Planned(
                new io.cemfleet.orchestrator.incident.Route(
                        Scenes.ROUTE.alternatives().getFirst(), List.of(), Scenes.ROUTE.originalPath(), List.of()),
                new Held(Scenes.LONE_ROUTE, Scenes.TUNNEL, List.of("L3VPN-1", "L3VPN-2")),
                null));
        planned = planned.in(planned.state(), new Effort(3, 2, 2, null, null, null));
        Scene scene = Scenes.at(new Stage.Provisioning(), planned);

        // when
        scene.put(Tunnels.answered(
                scene, Scenes.call(Step.PROVISION), planned, new Answer.Failed("cnc_refused", "said so", false)));
        Flow.advance(scene);

        // then
        assertThat(only(scene).state())
                .isEqualTo(
                        new ProtectionState.Steered(Scenes.LONE_ROUTE, Scenes.TUNNEL, List.of("L3VPN-1", "L3VPN-2")));
        Scene later = Scenes.later(scene, scene.now(), new MemoryKeys());
        Flow.advance(later);
        var watch = java.util.stream.Stream.concat(scene.calls().stream(), later.calls().stream())
                .filter(call -> call.step() == Step.MONITOR)
                .map(call -> (io.cemfleet.a2a.contract.MonitorRestoration.Request) call.payload())
                .findFirst()
                .orElseThrow();
        assertThat(watch.protections().getFirst())
                .returns(1L, one -> one.pathVersion())
                .returns(Scenes.ROUTE.path(), one -> one.protectionPath());
    }
}
