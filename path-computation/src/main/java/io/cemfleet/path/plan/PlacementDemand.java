package io.cemfleet.path.plan;

import io.cemfleet.a2a.contract.SlaLimits;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.path.constraint.PathConstraints;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A protection to be placed.
 *
 * @param key unique in its plan; an earlier reservation under it is replaced
 * @param alternatives the number of requested paths besides the first
 */
public record PlacementDemand(
        String key, PathConstraints constraints, ServicePromise promise, DemandTraffic traffic, int alternatives) {

    /**
     * The SLA, and the number of services that have it.
     *
     * @param limits absent: not known
     * @param services that the protection covers
     */
    public record ServicePromise(SlaTier tier, @Nullable SlaLimits limits, int services) {}

    /**
     * The traffic to be moved.
     *
     * @param measuredMbps absent where it is not measured
     * @param boundMbps its upper bound; absent where there is none
     * @param currentLinks the links that it crosses now
     * @param originalLinks the links that it returns to: the same, unless a cut already rerouted it
     */
    public record DemandTraffic(
            @Nullable Double measuredMbps,
            @Nullable Double boundMbps,
            List<String> currentLinks,
            List<String> originalLinks) {

        public DemandTraffic {
            currentLinks = List.copyOf(currentLinks);
            originalLinks = List.copyOf(originalLinks);
        }

        /** The demand in Mbit/s, at least 0: the measured value, else the bound, else the assumed demand. */
        double size(double assumedMbps) {
            var known = measuredMbps == null ? boundMbps : measuredMbps;
            return known == null ? assumedMbps : Math.max(0, known);
        }
    }

    /** A delay bound that equals the SLA is treated like the SLA: the path may also be better than now. */
    PathConstraints constraintsOfCaller() {
        var bound = constraints.limits().maxDelayMs();
        var limits = promise.limits();
        return bound != null && limits != null && bound == limits.latencyMs()
                ? constraints.withMaxDelay(null)
                : constraints;
    }
}
