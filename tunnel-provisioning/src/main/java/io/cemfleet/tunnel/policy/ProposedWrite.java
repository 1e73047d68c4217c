package io.cemfleet.tunnel.policy;

import java.util.Set;
import java.util.TreeSet;

/**
 * A write that the controls have to allow.
 *
 * @param nodes router slugs that it touches: both ends, and those that the tunnel's traffic crosses
 */
public record ProposedWrite(TunnelStep step, Tunnel tunnel, Set<String> nodes, TunnelLoad load, WriteMandate mandate) {

    /** A step on a tunnel as the plan wants it. */
    public static ProposedWrite of(TunnelStep step, Tunnel tunnel, TunnelPlan plan, WriteMandate mandate) {
        var nodes = new TreeSet<>(plan.path().nodes());
        plan.path().segments().forEach(sid -> nodes.add(sid.node()));
        nodes.add(headEnd(tunnel));
        nodes.add(tunnel.key().endPoint());
        return new ProposedWrite(
                step, tunnel, nodes, new TunnelLoad(Set.copyOf(plan.services()), plan.demandMbps()), mandate);
    }

    public String headEnd() {
        return headEnd(tunnel);
    }

    private static String headEnd(Tunnel tunnel) {
        return tunnel.key().headEnd();
    }
}
