package io.cemfleet.launcher.scenario;

import io.cemfleet.launcher.client.LabNetworkResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The network at the begin of a scenario: policies and the colours of services.
 *
 * @param policies by name
 * @param colors by service
 */
record NetworkBaseline(Set<String> policies, Map<String, @Nullable Integer> colors) {

    static NetworkBaseline of(LabNetworkResponse network) {
        var colors = new HashMap<String, @Nullable Integer>();
        network.services().forEach(service -> colors.put(service.id(), service.color()));
        return new NetworkBaseline(
                network.tunnels().stream().map(LabNetworkResponse.Policy::name).collect(Collectors.toSet()), colors);
    }

    /** @param foreign names of policies of other incidents */
    List<LabNetworkResponse.Policy> added(LabNetworkResponse now, Set<String> foreign) {
        return now.tunnels().stream()
                .filter(policy -> !policies.contains(policy.name()) && !foreign.contains(policy.name()))
                .toList();
    }

    /**
     * Additional, missing or recoloured objects, as text; empty when the network is unchanged.
     *
     * @param foreign names of policies of other incidents; while there are any, colours prove nothing
     */
    Set<String> differences(LabNetworkResponse now, Set<String> foreign) {
        var differences = new TreeSet<String>();
        added(now, foreign).forEach(policy -> differences.add("policy " + policy.name() + " is left"));
        var present =
                now.tunnels().stream().map(LabNetworkResponse.Policy::name).collect(Collectors.toSet());
        policies.stream()
                .filter(name -> !present.contains(name))
                .forEach(name -> differences.add("policy " + name + " is gone"));
        if (!foreign.isEmpty()) {
            return differences;
        }
        NetworkBaseline.of(now).colors().forEach((service, color) -> {
            Integer before = colors.get(service);
            if (color == null ? before != null : !color.equals(before)) {
                differences.add(service + " has colour " + color + " instead of " + before);
            }
        });
        return differences;
    }
}
