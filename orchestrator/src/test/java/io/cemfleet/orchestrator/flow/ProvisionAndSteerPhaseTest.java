package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.BEGIN;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.KEY;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.ROUTE;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.TUNNEL;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.TUNNEL_2;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.at;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.call;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.entered;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.messages;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.other;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.planned;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.protection;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.provisioned;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.sent;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.steered;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.watched;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.list;
import static org.assertj.core.api.InstanceOfAssertFactories.map;

import io.cemfleet.a2a.contract.ErrorReport;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.IncidentState;
import io.cemfleet.a2a.contract.NotificationEvent;
import io.cemfleet.a2a.contract.SendNotification;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.a2a.contract.SteerTraffic;
import io.cemfleet.a2a.contract.SteeringMethod;
import io.cemfleet.orchestrator.incident.AttemptState;
import io.cemfleet.orchestrator.incident.Autonomy;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tunnels are created and traffic is steered, each protection at its own pace. */
class ProvisionAndSteerPhaseTest {
    private static final String OWNER = "INC-2026-0777";
    private static final CallOutcome STEERED = new CallOutcome.Done(
            new SteerTraffic.Result(true, List.of("L3VPN-1"), List.of(), SteeringMethod.FLEET_COLOR, null));

    private final InMemoryKeyRegistry keys = new InMemoryKeyRegistry();

    private IncidentWorkUnit in(IncidentStage stage, Protection... protections) {
        return at(watched(stage), keys, protections);
    }

    private static Protection beside(ProtectionState state) {
        return WorkUnitFixtures.of("berlin", state);
    }

    private static Object detail(IncidentWorkUnit work, String name) {
        return Objects.requireNonNull(
                sent(work, StatusUpdate.Request.class).getFirst().details().get(name));
    }

    @Test
    void onceTunnelsStandOperatorsReadWhichAndTrafficIsSteered() {
        IncidentWorkUnit work = in(
                new IncidentStage.Provisioning(),
                provisioned(),
                beside(new ProtectionState.FailedHolding(ROUTE, TUNNEL_2, true)));

        IncidentPhases.advance(work);

        assertThat(work.stage()).isEqualTo(new IncidentStage.Steering());
        assertThat(messages(work)).containsExactly("Protection tunnel created (sr-mpls), steering traffic");
        assertThat(detail(work, "tunnels")).asInstanceOf(list(Object.class)).hasSize(1);
        assertThat(work.calls()).extracting("step").contains(CallStep.STEER);
    }

    @Test
    void aProtectionThatKeepsItsFormerTunnelIsNamedBesideTheNewOnes() {
        IncidentWorkUnit work = in(new IncidentStage.Provisioning(), provisioned(), other());

        IncidentPhases.advance(work);

        assertThat(detail(work, "tunnels")).asInstanceOf(list(Object.class)).hasSize(2);
    }

    @Test
    void onceTrafficIsSteeredOperatorsAreNotifiedOfWhatIsProtected() {
        // given
        IncidentWorkUnit work = in(
                new IncidentStage.Steering(),
                provisioned(),
                beside(new ProtectionState.FailedHolding(ROUTE, TUNNEL_2, true)));

        // when
        work.put(ProtectionWorkflow.answered(work, call(CallStep.STEER), provisioned(), STEERED));
        IncidentPhases.advance(work);

        // then
        assertThat(work.stage()).isEqualTo(new IncidentStage.Monitoring());
        assertThat(detail(work, "tunnels")).asInstanceOf(list(Object.class)).hasSize(1);
        assertThat(work.progress().protectedAt()).isEqualTo(work.now());
        assertThat(sent(work, SendNotification.Request.class))
                .singleElement()
                .returns(NotificationEvent.PROTECTION_ACTIVE, SendNotification.Request::event)
                .extracting(SendNotification.Request::details)
                .asInstanceOf(map(String.class, Object.class))
                .containsEntry("tunnel_id", TUNNEL.tunnelId())
                .containsEntry("services_steered", 1)
                .containsEntry("not_steered", Map.of("L3VPN-3", "failed_holding"));
    }

    @Test
    void anotherSteeringDoesNotChangeSinceWhenTrafficIsProtected() {
        IncidentWorkUnit work = in(new IncidentStage.Steering(), steered());
        work.update(work.progress().protectedSince(BEGIN));

        IncidentPhases.advance(work);

        assertThat(work.progress().protectedAt()).isEqualTo(BEGIN);
    }

    static Stream<IncidentStage> building() {
        return Stream.of(new IncidentStage.Provisioning(), new IncidentStage.Steering());
    }

    @ParameterizedTest
    @MethodSource("building")
    void whereOnlyAPlanIsLeftThatWaitsForApprovalTheIncidentWaitsForIt(IncidentStage stage) {
        IncidentWorkUnit work = in(
                stage,
                protection(new ProtectionState.Proposed(ROUTE, null, null, Autonomy.Mode.APPROVE)),
                beside(new ProtectionState.Failed(true)));

        IncidentPhases.advance(work);

        assertThat(work.stage()).isEqualTo(new IncidentStage.Computing());
        assertThat(work.progress().escalation()).isNull();
    }

    @ParameterizedTest
    @MethodSource("building")
    void whereAnotherIncidentProtectsTheRestItIsMonitored(IncidentStage stage) {
        keys.owners.put(KEY.traffic(), OWNER);
        IncidentWorkUnit work = in(
                stage, protection(new ProtectionState.Covered(OWNER, false)), beside(new ProtectionState.Failed(true)));

        IncidentPhases.advance(work);

        assertThat(work.stage()).isEqualTo(new IncidentStage.Monitoring());
    }

    @ParameterizedTest
    @MethodSource("building")
    void whereNothingIsLeftToBuildTheIncidentIsEscalated(IncidentStage stage) {
        IncidentWorkUnit work = in(stage, protection(new ProtectionState.Failed(true)));

        IncidentPhases.advance(work);

        assertThat(work.stage()).isEqualTo(new IncidentStage.Escalated(EscalationReason.UNPROTECTED, stage.phase()));
        assertThat(messages(work)).containsExactly("Services suffer and nothing protects them");
    }

    @ParameterizedTest
    @MethodSource("building")
    void aPathThatCouldNotBeHadIsPlannedAgainOnce(IncidentStage stage) {
        IncidentWorkUnit work = in(stage, protection(ProtectionState.Wanted.NEW));

        IncidentPhases.advance(work);

        assertThat(entered(work)).containsExactly(IncidentState.COMPUTING);
    }

    static Stream<ProtectionState> givenUp() {
        return Stream.of(new ProtectionState.Failed(false), new ProtectionState.FailedHolding(ROUTE, TUNNEL, false));
    }

    @ParameterizedTest
    @MethodSource("givenUp")
    void aProtectionThatWasGivenUpIsReportedOnceWhileTheRestGoesOn(ProtectionState state) {
        IncidentWorkUnit work = in(
                new IncidentStage.Provisioning(),
                protection(state),
                beside(new ProtectionState.Provisioned(ROUTE, TUNNEL_2, null)));

        IncidentPhases.advance(work);
        IncidentPhases.advance(work);

        assertThat(sent(work, ErrorReport.Request.class)).hasSize(1);
        assertThat(messages(work)).contains("Protection failed for 1 of 2, the rest goes on");
    }

    @Test
    void whereAllWasGivenUpAnOperatorHasToDecide() {
        IncidentWorkUnit work = in(new IncidentStage.Provisioning(), protection(new ProtectionState.Failed(false)));

        IncidentPhases.advance(work);

        assertThat(messages(work)).containsExactly("Protection failed for 1 of 1, an operator has to decide");
    }

    @Test
    void anAttemptWaitsForItsPause() {
        // given
        AttemptState paused = AttemptState.NONE.failed("busy", BEGIN.plusSeconds(35));
        IncidentWorkUnit work =
                in(new IncidentStage.Provisioning(), planned().in(planned().state(), paused));

        // when
        IncidentPhases.advance(work);

        // then
        assertThat(work.calls()).isEmpty();
        assertThat(work.wakeAt()).isEqualTo(BEGIN.plusSeconds(35));
    }

    @Test
    void aSteeringWhosePauseIsOverIsRepeated() {
        IncidentWorkUnit work = in(new IncidentStage.Steering(), provisioned());

        IncidentPhases.advance(work);

        assertThat(work.calls()).extracting("step").containsExactly(CallStep.STEER);
    }

    @ParameterizedTest
    @MethodSource("givenUp")
    void whatWasReportedIsNotReportedAgainOnceTheRestIsProtected(ProtectionState state) {
        // given
        Protection rest = beside(new ProtectionState.Provisioned(ROUTE, TUNNEL_2, null));
        IncidentWorkUnit work = in(new IncidentStage.Provisioning(), protection(state), rest);
        IncidentPhases.advance(work);

        // when
        work.put(other());
        IncidentPhases.advance(work);

        // then
        assertThat(work.stage()).isEqualTo(new IncidentStage.Monitoring());
        assertThat(sent(work, ErrorReport.Request.class)).hasSize(1);
    }

    @Test
    void noPathIsSoughtWhileATunnelIsBeingRemoved() {
        IncidentWorkUnit work = in(
                new IncidentStage.Provisioning(),
                protection(ProtectionState.Wanted.NEW),
                beside(new ProtectionState.FailedHolding(ROUTE, TUNNEL_2, true)));

        IncidentPhases.advance(work);

        assertThat(work.stage()).isEqualTo(new IncidentStage.Provisioning());
        assertThat(work.calls()).extracting("step").containsExactly(CallStep.CLEAN_UP);
    }
}
