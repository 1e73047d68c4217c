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

/** Make the protection tunnels of a wave, without moving traffic */
public interface ProvisionTunnels {
    TaskType<Request, Result> TYPE = TaskType.of(
                    "provision_tunnels",
                    AgentName.TUNNEL_PROVISIONING,
                    Set.of(AgentName.ORCHESTRATOR),
                    Request.class,
                    Result.class,
                    "Make the protection tunnels of a wave, without moving traffic")
            .within(Duration.ofSeconds(60));

    /** @param items each with the payload of {@code provision_tunnel} */
    @OneWave
    record Request(
            @NotBlank String incidentId,
            long planRevision,
            @NotEmpty @Size(max = TunnelWave.MOST_ITEMS) @Valid List<WaveItem<ProvisionTunnel.Request>> items)
            implements TunnelWave<ProvisionTunnel.Request> {}

    /** @param results one for each item, in the same order */
    record Result(List<WaveAnswer<ProvisionTunnel.Result>> results) {}
}
