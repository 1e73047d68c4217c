package io.cemfleet.orchestrator.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.SendNotification;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.a2a.contract.SteerTraffic;
import io.cemfleet.a2a.contract.SteerTraffic.NotSteered;
import io.cemfleet.orchestrator.incident.AttemptState;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.CarryingTunnel;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each service of a tunnel is steered, or unprotected by name. */
class SteeringAnswersTest {
    private static final CallOutcome ONE_OF_TWO = new CallOutcome.Done(new SteerTraffic.Result(
            false, List.of("L3VPN-1"), List.of(), "color", List.of(new NotSteered("L3VPN-2", "no_color"))));

    private static IncidentWorkUnit steeredInPart() {
        Protection provisioned = WorkUnitFixtures.lone(
                new ProtectionState.Provisioned(WorkUnitFixtures.LONE_ROUTE, WorkUnitFixtures.TUNNEL, null));
        IncidentWorkUnit scene = WorkUnitFixtures.at(new IncidentStage.Steering(), provisioned);
        scene.put(ProtectionWorkflow.answered(scene, WorkUnitFixtures.call(CallStep.STEER), provisioned, ONE_OF_TWO));
        IncidentPhases.advance(scene);
        return scene;
    }

    private static Protection only(IncidentWorkUnit scene) {
        return scene.protections().getFirst();
    }

    private static IncidentWorkUnit again(IncidentWorkUnit before, CallOutcome answer) {
        IncidentWorkUnit scene = WorkUnitFixtures.later(
                before, java.util.Objects.requireNonNull(only(before).effort().notBefore()), new InMemoryKeyRegistry());
        IncidentPhases.advance(scene);
        assertThat(scene.calls()).extracting("step").contains(CallStep.STEER);
        scene.put(ProtectionWorkflow.answered(scene, WorkUnitFixtures.call(CallStep.STEER), only(scene), answer));
        IncidentWorkUnit after = WorkUnitFixtures.later(scene, scene.now(), new InMemoryKeyRegistry());
        after.outgoing().addAll(scene.outgoing());
        IncidentPhases.advance(after);
        return after;
    }

    @Test
    void whereSomeServicesAreSteeredTheTunnelCarriesTheseAndTheOthersAreToldByName() {
        IncidentWorkUnit scene = steeredInPart();

        assertThat(only(scene).state()).isInstanceOf(ProtectionState.Steered.class);
        assertThat(only(scene).state().riding()).containsExactly("L3VPN-1");
        assertThat(scene.stage()).isEqualTo(new IncidentStage.Monitoring());
        List<StatusUpdate.Request> updates = WorkUnitFixtures.sent(scene, StatusUpdate.Request.class);
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
        assertThat(WorkUnitFixtures.sent(scene, SendNotification.Request.class).getFirst())
                .returns("Traffic of 1 of 2 services is protected", SendNotification.Request::summary);
    }

    @Test
    void theRestIsTriedAgainAndThenCounted() {
        IncidentWorkUnit scene = again(
                steeredInPart(),
                new CallOutcome.Done(
                        new SteerTraffic.Result(true, List.of("L3VPN-1", "L3VPN-2"), List.of(), "color", null)));

        assertThat(only(scene).notRiding()).isEmpty();
        assertThat(only(scene).steersOn()).isFalse();
        assertThat(UpdateDetails.steered(scene.protections()))
                .containsEntry("traffic_steered", true)
                .containsEntry("services_steered", 2);
    }

    @Test
    void whatCannotBeSteeredIsEscalatedByNameWhileTheRestGoesOn() {
        // when
        IncidentWorkUnit scene = again(again(steeredInPart(), ONE_OF_TWO), ONE_OF_TWO);

        // then
        assertThat(scene.stage()).isEqualTo(new IncidentStage.Monitoring());
        assertThat(scene.progress().escalation()).extracting("reason").isEqualTo(EscalationReason.NOT_STEERED);
        StatusUpdate.Request told =
                WorkUnitFixtures.sent(scene, StatusUpdate.Request.class).getLast();
        assertThat(told.message()).isEqualTo("Not protected: L3VPN-2 could not be steered");
        assertThat(told.details().get("evidence"))
                .asString()
                .contains("service_id=L3VPN-2")
                .contains("no_color");

        // and nothing more is tried
        IncidentWorkUnit later =
                WorkUnitFixtures.later(scene, scene.now().plusSeconds(3600), new InMemoryKeyRegistry());
        IncidentPhases.advance(later);
        assertThat(later.calls()).extracting("step").doesNotContain(CallStep.STEER);
    }

    @Test
    void aServiceThatCameLaterIsSteeredToo() {
        // given a tunnel whose services are all on it, and one more that shares its colour
        Protection steered = WorkUnitFixtures.lone(
                new ProtectionState.Steered(WorkUnitFixtures.LONE_ROUTE, WorkUnitFixtures.TUNNEL, List.of("L3VPN-1")));
        IncidentWorkUnit scene = WorkUnitFixtures.at(WorkUnitFixtures.watched(new IncidentStage.Monitoring()), steered);

        // when
        IncidentPhases.advance(scene);

        // then
        assertThat(scene.calls()).extracting("step").containsExactly(CallStep.STEER);
        SteerTraffic.Request asked =
                (SteerTraffic.Request) scene.calls().getFirst().payload();
        assertThat(asked.services()).containsExactly("L3VPN-1", "L3VPN-2");
        assertThat(asked.pathVersion()).isEqualTo(1);
    }

    @Test
    void aServiceOfWhichOneDirectionHasNoPathIsNotProtected() {
        Protection there = WorkUnitFixtures.protection(
                new ProtectionState.Steered(WorkUnitFixtures.ROUTE, WorkUnitFixtures.TUNNEL, List.of("L3VPN-1")));
        Protection back = WorkUnitFixtures.of("prague", new ProtectionState.NoPath(List.of(), true, false))
                .covering(there.cover());

        Map<String, Object> details = UpdateDetails.steered(List.of(there, back));

        assertThat(details)
                .containsEntry("services_steered", 0)
                .containsEntry("not_steered", Map.of("L3VPN-1", "no_path", "L3VPN-3", "no_path"));
    }

    @Test
    void aNewPathThatCouldNotBeWrittenLeavesTheOldOneInForceForEveryShift() {
        // given traffic on a tunnel whose new path fails for good
        Protection planned = WorkUnitFixtures.lone(new ProtectionState.Planned(
                new io.cemfleet.orchestrator.incident.ProtectionRoute(
                        WorkUnitFixtures.ROUTE.alternatives().getFirst(),
                        List.of(),
                        WorkUnitFixtures.ROUTE.originalPath(),
                        List.of()),
                new CarryingTunnel(WorkUnitFixtures.LONE_ROUTE, WorkUnitFixtures.TUNNEL, List.of("L3VPN-1", "L3VPN-2")),
                null));
        planned = planned.in(planned.state(), new AttemptState(3, 2, 2, null, null, null));
        IncidentWorkUnit scene = WorkUnitFixtures.at(new IncidentStage.Provisioning(), planned);

        // when
        scene.put(ProtectionWorkflow.answered(
                scene,
                WorkUnitFixtures.call(CallStep.PROVISION),
                planned,
                new CallOutcome.Failed("cnc_refused", "said so", false)));
        IncidentPhases.advance(scene);

        // then
        assertThat(only(scene).state())
                .isEqualTo(new ProtectionState.Steered(
                        WorkUnitFixtures.LONE_ROUTE, WorkUnitFixtures.TUNNEL, List.of("L3VPN-1", "L3VPN-2")));
        IncidentWorkUnit later = WorkUnitFixtures.later(scene, scene.now(), new InMemoryKeyRegistry());
        IncidentPhases.advance(later);
        var watch = java.util.stream.Stream.concat(scene.calls().stream(), later.calls().stream())
                .filter(call -> call.step() == CallStep.MONITOR)
                .map(call -> (io.cemfleet.a2a.contract.MonitorRestoration.Request) call.payload())
                .findFirst()
                .orElseThrow();
        assertThat(watch.protections().getFirst())
                .returns(1L, one -> one.pathVersion())
                .returns(WorkUnitFixtures.ROUTE.path(), one -> one.protectionPath());
    }
}
