package io.cemfleet.network.snapshot;

import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.service.VpnService;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The services by the policy that their traffic asks for. */
record PolicyServiceIndex(Map<String, VpnService> services, Map<PolicyKey, Set<String>> riders) {

    static PolicyServiceIndex of(Map<String, VpnService> services) {
        var riders = new HashMap<PolicyKey, Set<String>>();
        for (var service : services.values()) {
            for (var direction : service.directions()) {
                var color = direction.end().color();
                if (color != null) {
                    riders.computeIfAbsent(
                                    new PolicyKey(direction.headEnd(), direction.endPoint(), color),
                                    any -> new TreeSet<>())
                            .add(service.vpnId());
                }
            }
        }
        return new PolicyServiceIndex(services, riders);
    }

    boolean isOf(Map<String, VpnService> others) {
        return services == others;
    }

    Set<String> of(PolicyKey policy) {
        return riders.getOrDefault(policy, Set.of());
    }
}
