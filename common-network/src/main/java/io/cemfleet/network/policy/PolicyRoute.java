package io.cemfleet.network.policy;

import io.cemfleet.network.topology.LinkDirection;
import java.util.List;
import java.util.Map;

/**
 * The links that a policy's traffic takes, as the controller computes them.
 *
 * @param shares part of the policy's traffic on each direction, 0 to 1
 * @param unresolved interfaces that the given topology does not have, as {@code node interface}
 */
public record PolicyRoute(PolicyKey key, Map<LinkDirection, Double> shares, List<String> unresolved) {

    public PolicyRoute {
        unresolved = List.copyOf(unresolved);
    }
}
