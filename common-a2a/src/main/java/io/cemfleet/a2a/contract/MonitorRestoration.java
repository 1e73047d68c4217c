package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Watch the original path, then return traffic in steps */
public interface MonitorRestoration {
    TaskType<Request, NoticeAccepted> TYPE = TaskType.of(
            "monitor_restoration",
            AgentName.RESTORATION_MONITOR,
            Set.of(AgentName.ORCHESTRATOR),
            Request.class,
            NoticeAccepted.class,
            "Watch the original path, then bring traffic back in steps");

    /**
     * @param slaTier the highest tier of the incident: it sets the hold time
     * @param loadCaused true where load is known to be the cause, as with a forecast; else measurements decide
     */
    record Request(
            @NotBlank String incidentId,
            @NotEmpty @Valid List<WatchedProtection> protections,
            @NotNull SlaTier slaTier,
            @Nullable CutoverMode cutoverMode,
            @Nullable List<String> degradedLinks,
            @Nullable Integer relapses,
            long planRevision,
            @Nullable URI callbackUrl,
            @Nullable Boolean loadCaused) {}

    /**
     * @param color of the protected routes, absent for plain IGP
     * @param demandMbps of the protected traffic, Mbit/s, absent where it is not known
     * @param steeredAt when traffic was put on the tunnel; absent: just before the request
     * @param prediction what the plan expected: after steering it is compared with what is measured
     * @param tier the highest of its services; where not all traffic fits, the lowest waits longest
     * @param pathVersion of the tunnel's path, sent with each shift
     */
    record WatchedProtection(
            @NotBlank String tunnelId,
            @NotNull @Valid OriginalPath originalPath,
            @NotNull @Valid ComputedPath protectionPath,
            @NotNull List<String> services,
            @NotNull SlaLimits slaLimits,
            @Nullable Integer color,
            @Nullable @PositiveOrZero Double demandMbps,
            @Nullable Instant steeredAt,
            @Nullable PlacementPrediction prediction,
            @Nullable SlaTier tier,
            @Nullable Long pathVersion) {

        /** The same with another moment from which traffic is on the tunnel. */
        public WatchedProtection withSteeredAt(@Nullable Instant moment) {
            return new WatchedProtection(
                    tunnelId,
                    originalPath,
                    protectionPath,
                    services,
                    slaLimits,
                    color,
                    demandMbps,
                    moment,
                    prediction,
                    tier,
                    pathVersion);
        }
    }
}
