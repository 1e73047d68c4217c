package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Create a protection tunnel, without moving traffic */
public interface ProvisionTunnel {
    TaskType<Request, Result> TYPE = TaskType.of(
                    "provision_tunnel",
                    AgentName.TUNNEL_PROVISIONING,
                    Set.of(AgentName.ORCHESTRATOR),
                    Request.class,
                    Result.class,
                    "Make a protection tunnel, without moving traffic")
            .within(Duration.ofSeconds(60));

    /**
     * @param color the colour its services' routes carry, null for plain IGP
     * @param teType none: the agent detects what the head-end can do
     * @param planRevision fences older plans: a lower one than seen is refused
     * @param avoidLinks degraded and ambiguous links that no branch may cross; absent: the original path's links that
     *     the new path does not have
     * @param demandMbps demand of the services, Mbit/s, which the cap on moved traffic counts; absent: not known
     */
    record Request(
            @NotBlank String incidentId,
            @NotBlank String protectionKey,
            @NotBlank String headEnd,
            @NotBlank String endPoint,
            @Nullable Integer color,
            @Nullable TeType teType,
            @NotNull @Valid ComputedPath path,
            @NotNull @Valid OriginalPath originalPath,
            @NotNull List<String> services,
            long planRevision,
            @Nullable List<String> avoidLinks,
            @Valid @Nullable Approval approval,
            @PositiveOrZero @Nullable Double demandMbps) {}
    /**
     * @param bindingSid none: the head-end chose it
     * @param pathVersion rises with each new path of the tunnel that is in the network
     */
    record Result(
            String tunnelId,
            @Nullable SegmentId bindingSid,
            TeType teType,
            String state,
            Map<String, Object> dryRun,
            @Nullable Long pathVersion) {}
}
