package io.cemfleet.path.plan;

import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.path.constraint.PathConstraints;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A protection to be placed.
 *
 * @param demandMbps absent where unknown: then nothing is reserved
 * @param currentLinks what its traffic crosses now
 */
public record Demand(
        String key, SlaTier tier, @Nullable Double demandMbps, PathConstraints constraints, List<String> currentLinks) {

    double size() {
        return demandMbps == null ? 0 : Math.max(0, demandMbps);
    }

    /** The constraints with at least the demand as bandwidth. */
    PathConstraints sized() {
        var asked = constraints.limits().minBandwidthMbps();
        double wanted = Math.max(asked == null ? 0 : asked, size());
        return wanted > 0 ? constraints.withMinBandwidth(wanted) : constraints;
    }
}
