package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Split traffic between protection and original path */
public interface ShiftTraffic {
    TaskType<Request, Result> TYPE = TaskType.of(
                    "shift_traffic",
                    AgentName.TUNNEL_PROVISIONING,
                    Set.of(AgentName.RESTORATION_MONITOR, AgentName.ORCHESTRATOR),
                    Request.class,
                    Result.class,
                    "Share traffic between protection and original path")
            .within(Duration.ofSeconds(60));

    /**
     * Weights in percent; they add up to 100.
     *
     * @param pathVersion of the path that the sender expects the tunnel to have; another one in force is
     *     {@code path_version_mismatch}
     */
    record Request(
            @NotBlank String tunnelId,
            @Min(0) @Max(100) int protectionWeight,
            @Min(0) @Max(100) int originalWeight,
            long planRevision,
            @Valid @Nullable Approval approval,
            @Nullable Long pathVersion) {

        public Request(String tunnelId, int protectionWeight, int originalWeight, long planRevision) {
            this(tunnelId, protectionWeight, originalWeight, planRevision, null, null);
        }
    }
    /**
     * @param weightsInForce as read back
     * @param measuredShares as measured, null where nothing measures them
     */
    record Result(
            Weights weightsRequested,
            Weights weightsInForce,
            @Nullable MeasuredShares measuredShares,
            CutoverMethod cutoverMethod) {}

    record Weights(int protectionWeight, int originalWeight) {}

    /** Shares of the traffic, 0 to 1. */
    record MeasuredShares(double protectionShare, double originalShare) {}
}
