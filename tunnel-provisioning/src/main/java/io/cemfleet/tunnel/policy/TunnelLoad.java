package io.cemfleet.tunnel.policy;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a tunnel carries, or is to carry.
 *
 * @param demandMbps Mbit/s, absent: not known
 */
public record TunnelLoad(Set<String> services, @Nullable Double demandMbps) {

    public TunnelLoad {
        services = Set.copyOf(services);
    }

    /** The demand; an unknown demand counts as assumed, never as zero. */
    public double demandOr(double assumed) {
        return demandMbps == null ? assumed : demandMbps;
    }
}
