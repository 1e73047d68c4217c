package io.cemfleet.tunnel.southbound;

import io.cemfleet.a2a.contract.SegmentId;
import io.cemfleet.tunnel.policy.SteeringKey;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a new tunnel must fit into, read before its resources are reserved. */
public record ProvisioningSnapshot(
        TunnelEndCapabilities headEnd,
        List<ConfiguredPolicy> configured,
        List<LivePolicy> live,
        Set<Integer> routeColors) {

    /** Names that policies have already. */
    public Set<String> names() {
        return configured.stream().map(ConfiguredPolicy::name).collect(Collectors.toSet());
    }

    /** Labels at a head-end (slug) that something uses: other policies' binding SIDs, adjacency SIDs. */
    public Set<Integer> labelsInUse(String headEndId) {
        var used = new HashSet<>(headEnd.adjacencyLabels());
        configured.stream()
                .filter(p -> p.key().headEnd().equals(headEndId))
                .map(ConfiguredPolicy::bindingSid)
                .forEach(sid -> addLabel(sid, used));
        live.stream()
                .filter(p -> p.key().headEnd().equals(headEndId))
                .map(LivePolicy::bindingSid)
                .forEach(sid -> addLabel(sid, used));
        return used;
    }

    private static void addLabel(@Nullable SegmentId sid, Set<Integer> labels) {
        if (sid instanceof SegmentId.MplsLabel(int label)) {
            labels.add(label);
        }
    }

    /** Colours that policies or routes carry. */
    public Set<Integer> colorsInUse() {
        var used = new HashSet<>(routeColors);
        configured.forEach(p -> used.add(p.key().color()));
        live.forEach(p -> used.add(p.key().color()));
        return used;
    }

    public Optional<LivePolicy> live(SteeringKey key) {
        return live.stream().filter(p -> p.key().equals(key)).findFirst();
    }

    /** Preferences of a policy's candidate paths other than the tunnel's own. */
    public Set<Integer> preferencesBeside(SteeringKey key, String tunnelId, Set<Integer> own) {
        var others = new TreeSet<Integer>();
        live(key).ifPresent(p -> p.paths().forEach(path -> others.add(path.preference())));
        others.removeAll(own);
        configured.stream()
                .filter(p -> p.key().equals(key) && !p.name().equals(tunnelId))
                .forEach(p -> others.addAll(p.preferences()));
        return others;
    }
}
