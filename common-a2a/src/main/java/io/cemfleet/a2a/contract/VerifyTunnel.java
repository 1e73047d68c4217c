package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import java.util.Set;

/** Whether the network has a tunnel as planned */
public interface VerifyTunnel {
    TaskType<Request, Result> TYPE = TaskType.of(
            "verify_tunnel",
            AgentName.TUNNEL_PROVISIONING,
            Set.of(AgentName.ORCHESTRATOR, AgentName.RESTORATION_MONITOR),
            Request.class,
            Result.class,
            "Whether a tunnel stands as planned");

    record Request(@NotBlank String tunnelId) {}

    record Result(boolean exists, boolean operational, List<String> path, boolean matchesPlan) {}
}
