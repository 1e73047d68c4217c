package io.cemfleet.tunnel.southbound;

import io.cemfleet.a2a.contract.SegmentId;
import io.cemfleet.tunnel.policy.SteeringKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The policies and colours that new tunnels must fit into, read once a wave and indexed by name, by steering key and by
 * head-end: what a tunnel asks does not cost more in a network with more policies.
 */
public final class NetworkInventory {
    private final PolicyIndex read;
    /** What the wave reserved since. */
    private final List<ConfiguredPolicy> reserved;

    private record PolicyIndex(
            Map<String, ConfiguredPolicy> configured,
            Map<SteeringKey, List<ConfiguredPolicy>> configuredByKey,
            Map<SteeringKey, LivePolicy> live,
            Map<String, Set<Integer>> bindingLabels,
            Set<Integer> colors) {}

    /**
     * An index of what was read.
     *
     * @param configured every policy in the controller's configuration
     * @param live every policy in the network
     * @param routeColors colours that route policies set; empty where none was sought
     */
    public NetworkInventory(List<ConfiguredPolicy> configured, List<LivePolicy> live, Set<Integer> routeColors) {
        var labels = new HashMap<String, Set<Integer>>();
        configured.forEach(policy -> addLabel(policy.key(), policy.bindingSid(), labels));
        live.forEach(policy -> addLabel(policy.key(), policy.bindingSid(), labels));
        var colors = new HashSet<>(routeColors);
        configured.forEach(policy -> colors.add(policy.key().color()));
        live.forEach(policy -> colors.add(policy.key().color()));
        this.read = new PolicyIndex(
                firstOf(configured, ConfiguredPolicy::name),
                configured.stream().collect(Collectors.groupingBy(ConfiguredPolicy::key)),
                firstOf(live, LivePolicy::key),
                labels,
                colors);
        this.reserved = List.of();
    }

    private NetworkInventory(PolicyIndex read, List<ConfiguredPolicy> reserved) {
        this.read = read;
        this.reserved = reserved;
    }

    private static <K, P> Map<K, P> firstOf(List<P> policies, Function<P, K> key) {
        return policies.stream().collect(Collectors.toMap(key, Function.identity(), (first, second) -> first));
    }

    private static void addLabel(SteeringKey key, @Nullable SegmentId sid, Map<String, Set<Integer>> labels) {
        label(sid).ifPresent(label -> labels.computeIfAbsent(key.headEnd(), first -> new HashSet<>())
                .add(label));
    }

    private static Optional<Integer> label(@Nullable SegmentId sid) {
        return sid instanceof SegmentId.MplsLabel(int label) ? Optional.of(label) : Optional.empty();
    }

    /** As a tunnel between two ends sees it. */
    public ProvisioningSnapshot between(TunnelEndCapabilities ends) {
        return new ProvisioningSnapshot(ends, this);
    }

    /** With a policy that is about to be written. */
    public NetworkInventory with(ConfiguredPolicy policy) {
        return new NetworkInventory(
                read, Stream.concat(reserved.stream(), Stream.of(policy)).toList());
    }

    /** Whether a policy of the name is configured or reserved. */
    public boolean has(String name) {
        return read.configured().containsKey(name)
                || reserved.stream().anyMatch(policy -> policy.name().equals(name));
    }

    /** The policy of a key in the network. */
    public Optional<LivePolicy> live(SteeringKey key) {
        return Optional.ofNullable(read.live().get(key));
    }

    /** The configured and reserved policies of a key. */
    List<ConfiguredPolicy> configured(SteeringKey key) {
        return Stream.concat(
                        read.configuredByKey().getOrDefault(key, List.of()).stream(),
                        reserved.stream().filter(policy -> policy.key().equals(key)))
                .toList();
    }

    /** Labels at a head-end (slug) that are binding SIDs of its policies; a set of the caller's own. */
    Set<Integer> bindingLabels(String headEnd) {
        var labels = new HashSet<>(read.bindingLabels().getOrDefault(headEnd, Set.of()));
        reserved.stream()
                .filter(policy -> policy.key().headEnd().equals(headEnd))
                .flatMap(policy -> label(policy.bindingSid()).stream())
                .forEach(labels::add);
        return labels;
    }

    /** Whether a policy or a route has the colour. */
    boolean usesColor(int color) {
        return read.colors().contains(color)
                || reserved.stream().anyMatch(policy -> policy.key().color() == color);
    }
}
