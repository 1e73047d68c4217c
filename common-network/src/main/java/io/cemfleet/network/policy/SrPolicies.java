package io.cemfleet.network.policy;

import java.util.List;
import java.util.Optional;

/**
 * All policies of the network.
 *
 * @param policies sorted by head-end, end-point, colour
 * @param unresolved policies whose head-end or end-point the given topology does not have, as {@code
 *     headend,endpoint,color}
 */
public record SrPolicies(List<SrPolicy> policies, List<String> unresolved) {

    public SrPolicies {
        policies = List.copyOf(policies);
        unresolved = List.copyOf(unresolved);
    }

    public Optional<SrPolicy> get(PolicyKey key) {
        return policies.stream().filter(p -> p.key().equals(key)).findFirst();
    }
}
