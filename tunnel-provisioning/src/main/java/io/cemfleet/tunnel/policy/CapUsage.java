package io.cemfleet.tunnel.policy;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What automation holds when a write is evaluated.
 *
 * @param others what the other tunnels hold
 * @param held what the write's own tunnel already holds, absent: nothing
 */
public record CapUsage(OtherTunnelsUsage others, @Nullable TunnelLoad held) {

    /**
     * @param services may be a view, good until the next write is evaluated
     * @param demandMbps with the assumed demand where none is known
     * @param changesAtHeadEnd other writes admitted there in the last 60 minutes
     */
    public record OtherTunnelsUsage(
            long tunnels, long tunnelsAtHeadEnd, Set<String> services, double demandMbps, long changesAtHeadEnd) {}
}
