package io.cemfleet.bench.carrier;

import io.cemfleet.bench.carrier.CarrierReader.CarrierReading;
import io.cemfleet.network.forwarding.EcmpRoutes;
import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.policy.TrafficRoutes;
import io.cemfleet.network.service.VpnService;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The links that each service's traffic crosses, as plain arrays: what a pass over everything costs at least. */
final class FlowTable {
    private final List<VpnService> services;
    private final List<Set<String>> crossed = new ArrayList<>();
    private final int[][] linksOfService;
    private final Map<String, Integer> numbers = new HashMap<>();

    FlowTable(CarrierReading reading) {
        services = reading.services();
        reading.topology().links().forEach(link -> numbers.put(link.id(), numbers.size()));
        var routes = new TrafficRoutes(
                EcmpRoutes.over(reading.topology()),
                reading.policies().policies().stream().collect(Collectors.toMap(SrPolicy::key, Function.identity())));
        for (VpnService service : services) {
            crossed.add(service.directions().stream()
                    .flatMap(flow -> linkIds(routes, flow).stream())
                    .collect(Collectors.toSet()));
        }
        linksOfService = crossed.stream()
                .map(links -> links.stream().mapToInt(numbers::get).sorted().toArray())
                .toArray(int[][]::new);
    }

    private static Set<String> linkIds(TrafficRoutes routes, VpnService.VpnDirection flow) {
        return routes.carrier(flow.headEnd(), flow.endPoint(), flow.end().color())
                .map(routes::along)
                .orElseGet(() -> routes.igp(flow.headEnd(), flow.endPoint()))
                .routed()
                .orElseThrow()
                .linkIds();
    }

    /** The fewest links, the most used first, that so many services cross. */
    Set<String> linksCrossedBy(int wanted) {
        var riders = new HashMap<String, Integer>();
        crossed.forEach(links -> links.forEach(link -> riders.merge(link, 1, Integer::sum)));
        var links = new TreeSet<String>();
        for (String link : numbers.keySet().stream()
                .sorted(Comparator.comparingInt((String id) -> -riders.getOrDefault(id, 0)))
                .toList()) {
            links.add(link);
            if (affected(links) >= wanted) {
                break;
            }
        }
        return links;
    }

    /** A plain pass: the number of services that cross one of these links. */
    int affected(Collection<String> links) {
        var degraded = new boolean[numbers.size()];
        links.forEach(link -> degraded[numbers.getOrDefault(link, 0)] = true);
        int affected = 0;
        for (int[] ofService : linksOfService) {
            for (int link : ofService) {
                if (degraded[link]) {
                    affected++;
                    break;
                }
            }
        }
        return affected;
    }

    Set<String> linksOf(int service) {
        return crossed.get(service);
    }

    List<VpnService> services() {
        return services;
    }
}
