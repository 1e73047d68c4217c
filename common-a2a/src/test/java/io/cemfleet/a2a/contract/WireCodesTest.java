package io.cemfleet.a2a.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
    void anotherCodeIsNoWriteRefusal() {
        assertThat(WriteRefusal.of("cnc_refused")).isEmpty();
        assertThat(WriteRefusal.of("AUTOMATION_STOPPED")).isEmpty();
    }
}
