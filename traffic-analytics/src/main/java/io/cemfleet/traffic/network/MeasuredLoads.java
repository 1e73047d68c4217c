package io.cemfleet.traffic.network;

import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.topology.LinkDirection;
import java.util.List;
import java.util.Map;

/**
 * Measured loads in Mbit/s. A missing load is unknown, not zero.
 *
 * @param errors what could not be read, and why
 */
public record MeasuredLoads(Map<LinkDirection, Double> links, Map<PolicyKey, Double> policies, List<String> errors) {

    public MeasuredLoads {
        links = Map.copyOf(links);
        policies = Map.copyOf(policies);
        errors = List.copyOf(errors);
    }
}
