package io.cemfleet.impact.assess;

import io.cemfleet.network.policy.SrPolicy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the links that the traffic between two routers crosses, over one topology: an assessment computes the routes
 * of those flows that it affects, and not of every flow in the network. What is remembered of a policy holds while the
 * policy is as it was. Safe for threads.
 */
final class CrossedLinks {

    private static final int MOST_ROUTES = 500_000;

    private final Map<RouteEnds, RememberedRoute> routes = new ConcurrentHashMap<>();

    private record RouteEnds(String headEnd, String endPoint, @Nullable Integer color) {}

    /** @param policy that carried the traffic; absent for plain IGP */
    private record RememberedRoute(@Nullable SrPolicy policy, List<String> links) {}

    /** A memory for each key, which it does not keep alive. */
    static <K> Map<K, CrossedLinks> byForwarding() {
        return Collections.synchronizedMap(new WeakHashMap<>());
    }

    /**
     * The links of a flow's route; empty where that is not known.
     *
     * @param policy that carries the flow now; absent for plain IGP
     * @param way the flow's route, computed where it is not remembered
     */
    Optional<List<String>> of(ServiceFlow flow, @Nullable SrPolicy policy, Supplier<FlowRoute> way) {
        var ends = new RouteEnds(flow.headEnd(), flow.end(), flow.endPoint().color());
        var remembered = routes.get(ends);
        if (remembered != null && Objects.equals(remembered.policy(), policy)) {
            return Optional.of(remembered.links());
        }
        if (!(way.get() instanceof FlowRoute.Known known)) {
            return Optional.empty();
        }
        if (routes.size() >= MOST_ROUTES) {
            routes.clear();
        }
        var links = List.copyOf(known.route().linkIds());
        routes.put(ends, new RememberedRoute(policy, links));
        return Optional.of(links);
    }
}
