package io.cemfleet.tunnel.provision;

import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.policy.Weights;
import io.cemfleet.tunnel.southbound.DryRunReport;
import java.util.List;

/** What the steps answer when they succeed. */
public final class Results {

    private Results() {}

    public record Provisioned(Tunnel tunnel, DryRunReport dryRun) {}

    /**
     * @param services that ride the tunnel now, as they were asked for
     * @param collateral other services that ride it too
     * @param method how they were moved
     */
    public record Steered(List<String> services, List<String> collateral, String method) {}

    public record Shifted(Weights requested, Weights inForce) {}

    public record Deleted(boolean bindingSidReleased) {}

    /** @param path undirected link ids, empty where the network has no such path */
    public record Verified(boolean exists, boolean operational, List<String> path, boolean matchesPlan) {}
}
