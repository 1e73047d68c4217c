package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.BEGIN;
import static io.cemfleet.orchestrator.OrchestratorFixtures.PLAIN;
import static io.cemfleet.orchestrator.OrchestratorFixtures.seen;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.ID;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.LONE_ROUTE;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.ROUTE;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.TUNNEL;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.TUNNEL_2;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.at;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.fold;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.messages;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.other;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.protection;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.reported;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.sent;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.steered;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.watched;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.IncidentState;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.a2a.contract.RestorationUpdate;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.a2a.contract.WithdrawalReason;
import io.cemfleet.orchestrator.incident.AttemptState;
import io.cemfleet.orchestrator.incident.Autonomy;
import io.cemfleet.orchestrator.incident.CarryingTunnel;
import io.cemfleet.orchestrator.incident.IncidentFact;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the restoration monitor reports reaches operators and the audit trail, and moves only a watched incident. */
class RestorationReportsTest {
    private static final ProtectionState.Steered STEERED =
            (ProtectionState.Steered) steered().state();
    private static final CarryingTunnel HELD = new CarryingTunnel(ROUTE, TUNNEL, List.of("L3VPN-1"));

    private static IncidentWorkUnit in(IncidentStage stage, Protection... protections) {
        return at(watched(stage), protections);
    }

    private static void restored(IncidentWorkUnit work, String tunnelId) {
        fold(
                work,
                new IncidentFact.RestorationReported(new RestorationUpdate.Request(
                        ID, List.of(tunnelId), RestorationEvent.RESTORED, Map.of(), BEGIN, 1)));
    }

    static Stream<Arguments> reports() {
        IncidentStage monitoring = new IncidentStage.Monitoring();
        return Stream.of(
                arguments(
                        RestorationEvent.SLA_RECOVERED,
                        monitoring,
                        Map.of(),
                        "SLA recovered on original path, holding before restoration"),
                arguments(
                        RestorationEvent.HOLD_TIMER_STARTED,
                        monitoring,
                        Map.of(),
                        "Hold timer started (30 s, platinum)"),
                arguments(
                        RestorationEvent.HOLD_TIMER_EXPIRED,
                        monitoring,
                        Map.of("verified", true),
                        "Hold timer expired, SLA re-verified on original path"),
                arguments(
                        RestorationEvent.HOLD_TIMER_EXPIRED,
                        monitoring,
                        Map.of("verified", false),
                        "Hold timer expired, SLA could not be re-verified"),
                arguments(
                        RestorationEvent.STABILITY_VERIFIED,
                        monitoring,
                        Map.of(),
                        "Original path stable, restoring traffic gradually"),
                arguments(
                        RestorationEvent.RESTORATION_DEFERRED,
                        monitoring,
                        Map.of(),
                        "Original path recovered, but can't carry the returning traffic yet, traffic stays on its"
                                + " tunnels"),
                arguments(
                        RestorationEvent.CUTOVER_STAGE,
                        new IncidentStage.Restoring(),
                        Map.of("protection_weight", 75, "original_weight", 25, "stage", 1),
                        "Cutover 75/25: 25 % of the traffic on original path"),
                arguments(
                        RestorationEvent.CLEANUP_FAILED,
                        new IncidentStage.Restoring(),
                        Map.of("during", "cleanup"),
                        "A protection tunnel could not be removed"),
                arguments(
                        RestorationEvent.CLEANUP_FAILED,
                        new IncidentStage.Restoring(),
                        Map.of("during", "cutover"),
                        "Traffic could not be shifted, it stays where it is"));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void operatorsReadEachReport(
            RestorationEvent event, IncidentStage stage, Map<String, Object> details, String message) {
        IncidentWorkUnit work = in(stage, steered());

        String result = reported(work, event, details);

        assertThat(messages(work)).contains(message);
        assertThat(result).isEqualTo("folded");
    }

    @Test
    void onlyAReportOfTheHoldTimerNamesTheHoldTime() {
        // given
        IncidentWorkUnit recovered = in(new IncidentStage.Monitoring(), steered());
        IncidentWorkUnit holding = in(new IncidentStage.Monitoring(), steered());

        // when
        reported(recovered, RestorationEvent.SLA_RECOVERED, Map.of());
        reported(holding, RestorationEvent.HOLD_TIMER_STARTED, Map.of());

        // then
        assertThat(sent(recovered, StatusUpdate.Request.class).getFirst().details())
                .containsEntry("sla_tier", "platinum")
                .doesNotContainKey("hold_seconds");
        assertThat(sent(holding, StatusUpdate.Request.class).getFirst().details())
                .containsEntry("hold_seconds", 30L);
    }

    @ParameterizedTest
    @EnumSource(
            value = RestorationEvent.class,
            names = {"SLA_RECOVERED", "SLA_AFTER_STEERING", "CUTOVER_STAGE", "CUTOVER_HELD", "RESTORED"})
    void whatWasMeasuredOrMovedIsAuditedWithItsEvidence(RestorationEvent event) {
        IncidentWorkUnit work = in(new IncidentStage.Restoring(), steered());

        reported(work, event, Map.of());

        assertThat(work.audits())
                .anySatisfy(entry -> assertThat(entry.details()).containsKeys("tunnel_ids", "observed_at"));
    }

    @ParameterizedTest
    @EnumSource(
            value = RestorationEvent.class,
            names = {
                "SLA_RECOVERED",
                "HOLD_TIMER_STARTED",
                "HOLD_TIMER_EXPIRED",
                "STABILITY_VERIFIED",
                "RESTORATION_DEFERRED",
                "TELEMETRY_MISSING",
                "CUTOVER_STAGE"
            })
    void aReportDuringARoundOfPlanningMovesAndReportsNothing(RestorationEvent event) {
        // given
        IncidentWorkUnit work =
                in(new IncidentStage.Computing(), steered(), WorkUnitFixtures.of("vienna", ProtectionState.Wanted.NEW));
        IncidentPhases.advance(work);

        // when
        reported(work, event, Map.of("verified", true, "protection_weight", 75, "original_weight", 25, "stage", 1));

        // then
        assertThat(work.stage()).isEqualTo(new IncidentStage.Computing());
        assertThat(messages(work)).isEmpty();
    }

    @Test
    void aHoldTimerThatRunsAgainEndsTheReturn() {
        IncidentWorkUnit work = in(new IncidentStage.Restoring(), steered());

        reported(work, RestorationEvent.HOLD_TIMER_STARTED, Map.of());

        assertThat(work.stage()).isEqualTo(new IncidentStage.Monitoring());
    }

    @ParameterizedTest
    @EnumSource(
            value = RestorationEvent.class,
            names = {"SLA_RELAPSED", "RESTORED"})
    void aRelapseAndARestorationEndWhatHeldTheCutover(RestorationEvent event) {
        // given
        IncidentWorkUnit work = in(new IncidentStage.Restoring(), steered(), other());
        reported(work, RestorationEvent.CUTOVER_HELD, Map.of("code", "automation_stopped"));
        assertThat(work.progress().escalation()).isNotNull();

        // when
        reported(work, event, Map.of());

        // then
        assertThat(work.progress().escalation()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"monitoring", "restoring"})
    void aPartThatIsBackIsReportedWithTheProtectionsThatAreLeft(String stage) {
        IncidentWorkUnit work = in(
                stage.equals("monitoring") ? new IncidentStage.Monitoring() : new IncidentStage.Restoring(),
                steered(),
                other());

        restored(work, TUNNEL.tunnelId());

        assertThat(sent(work, StatusUpdate.Request.class))
                .singleElement()
                .returns(
                        "Traffic of a part of the protections is back on original path, 1 to go",
                        StatusUpdate.Request::message)
                .returns(List.of(PLAIN), update -> update.details().get("protections_left"));
    }

    @Test
    void theLastPartThatIsBackResolvesAMonitoredIncident() {
        IncidentWorkUnit work = in(new IncidentStage.Monitoring(), steered());

        reported(work, RestorationEvent.RESTORED, Map.of());

        assertThat(work.stage().label()).isEqualTo(IncidentState.CLOSED);
        assertThat(messages(work)).isEmpty();
    }

    @Test
    void trafficThatIsBackDuringARoundOfPlanningDoesNotEndTheIncident() {
        IncidentWorkUnit work = in(new IncidentStage.Assessing(), steered());

        IncidentPhases.fold(
                work, new IncidentFact.RestorationReported(seen(ID, RestorationEvent.RESTORED, 1, Map.of())));

        assertThat(work.stage()).isEqualTo(new IncidentStage.Assessing());
        assertThat(messages(work)).isEmpty();
    }

    @Test
    void aMonitoredIncidentWhoseTrafficIsAllBackIsResolved() {
        IncidentWorkUnit work =
                in(new IncidentStage.Monitoring(), protection(new ProtectionState.Restored(ROUTE, TUNNEL)));

        IncidentPhases.advance(work);

        assertThat(work.stage().label()).isEqualTo(IncidentState.CLOSED);
    }

    @Test
    void anEscalatedIncidentWithoutTrafficOnATunnelIsNotMonitored() {
        IncidentStage escalated = new IncidentStage.Escalated(EscalationReason.PROVISION_FAILED, "4");
        IncidentWorkUnit work = in(escalated, protection(new ProtectionState.Failed(true)));

        reported(work, RestorationEvent.SLA_RECOVERED, Map.of());

        assertThat(work.stage()).isEqualTo(escalated);
        assertThat(messages(work)).isEmpty();
    }

    static Stream<ProtectionState> onATunnel() {
        return Stream.of(
                STEERED,
                STEERED.returning(25, 75),
                new ProtectionState.Wanted(HELD, null),
                new ProtectionState.Proposed(LONE_ROUTE, HELD, null, Autonomy.Mode.APPROVE),
                new ProtectionState.FailedHolding(ROUTE, TUNNEL, true));
    }

    @ParameterizedTest
    @MethodSource("onATunnel")
    void trafficThatIsBackIsRestoredAlsoWhileAnotherPathIsSought(ProtectionState state) {
        IncidentWorkUnit work = in(new IncidentStage.Restoring(), protection(state), other());

        restored(work, TUNNEL.tunnelId());

        assertThat(work.protections().getFirst().state()).isEqualTo(new ProtectionState.Restored(ROUTE, TUNNEL));
    }

    static Stream<ProtectionState> notOnATunnel() {
        return Stream.of(
                new ProtectionState.Wanted(null, TUNNEL),
                new ProtectionState.Proposed(ROUTE, null, TUNNEL, Autonomy.Mode.APPROVE),
                new ProtectionState.FailedHolding(null, TUNNEL, true),
                new ProtectionState.FailedHolding(ROUTE, TUNNEL, true, false, WithdrawalReason.MADE_WORSE));
    }

    @ParameterizedTest
    @MethodSource("notOnATunnel")
    void aTunnelThatCarriedNothingIsNotRestored(ProtectionState state) {
        IncidentWorkUnit work = in(new IncidentStage.Restoring(), protection(state), other());

        restored(work, TUNNEL.tunnelId());

        assertThat(work.protections().getFirst().state()).isNotInstanceOf(ProtectionState.Restored.class);
    }

    @Test
    void onlyTheNamedTunnelIsLeftBehind() {
        IncidentWorkUnit work = in(new IncidentStage.Restoring(), steered(), other());

        fold(
                work,
                new IncidentFact.RestorationReported(new RestorationUpdate.Request(
                        ID,
                        List.of(TUNNEL_2.tunnelId()),
                        RestorationEvent.CLEANUP_FAILED,
                        Map.of("during", "cleanup"),
                        BEGIN,
                        1)));

        assertThat(work.protections())
                .extracting(protection -> protection.state().label())
                .containsExactly("steered", "failed_holding");
    }

    @Test
    void operatorsAreNotifiedOnceOfWhatIsLeftInTheNetwork() {
        // given
        ProtectionState holding = new ProtectionState.FailedHolding(ROUTE, null, true);
        Protection left = protection(holding).in(holding, AttemptState.NONE.exhausted(3, "no answer"));
        IncidentWorkUnit work = in(new IncidentStage.Escalated(EscalationReason.TELEMETRY_MISSING, "6"), left, other());

        // when
        reported(work, RestorationEvent.RESTORED, Map.of());
        reported(work, RestorationEvent.RESTORED, Map.of());

        // then
        assertThat(work.stage()).isEqualTo(new IncidentStage.Escalated(EscalationReason.CLEANUP_FAILED, "6"));
        assertThat(messages(work)).containsExactly("Something is left in the network");
    }
}
