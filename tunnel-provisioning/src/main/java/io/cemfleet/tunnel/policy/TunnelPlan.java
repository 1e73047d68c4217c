package io.cemfleet.tunnel.policy;

import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the orchestrator requests: the protection path, the path to return to, and the services to carry.
 *
 * @param demandMbps of the services, Mbit/s, absent: not known
 */
public record TunnelPlan(
        PlannedPath path, PlannedPath original, List<String> services, long revision, @Nullable Double demandMbps) {

    public TunnelPlan {
        services = List.copyOf(services);
    }

    /** With more services. */
    public TunnelPlan carryingToo(List<String> more) {
        var all = new LinkedHashSet<>(services);
        all.addAll(more);
        return new TunnelPlan(path, original, List.copyOf(all), revision, demandMbps);
    }

    /** With another path to return to. */
    public TunnelPlan returningTo(PlannedPath newOriginal) {
        return new TunnelPlan(path, newOriginal, services, revision, demandMbps);
    }

    /** Whether protection and original path have the same segment lists in both. */
    public boolean sameSegments(TunnelPlan other) {
        return path.sids().equals(other.path.sids()) && original.sids().equals(other.original.sids());
    }
}
