package io.cemfleet.e2e.harm;

import io.cemfleet.a2a.contract.SlaLimits;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.lab.network.NetworkState;
import io.cemfleet.lab.network.ServiceState;
import io.cemfleet.lab.network.ServiceTier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The traffic of one colour between two routers that crosses a degraded link: what one protection covers.
 *
 * @param color null for plain IGP
 * @param tier the highest of its services
 * @param limits the strictest of its services
 * @param currentLinks all branches that it takes now
 * @param latencyMs one way, on the worst of them; infinite where packets are lost or there is no way
 */
record ProtectedFlow(
        String headEnd,
        String endPoint,
        @Nullable Integer color,
        SlaTier tier,
        SlaLimits limits,
        double mbps,
        List<String> services,
        List<String> currentLinks,
        double latencyMs) {

    String key() {
        return headEnd + '>' + endPoint + '/' + (color == null ? "-" : color) + "/sr-mpls";
    }

    /** Every flow that crossed one of these links before, as it goes now. */
    static List<ProtectedFlow> affected(NetworkState before, NetworkState now, List<String> links) {
        Map<String, ProtectedFlow> byKey = new LinkedHashMap<>();
        for (var service : before.services()) {
            ServiceState then = before.serviceState(service.id()).orElseThrow();
            ServiceState today = now.serviceState(service.id()).orElseThrow();
            for (int i = 0; i < then.flows().size(); i++) {
                if (crosses(then.flows().get(i), links)) {
                    ProtectedFlow flow = of(today.flows().get(i), service.id(), service.tier());
                    byKey.merge(flow.key(), flow, ProtectedFlow::plus);
                }
            }
        }
        return List.copyOf(byKey.values());
    }

    private static boolean crosses(ServiceState.FlowState flow, List<String> links) {
        return flow.branches().stream().anyMatch(branch -> !Collections.disjoint(branch.links(), links));
    }

    private static ProtectedFlow of(ServiceState.FlowState flow, String service, ServiceTier tier) {
        return new ProtectedFlow(
                flow.headEnd(),
                flow.endPoint(),
                flow.color(),
                SlaTier.valueOf(tier.name()),
                new SlaLimits(tier.latencyLimitMs(), tier.jitterLimitMs(), tier.lossLimitPct()),
                flow.mbps(),
                List.of(service),
                links(flow),
                latencyMs(flow));
    }

    private static List<String> links(ServiceState.FlowState flow) {
        TreeSet<String> links = new TreeSet<>();
        flow.branches().forEach(branch -> links.addAll(branch.links()));
        return List.copyOf(links);
    }

    private static double latencyMs(ServiceState.FlowState flow) {
        return flow.branches().stream()
                .mapToDouble(branch -> branch.lossPct() > 0 ? Double.POSITIVE_INFINITY : branch.latencyMs())
                .max()
                .orElse(Double.POSITIVE_INFINITY);
    }

    private ProtectedFlow plus(ProtectedFlow other) {
        List<String> both = new ArrayList<>(services);
        both.addAll(other.services);
        TreeSet<String> links = new TreeSet<>(currentLinks);
        links.addAll(other.currentLinks);
        boolean higher = other.tier.compareTo(tier) < 0;
        return new ProtectedFlow(
                headEnd,
                endPoint,
                color,
                higher ? other.tier : tier,
                higher ? other.limits : limits,
                mbps + other.mbps,
                both,
                List.copyOf(links),
                Math.max(latencyMs, other.latencyMs));
    }
}
