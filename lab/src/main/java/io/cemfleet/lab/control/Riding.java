package io.cemfleet.lab.control;

import io.cemfleet.lab.network.Link;
import io.cemfleet.lab.network.NetworkState;
import io.cemfleet.lab.network.ServiceState;
import io.cemfleet.lab.network.Tier;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which services take which links now. */
final class Riding {
    private final Map<String, Set<String>> services = new HashMap<>();
    private final Map<String, Set<String>> flows = new HashMap<>();
    private final Set<String> platinum = new HashSet<>();
    private final Set<String> possible = new HashSet<>();

    private Riding() {}

    static Riding of(NetworkState state) {
        Riding riding = new Riding();
        state.services().forEach(service -> {
            ServiceState now = state.serviceState(service.id()).orElseThrow();
            for (ServiceState.FlowState flow : now.flows()) {
                for (ServiceState.BranchState branch : flow.branches()) {
                    riding.possible.addAll(branch.links());
                    if (branch.share() > 0) {
                        branch.links().forEach(link -> riding.add(link, service.id(), flow, service.tier()));
                    }
                }
            }
        });
        return riding;
    }

    private void add(String link, String service, ServiceState.FlowState flow, Tier tier) {
        services.computeIfAbsent(link, missing -> new HashSet<>()).add(service);
        flows.computeIfAbsent(link, missing -> new HashSet<>())
                .add(service + ' ' + flow.headEnd() + ' ' + flow.endPoint());
        if (tier == Tier.PLATINUM) {
            platinum.add(link);
        }
    }

    int services(Link link) {
        return services.getOrDefault(link.id(), Set.of()).size();
    }

    boolean platinum(Link link) {
        return platinum.contains(link.id());
    }

    /** Whether a branch of some flow crosses it, used now or not. */
    boolean possible(Link link) {
        return possible.contains(link.id());
    }

    /** Whether one flow crosses both. */
    boolean together(Link one, Link other) {
        Set<String> crossing = new HashSet<>(flows.getOrDefault(one.id(), Set.of()));
        crossing.retainAll(flows.getOrDefault(other.id(), Set.of()));
        return !crossing.isEmpty();
    }
}
