package io.cemfleet.impact.assess;

import io.cemfleet.network.policy.SrPolicy;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
    private record RememberedRoute(@Nullable SrPolicy policy, String[] links) {

        boolean crossesNoneOf(Set<String> others) {
            for (var link : links) {
                if (others.contains(link)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** A memory for each key, which it does not keep alive. */
    static <K> Map<K, CrossedLinks> byForwarding() {
        return Collections.synchronizedMap(new WeakHashMap<>());
    }

    /**
     * Whether a flow's route is known and crosses none of these links.
     *
     * @param policy that carries the flow now; absent for plain IGP
     * @param way the flow's route, computed where it is not remembered
     */
    boolean avoid(ServiceFlow flow, @Nullable SrPolicy policy, Set<String> links, Supplier<FlowRoute> way) {
        var ends = new RouteEnds(flow.headEnd(), flow.end(), flow.endPoint().color());
        var remembered = routes.get(ends);
        if (remembered != null && Objects.equals(remembered.policy(), policy)) {
            return remembered.crossesNoneOf(links);
        }
        if (!(way.get() instanceof FlowRoute.Known known)) {
            return false;
        }
        if (routes.size() >= MOST_ROUTES) {
            routes.clear();
        }
        var route = new RememberedRoute(policy, known.route().linkIds().toArray(String[]::new));
        routes.put(ends, route);
        return route.crossesNoneOf(links);
    }
}
