package io.cemfleet.orchestrator.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.NotSteeredReason;
import io.cemfleet.a2a.contract.SendNotification;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.a2a.contract.SteerTraffic;
import io.cemfleet.a2a.contract.SteerTraffic.NotSteered;
import io.cemfleet.a2a.contract.SteeringMethod;
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
            false,
            List.of("L3VPN-1"),
            List.of(),
            SteeringMethod.FLEET_COLOR,
            List.of(new NotSteered("L3VPN-2", NotSteeredReason.NO_COLOR))));

    private static IncidentWorkUnit steeredInPart() {
        Protection provisioned = WorkUnitFixtures.lone(
                new ProtectionState.Provisioned(WorkUnitFixtures.LONE_ROUTE, WorkUnitFixtures.TUNNEL, null));
        IncidentWorkUnit work = WorkUnitFixtures.at(new IncidentStage.Steering(), provisioned);
        work.put(ProtectionWorkflow.answered(work, WorkUnitFixtures.call(CallStep.STEER), provisioned, ONE_OF_TWO));
        IncidentPhases.advance(work);
        return work;
    }

    private static Protection only(IncidentWorkUnit work) {
        return work.protections().getFirst();
    }

    private static IncidentWorkUnit again(IncidentWorkUnit before, CallOutcome answer) {
        IncidentWorkUnit work = WorkUnitFixtures.later(
                before,
                java.util.Objects.requireNonNull(only(before).attempts().notBefore()),
                new InMemoryKeyRegistry());
        IncidentPhases.advance(work);
        assertThat(work.calls()).extracting("step").contains(CallStep.STEER);
        work.put(ProtectionWorkflow.answered(work, WorkUnitFixtures.call(CallStep.STEER), only(work), answer));
        IncidentWorkUnit after = WorkUnitFixtures.later(work, work.now(), new InMemoryKeyRegistry());
        after.outgoing().addAll(work.outgoing());
        IncidentPhases.advance(after);
        return after;
    }

    @Test
    void aPartialSteeringCarriesSomeServicesAndNamesTheOthers() {
        IncidentWorkUnit work = steeredInPart();

        assertThat(only(work).state()).isInstanceOf(ProtectionState.Steered.class);
        assertThat(only(work).state().steeredServices()).containsExactly("L3VPN-1");
        assertThat(work.stage()).isEqualTo(new IncidentStage.Monitoring());
        List<StatusUpdate.Request> updates = WorkUnitFixtures.sent(work, StatusUpdate.Request.class);
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
        assertThat(WorkUnitFixtures.sent(work, SendNotification.Request.class).getFirst())
                .returns("Traffic of 1 of 2 services is protected", SendNotification.Request::summary);
    }

    @Test
    void theRestIsTriedAgainAndThenCounted() {
        IncidentWorkUnit work = again(
                steeredInPart(),
                new CallOutcome.Done(new SteerTraffic.Result(
                        true, List.of("L3VPN-1", "L3VPN-2"), List.of(), SteeringMethod.FLEET_COLOR, null)));

        assertThat(only(work).servicesOffTunnel()).isEmpty();
        assertThat(only(work).hasServicesToSteer()).isFalse();
        assertThat(UpdateDetails.steered(work.protections()).members())
                .containsEntry("traffic_steered", true)
                .containsEntry("services_steered", 2);
    }

    @Test
    void whatCannotBeSteeredIsEscalatedByNameWhileTheRestGoesOn() {
        // when
        IncidentWorkUnit work = again(again(steeredInPart(), ONE_OF_TWO), ONE_OF_TWO);

        // then
        assertThat(work.stage()).isEqualTo(new IncidentStage.Monitoring());
        assertThat(work.progress().escalation()).extracting("reason").isEqualTo(EscalationReason.NOT_STEERED);
        StatusUpdate.Request reported =
                WorkUnitFixtures.sent(work, StatusUpdate.Request.class).getLast();
        assertThat(reported.message()).isEqualTo("Not protected: L3VPN-2 could not be steered");
        assertThat(reported.details().get("evidence"))
                .asString()
                .contains("service_id=L3VPN-2")
                .contains("no_color");

        // and nothing more is tried
        IncidentWorkUnit later = WorkUnitFixtures.later(work, work.now().plusSeconds(3600), new InMemoryKeyRegistry());
        IncidentPhases.advance(later);
        assertThat(later.calls()).extracting("step").doesNotContain(CallStep.STEER);
    }

    @Test
    void aServiceThatCameLaterIsSteeredToo() {
        // given a tunnel whose services are all on it, and one more that shares its colour
        Protection steered = WorkUnitFixtures.lone(
                new ProtectionState.Steered(WorkUnitFixtures.LONE_ROUTE, WorkUnitFixtures.TUNNEL, List.of("L3VPN-1")));
        IncidentWorkUnit work = WorkUnitFixtures.at(WorkUnitFixtures.watched(new IncidentStage.Monitoring()), steered);

        // when
        IncidentPhases.advance(work);

        // then
        assertThat(work.calls()).extracting("step").containsExactly(CallStep.STEER);
        SteerTraffic.Request request =
                (SteerTraffic.Request) work.calls().getFirst().payload();
        assertThat(request.services()).containsExactly("L3VPN-1", "L3VPN-2");
        assertThat(request.pathVersion()).isEqualTo(1);
    }

    @Test
    void aServiceOfWhichOneDirectionHasNoPathIsNotProtected() {
        Protection there = WorkUnitFixtures.protection(
                new ProtectionState.Steered(WorkUnitFixtures.ROUTE, WorkUnitFixtures.TUNNEL, List.of("L3VPN-1")));
        Protection back = WorkUnitFixtures.of("prague", new ProtectionState.NoPath(List.of(), true, false))
                .covering(there.scope());

        Map<String, Object> details =
                UpdateDetails.steered(List.of(there, back)).members();

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
        IncidentWorkUnit work = WorkUnitFixtures.at(new IncidentStage.Provisioning(), planned);

        // when
        work.put(ProtectionWorkflow.answered(
                work,
                WorkUnitFixtures.call(CallStep.PROVISION),
                planned,
                new CallOutcome.Failed("cnc_refused", "said so", false)));
        IncidentPhases.advance(work);

        // then
        assertThat(only(work).state())
                .isEqualTo(new ProtectionState.Steered(
                        WorkUnitFixtures.LONE_ROUTE, WorkUnitFixtures.TUNNEL, List.of("L3VPN-1", "L3VPN-2")));
        IncidentWorkUnit later = WorkUnitFixtures.later(work, work.now(), new InMemoryKeyRegistry());
        IncidentPhases.advance(later);
        var watch = java.util.stream.Stream.concat(work.calls().stream(), later.calls().stream())
                .filter(call -> call.step() == CallStep.MONITOR)
                .map(call -> (io.cemfleet.a2a.contract.MonitorRestoration.Request) call.payload())
                .findFirst()
                .orElseThrow();
        assertThat(watch.protections().getFirst())
                .returns(1L, one -> one.pathVersion())
                .returns(WorkUnitFixtures.ROUTE.path(), one -> one.protectionPath());
    }
}
