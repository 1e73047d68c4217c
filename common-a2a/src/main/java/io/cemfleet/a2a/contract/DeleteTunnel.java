package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Remove a protection tunnel */
public interface DeleteTunnel {
    TaskType<Request, Result> TYPE = TaskType.of(
                    "delete_tunnel",
                    AgentName.TUNNEL_PROVISIONING,
                    Set.of(AgentName.RESTORATION_MONITOR, AgentName.ORCHESTRATOR),
                    Request.class,
                    Result.class,
                    "Remove a protection tunnel")
            .within(Duration.ofSeconds(60));

    record Request(@NotBlank String tunnelId, long planRevision, @Valid @Nullable Approval approval) {

        public Request(String tunnelId, long planRevision) {
            this(tunnelId, planRevision, null);
        }
    }
    /** @param deleted true only when the network was read back and the tunnel is gone */
    record Result(boolean deleted, boolean bindingSidReleased) {}
}
