package io.cemfleet.tunnel.southbound;

import io.cemfleet.tunnel.policy.SteeringKey;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a new tunnel must fit into, read before its resources are reserved. */
public record ProvisioningSnapshot(TunnelEndCapabilities headEnd, NetworkInventory network) {

    /** Whether a policy has the name already. */
    public boolean hasName(String name) {
        return network.has(name);
    }

    /** Labels at a head-end (slug) that something uses: other policies' binding SIDs, adjacency SIDs. */
    public Set<Integer> labelsInUse(String headEndId) {
        Set<Integer> used = network.bindingLabels(headEndId);
        used.addAll(headEnd.adjacencyLabels());
        return used;
    }

    /** Whether a policy or a route carries the colour. */
    public boolean usesColor(int color) {
        return network.usesColor(color);
    }

    public Optional<LivePolicy> live(SteeringKey key) {
        return network.live(key);
    }

    /** Preferences of a policy's candidate paths other than the tunnel's own. */
    public Set<Integer> preferencesBeside(SteeringKey key, String tunnelId, Set<Integer> own) {
        var others = new TreeSet<Integer>();
        live(key).ifPresent(p -> p.paths().forEach(path -> others.add(path.preference())));
        others.removeAll(own);
        network.configured(key).stream()
                .filter(p -> !p.name().equals(tunnelId))
                .forEach(p -> others.addAll(p.preferences()));
        return others;
    }
}
