package io.cemfleet.a2a.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes on the wire stay as they are, and those of a newer peer are values, not errors. */
class WireCodesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void escalationReasonsStayAsTheyAreOnTheWire() {
        assertThat(Stream.of(EscalationReason.values()).map(EscalationReason::wire))
                .containsExactlyInAnyOrder(
                        "no_alternate_path",
                        "no_room",
                        "own_congestion",
                        "impact_unavailable",
                        "path_computation_unavailable",
                        "provision_failed",
                        "head_end_busy",
                        "not_steered",
                        "unprotected",
                        "monitoring_unavailable",
                        "telemetry_missing",
                        "cutover_held",
                        "cutover_failed",
                        "cleanup_failed",
                        "did_not_help",
                        "made_worse",
                        "tunnel_lost",
                        "plan_rejected",
                        "automation_stopped",
                        "change_freeze",
                        "protected_node",
                        "cap_exceeded",
                        "approval_missing",
                        "unknown");
    }

    @ParameterizedTest
    @EnumSource
    void anEscalationReasonIsReadFromTheJsonItIsWrittenAs(EscalationReason reason) throws JsonProcessingException {
        String json = JSON.writeValueAsString(reason);

        assertThat(json).isEqualTo('"' + reason.wire() + '"');
        assertThat(JSON.readValue(json, EscalationReason.class)).isEqualTo(reason);
    }

    @Test
    void anEscalationReasonOfANewerPeerIsUnknown() throws JsonProcessingException {
        assertThat(JSON.readValue("\"of_a_newer_version\"", EscalationReason.class))
                .isEqualTo(EscalationReason.UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource
    void aWriteRefusalIsReadFromItsTextAndIsAnEscalationReason(WriteRefusal refusal) throws JsonProcessingException {
        assertThat(WriteRefusal.of(refusal.wire())).contains(refusal);
        assertThat(JSON.readValue('"' + refusal.wire() + '"', WriteRefusal.class))
                .isEqualTo(refusal);
        assertThat(EscalationReason.of(refusal.wire())).isNotEqualTo(EscalationReason.UNKNOWN);
    }

    @Test
    void tunnelFailureCodesStayAsTheyAreOnTheWire() {
        assertThat(Stream.of(TunnelFailureCode.values()).map(TunnelFailureCode::wire))
                .containsExactlyInAnyOrder(
                        "stale_plan",
                        "te_type_unsupported",
                        "unknown_node",
                        "unknown_tunnel",
                        "path_version_mismatch",
                        "protection_changed",
                        "path_invalid",
                        "sid_depth_exceeded",
                        "dry_run_failed",
                        "binding_sid_exhausted",
                        "fleet_color_exhausted",
                        "automation_stopped",
                        "change_freeze",
                        "protected_node",
                        "cap_exceeded",
                        "approval_missing",
                        "not_ours",
                        "automation_owned",
                        "no_preference_left",
                        "cnc_unavailable",
                        "cnc_forbidden",
                        "cnc_refused",
                        "plan_failed",
                        "plan_timeout",
                        "verify_failed",
                        "not_active",
                        "not_steerable",
                        "not_provisioned",
                        "not_steered",
                        "delete_not_confirmed",
                        "head_end_busy",
                        "weights_invalid");
    }

    @ParameterizedTest
    @EnumSource
    void aTunnelFailureCodeIsReadFromItsText(TunnelFailureCode code) {
        assertThat(TunnelFailureCode.of(code.wire())).contains(code);
        assertThat(code.refusedBy().map(WriteRefusal::wire)).isIn(Optional.empty(), Optional.of(code.wire()));
    }

    @Test
    void everyWriteRefusalIsATunnelFailureCodeThatNoRetryOvercomes() {
        assertThat(WriteRefusal.values()).allSatisfy(refusal -> assertThat(TunnelFailureCode.of(refusal.wire()))
                .hasValueSatisfying(code -> {
                    assertThat(code.refusedBy()).contains(refusal);
                    assertThat(code.verdict()).isTrue();
                    assertThat(code.refusal()).isTrue();
                    assertThat(code.retryable()).isFalse();
                }));
    }

    @Test
    void anErrorCodeOfANewerOrAnotherAgentIsNoTunnelFailureCode() {
        assertThat(TunnelFailureCode.of("topology_unavailable")).isEmpty();
        assertThat(TunnelFailureCode.of("")).isEmpty();
    }

    @Test
    void anotherCodeIsNoWriteRefusal() {
        assertThat(WriteRefusal.of("cnc_refused")).isEmpty();
        assertThat(WriteRefusal.of("AUTOMATION_STOPPED")).isEmpty();
    }

    @Test
    void steeringMethodsAndReasonsStayAsTheyAreOnTheWire() {
        assertThat(Stream.of(SteeringMethod.values()).map(SteeringMethod::wire))
                .containsExactlyInAnyOrder("candidate_path_preference", "fleet_color", "unknown");
        assertThat(Stream.of(NotSteeredReason.values()).map(NotSteeredReason::wire))
                .containsExactlyInAnyOrder(
                        "unknown_service",
                        "not_at_both_ends",
                        "no_color",
                        "other_color",
                        "cnc_unavailable",
                        "cnc_forbidden",
                        "cnc_refused",
                        "unknown");
    }

    @Test
    void steeringOutcomesAndWithdrawalReasonsStayAsTheyAreOnTheWire() {
        assertThat(Stream.of(SteeringOutcome.values()).map(SteeringOutcome::wire))
                .containsExactlyInAnyOrder("helped", "not_helped", "made_worse", "relieved", "unknown");
        assertThat(Stream.of(WithdrawalReason.values()).map(WithdrawalReason::wire))
                .containsExactlyInAnyOrder("made_worse", "did_not_help", "path_degraded", "own_congestion", "unknown");
    }

    @ParameterizedTest
    @EnumSource
    void aWithdrawalReasonIsReadFromTheJsonItIsWrittenAs(WithdrawalReason reason) throws JsonProcessingException {
        String json = JSON.writeValueAsString(reason);

        assertThat(json).isEqualTo('"' + reason.wire() + '"');
        assertThat(JSON.readValue(json, WithdrawalReason.class)).isEqualTo(reason);
        assertThat(WithdrawalReason.of("of_a_newer_version")).isEqualTo(WithdrawalReason.UNKNOWN);
        assertThat(SteeringOutcome.of("of_a_newer_version")).isEqualTo(SteeringOutcome.UNKNOWN);
    }

    @Test
    void aSteeringResultOfANewerPeerIsReadWithUnknownValues() throws JsonProcessingException {
        assertThat(JSON.readValue("\"by_magic\"", SteeringMethod.class)).isEqualTo(SteeringMethod.UNKNOWN);
        assertThat(JSON.readValue("\"too_heavy\"", NotSteeredReason.class)).isEqualTo(NotSteeredReason.UNKNOWN);
        assertThat(JSON.readValue("\"no_color\"", NotSteeredReason.class)).isEqualTo(NotSteeredReason.NO_COLOR);
    }

    @Test
    void protectionStatusesAndIncidentStatesStayAsTheyAreOnTheWire() {
        assertThat(Stream.of(ProtectionStatus.values()).map(ProtectionStatus::wire))
                .containsExactlyInAnyOrder(
                        "wanted",
                        "no_path",
                        "unneeded",
                        "covered",
                        "proposed",
                        "planned",
                        "provisioned",
                        "steered",
                        "returning",
                        "restored",
                        "failed",
                        "failed_holding",
                        "unknown");
        assertThat(IncidentState.known().stream().map(IncidentState::wire))
                .containsExactly(
                        "detecting",
                        "dampening",
                        "assessing",
                        "computing",
                        "provisioning",
                        "steering",
                        "monitoring",
                        "restoring",
                        "escalated",
                        "closed");
        assertThat(Stream.of(WaitingFor.values()).map(WaitingFor::wire))
                .containsExactlyInAnyOrder("approval", "unknown");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no_color",
                "cnc_unavailable",
                "path_invalid",
                "not_steered",
                "change_freeze",
                "wanted",
                "failed_holding",
                "pending",
                "refused_403",
                "unknown",
                ""
            })
    void theReasonOfAServiceOffItsTunnelIsWrittenAsItWasRead(String code) throws JsonProcessingException {
        UnsteeredReason read = JSON.readValue('"' + code + '"', UnsteeredReason.class);

        assertThat(read.wire()).isEqualTo(code);
        assertThat(JSON.writeValueAsString(read)).isEqualTo('"' + code + '"');
    }

    @Test
    void aReasonOfAServiceOffItsTunnelIsOfTheEnumThatHasItsCode() {
        assertThat(UnsteeredReason.of("no_color")).isEqualTo(NotSteeredReason.NO_COLOR);
        assertThat(UnsteeredReason.of("path_invalid")).isEqualTo(TunnelFailureCode.PATH_INVALID);
        assertThat(UnsteeredReason.of("wanted")).isEqualTo(ProtectionStatus.WANTED);
        assertThat(UnsteeredReason.of("pending")).isEqualTo(UnsteeredReason.Pending.PENDING);
        assertThat(UnsteeredReason.of("refused_403")).isEqualTo(new UnsteeredReason.Other("refused_403"));
    }

    @Test
    void aStatusOfANewerPeerIsUnknown() throws JsonProcessingException {
        assertThat(JSON.readValue("\"of_a_newer_version\"", IncidentState.class))
                .isEqualTo(IncidentState.UNKNOWN);
        assertThat(JSON.readValue("\"of_a_newer_version\"", ProtectionStatus.class))
                .isEqualTo(ProtectionStatus.UNKNOWN);
        assertThat(JSON.readValue("\"of_a_newer_version\"", WaitingFor.class)).isEqualTo(WaitingFor.UNKNOWN);
    }

    @Test
    void codesOfUnansweredQueriesAndRefusedActionsStayAsTheyAreOnTheWire() {
        assertThat(Stream.of(QueryFailureCode.values()).map(QueryFailureCode::wire))
                .containsExactlyInAnyOrder(
                        "topology_unavailable",
                        "services_unavailable",
                        "unknown_incident",
                        "unknown_link",
                        "unknown_node",
                        "unknown_service",
                        "unknown_alert",
                        "unknown_version",
                        "bad_constraints");
        assertThat(Stream.of(ActionRefusal.values()).map(ActionRefusal::wire))
                .containsExactlyInAnyOrder("version_moved_on", "not_supported_in_state", "bad_parameters");
    }
}
