package io.cemfleet.lab.control;

import io.cemfleet.lab.network.Impairment;
import io.cemfleet.lab.network.Link;
import io.cemfleet.lab.network.NetworkState;
import io.cemfleet.lab.network.ServiceState;
import io.cemfleet.lab.network.Tier;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Links that a scenario names by what they are: {@code busiest} carries the most services, a platinum one too. */
final class LinkChoice {

    private LinkChoice() {}

    static Optional<String> of(String choice, NetworkState state) {
        return choice.equals("busiest") ? busiest(state) : Optional.empty();
    }

    private static Optional<String> busiest(NetworkState state) {
        Map<String, Integer> services = new HashMap<>();
        Set<String> platinum = new HashSet<>();
        state.services().forEach(service -> {
            Set<String> ridden = ridden(state.serviceState(service.id()).orElseThrow());
            ridden.forEach(link -> services.merge(link, 1, Integer::sum));
            if (service.tier() == Tier.PLATINUM) {
                platinum.addAll(ridden);
            }
        });
        return state.topology().links().stream()
                .filter(link -> state.impairment(link.index()).equals(Impairment.NONE))
                .map(Link::id)
                .filter(platinum::contains)
                .max(Comparator.<String>comparingInt(link -> services.getOrDefault(link, 0))
                        .thenComparing(Comparator.reverseOrder()));
    }

    private static Set<String> ridden(ServiceState service) {
        Set<String> links = new HashSet<>();
        service.flows().stream()
                .flatMap(flow -> flow.branches().stream())
                .filter(branch -> branch.share() > 0)
                .forEach(branch -> links.addAll(branch.links()));
        return links;
    }
}
