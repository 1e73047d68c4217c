package io.cemfleet.cnc.topology;

import io.cemfleet.cnc.CncResult;

/** Routers by slug for those who ask the controller: a slug that the topology does not have is a failure, not a guess. */
public final class Named {

    private Named() {}

    public static CncResult<Router> router(NetworkTopology topology, String slug) {
        return topology.router(slug)
                .map(CncResult::ok)
                .orElseGet(() -> CncResult.refused("unknown_router", slug + " is not in the topology"));
    }
}
