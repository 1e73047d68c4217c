package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Remove the protection tunnels of a wave */
public interface DeleteTunnels {
    TaskType<Request, Result> TYPE = TaskType.of(
                    "delete_tunnels",
                    AgentName.TUNNEL_PROVISIONING,
                    Set.of(AgentName.RESTORATION_MONITOR, AgentName.ORCHESTRATOR),
                    Request.class,
                    Result.class,
                    "Remove the protection tunnels of a wave")
            .within(Duration.ofSeconds(60));

    /** @param items each with the payload of {@code delete_tunnel} */
    @OneWave
    record Request(
            @NotBlank String incidentId,
            long planRevision,
            @NotEmpty @Size(max = TunnelWave.MOST_ITEMS) @Valid List<WaveItem<DeleteTunnel.Request>> items)
            implements TunnelWave<DeleteTunnel.Request> {}

    /** @param results one for each item, in the same order */
    record Result(List<WaveAnswer<DeleteTunnel.Result>> results) {}
}
