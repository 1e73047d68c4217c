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

/** Move the services' traffic onto the tunnels of a wave */
public interface SteerTunnels {
    TaskType<Request, Result> TYPE = TaskType.of(
                    "steer_tunnels",
                    AgentName.TUNNEL_PROVISIONING,
                    Set.of(AgentName.ORCHESTRATOR),
                    Request.class,
                    Result.class,
                    "Move the services' traffic onto the tunnels of a wave")
            .within(Duration.ofSeconds(60));

    /** @param items each with the payload of {@code steer_traffic} */
    @OneWave
    record Request(
            @NotBlank String incidentId,
            long planRevision,
            @NotEmpty @Size(max = TunnelWave.MOST_ITEMS) @Valid List<WaveItem<SteerTraffic.Request>> items)
            implements TunnelWave<SteerTraffic.Request> {}

    /** @param results one for each item, in the same order */
    record Result(List<WaveAnswer<SteerTraffic.Result>> results) {}
}
