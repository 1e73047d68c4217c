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

/** Share traffic between protection and original path, for the tunnels of a wave */
public interface ShiftTunnels {
    TaskType<Request, Result> TYPE = TaskType.of(
                    "shift_tunnels",
                    AgentName.TUNNEL_PROVISIONING,
                    Set.of(AgentName.RESTORATION_MONITOR, AgentName.ORCHESTRATOR),
                    Request.class,
                    Result.class,
                    "Share traffic between protection and original path, for the tunnels of a wave")
            .within(Duration.ofSeconds(60));

    /** @param items each with the payload of {@code shift_traffic} */
    @OneWave
    record Request(
            @NotBlank String incidentId,
            long planRevision,
            @NotEmpty @Size(max = TunnelWave.MOST_ITEMS) @Valid List<WaveItem<ShiftTraffic.Request>> items)
            implements TunnelWave<ShiftTraffic.Request> {}

    /** @param results one for each item, in the same order */
    record Result(List<WaveAnswer<ShiftTraffic.Result>> results) {}
}
