package io.cemfleet.lab.control;

import io.cemfleet.lab.network.LabLink;
import io.cemfleet.lab.network.NetworkState;
import io.cemfleet.lab.network.ServiceState;
import io.cemfleet.lab.network.ServiceTier;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The links that services use now. */
final class LinkUsage {
    private final Map<String, Set<String>> services = new HashMap<>();
    private final Map<String, Set<String>> flows = new HashMap<>();
    private final Set<String> platinum = new HashSet<>();
    private final Set<String> possible = new HashSet<>();
    /** Services without a colour, by the link and then by the routers between which they take it. */
    private final Map<String, Map<String, Set<String>>> plain = new HashMap<>();

    private LinkUsage() {}

    static LinkUsage of(NetworkState state) {
        LinkUsage riding = new LinkUsage();
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

    private void add(String link, String service, ServiceState.FlowState flow, ServiceTier tier) {
        services.computeIfAbsent(link, missing -> new HashSet<>()).add(service);
        flows.computeIfAbsent(link, missing -> new HashSet<>())
                .add(service + ' ' + flow.headEnd() + ' ' + flow.endPoint());
        if (flow.color() == null) {
            plain.computeIfAbsent(link, missing -> new TreeMap<>())
                    .computeIfAbsent(flow.headEnd() + ' ' + flow.endPoint(), missing -> new TreeSet<>())
                    .add(service);
        }
        if (tier == ServiceTier.PLATINUM) {
            platinum.add(link);
        }
    }

    int services(LabLink link) {
        return services.getOrDefault(link.id(), Set.of()).size();
    }

    /** A service without a colour on a link, if possible one of several between the same routers. */
    Optional<String> plainOn(String link) {
        return plain.getOrDefault(link, Map.of()).values().stream()
                .max(Comparator.comparingInt(Set::size))
                .flatMap(services -> services.stream().findFirst());
    }

    /** Whether several services without a colour take it between the same routers. */
    boolean plainTogether(LabLink link) {
        return plain.getOrDefault(link.id(), Map.of()).values().stream().anyMatch(services -> services.size() > 1);
    }

    boolean platinum(LabLink link) {
        return platinum.contains(link.id());
    }

    /** Whether a branch of a flow crosses the link, in use or not. */
    boolean possible(LabLink link) {
        return possible.contains(link.id());
    }

    /** Whether one flow crosses both. */
    boolean together(LabLink one, LabLink other) {
        Set<String> crossing = new HashSet<>(flows.getOrDefault(one.id(), Set.of()));
        crossing.retainAll(flows.getOrDefault(other.id(), Set.of()));
        return !crossing.isEmpty();
    }
}
