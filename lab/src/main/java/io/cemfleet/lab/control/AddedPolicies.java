package io.cemfleet.lab.control;

import io.cemfleet.lab.network.NamedPolicy;
import io.cemfleet.lab.network.NetworkState;
import io.cemfleet.lab.network.PolicyKey;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The policies that were created since a run began. */
final class AddedPolicies {
    private AddedPolicies() {}

    /** Their names, the one whose SR policies carry the most first. */
    static List<String> since(Set<String> former, NetworkState state) {
        return state.policies().values().stream()
                .filter(policy -> !former.contains(policy.name()))
                .sorted(Comparator.comparing((NamedPolicy policy) -> -mbps(policy, state))
                        .thenComparing(NamedPolicy::name))
                .map(NamedPolicy::name)
                .toList();
    }

    private static double mbps(NamedPolicy policy, NetworkState state) {
        return policy.headEnds().stream()
                .mapToDouble(headEnd -> state.policyLoadMbps(new PolicyKey(headEnd, policy.endPoint(), policy.color())))
                .sum();
    }
}
