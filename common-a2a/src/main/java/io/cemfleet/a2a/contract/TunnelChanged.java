package io.cemfleet.a2a.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A protection tunnel was lost or altered in the network */
public interface TunnelChanged {
    TaskType<Request, NoticeAccepted> TYPE = TaskType.of(
            "tunnel_changed",
            AgentName.ORCHESTRATOR,
            Set.of(AgentName.TUNNEL_PROVISIONING),
            Request.class,
            NoticeAccepted.class,
            "A protection tunnel is not in the network as it was made");

    /** @param details what differs: expected and found */
    record Request(
            @NotBlank String incidentId,
            @NotBlank String protectionKey,
            @NotBlank String tunnelId,
            @NotNull Change change,
            @NotNull Map<String, Object> details,
            @NotNull Instant occurredAt) {}

    /** How it differs. */
    enum Change {
        /** The policy is gone. */
        LOST,
        /** The policy has another path, preference or weights, or is down. */
        ALTERED;

        /** The value on the wire. */
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
