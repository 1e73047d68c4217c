package io.cemfleet.tunnel.southbound;

import io.cemfleet.tunnel.policy.SteeringKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All policies in the network.
 *
 * @param routers slugs of those that the topology has: nothing is known about policies of others
 */
public record LiveNetwork(Map<SteeringKey, LivePolicy> policies, Set<String> routers) {

    public LiveNetwork(List<LivePolicy> policies, Set<String> routers) {
        this(
                policies.stream()
                        .collect(Collectors.toUnmodifiableMap(
                                LivePolicy::key, Function.identity(), (first, second) -> first)),
                routers);
    }

    /** Whether both ends of a policy are in the topology. */
    public boolean knows(SteeringKey key) {
        return routers.contains(key.headEnd()) && routers.contains(key.endPoint());
    }
}
