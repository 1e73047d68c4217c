package io.cemfleet.tunnel.policy;

import java.util.List;

/** What the orchestrator wants: the protection path, the path to return to, and the services to carry. */
public record TunnelPlan(PlannedPath path, PlannedPath original, List<String> services, long revision) {

    public TunnelPlan {
        services = List.copyOf(services);
    }
}
