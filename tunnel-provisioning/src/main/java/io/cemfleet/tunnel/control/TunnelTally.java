package io.cemfleet.tunnel.control;

import io.cemfleet.tunnel.policy.TunnelLoad;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.ResourceHolderSupport;

/** What tunnels hold together, kept up to date for one transaction. Not safe for threads. */
final class TunnelTally extends ResourceHolderSupport {

    /**
     * A tunnel that holds resources.
     *
     * @param plan what it carries by its plan
     * @param intended what it would carry by the plan that is about to replace it; absent where none is
     */
    record CountedTunnel(String tunnelId, String headEnd, TunnelLoad plan, @Nullable TunnelLoad intended) {

        double demandOr(double assumed) {
            double now = plan.demandOr(assumed);
            return intended == null ? now : Math.max(now, intended.demandOr(assumed));
        }
    }

    private final double assumedMbps;
    private final Map<String, CountedTunnel> counted = new HashMap<>();
    private final Map<String, Integer> atHeadEnd = new HashMap<>();
    private final Map<String, Integer> services = new HashMap<>();
    private double demandMbps;
    private @Nullable String aside;

    /** @param assumedMbps demand of a tunnel whose demand is not known */
    TunnelTally(double assumedMbps, Collection<CountedTunnel> tunnels) {
        this.assumedMbps = assumedMbps;
        tunnels.forEach(this::add);
    }

    /**
     * Leaves out the tunnel of the next write, and counts the one of the last write again.
     *
     * @param now a tunnel as it is stored; empty where it holds nothing
     */
    void setAside(String tunnelId, Function<String, Optional<CountedTunnel>> now) {
        if (aside != null) {
            now.apply(aside).ifPresent(this::add);
        }
        aside = tunnelId;
        var known = counted.remove(tunnelId);
        if (known != null) {
            count(known, -1);
        }
    }

    private void add(CountedTunnel tunnel) {
        counted.put(tunnel.tunnelId(), tunnel);
        count(tunnel, 1);
    }

    long tunnels() {
        return counted.size();
    }

    long tunnelsAt(String headEnd) {
        return atHeadEnd.getOrDefault(headEnd, 0);
    }

    double demandMbps() {
        return demandMbps;
    }

    /** A view. */
    Set<String> services() {
        return Collections.unmodifiableSet(services.keySet());
    }

    private void count(CountedTunnel tunnel, int by) {
        demandMbps += by * tunnel.demandOr(assumedMbps);
        change(atHeadEnd, tunnel.headEnd(), by);
        tunnel.plan().services().forEach(service -> change(services, service, by));
        if (tunnel.intended() != null) {
            tunnel.intended().services().forEach(service -> change(services, service, by));
        }
    }

    private static void change(Map<String, Integer> counts, String key, int by) {
        counts.merge(key, by, (now, more) -> now + more == 0 ? null : now + more);
    }
}
