package io.cemfleet.network.snapshot;

import io.cemfleet.network.forwarding.EcmpRoutes;
import io.cemfleet.network.forwarding.RouteResult;
import io.cemfleet.network.policy.PolicyForwarding;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.topology.NetworkTopology;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The links that each policy's active path crosses. Over the same topology only the policies that changed are routed
 * again.
 */
final class PolicyLinkIndex {

    private final PolicyForwarding forwarding;
    private final String topologyVersion;
    private final Map<PolicyKey, SrPolicy> routed;
    private final Map<PolicyKey, Set<String>> linksOf;
    private final Map<String, Set<PolicyKey>> onLink;

    private PolicyLinkIndex(
            PolicyForwarding forwarding,
            String topologyVersion,
            Map<PolicyKey, SrPolicy> routed,
            Map<PolicyKey, Set<String>> linksOf,
            Map<String, Set<PolicyKey>> onLink) {
        this.forwarding = forwarding;
        this.topologyVersion = topologyVersion;
        this.routed = routed;
        this.linksOf = linksOf;
        this.onLink = onLink;
    }

    /** @param former an index over earlier policies, of which everything that still holds is used */
    static PolicyLinkIndex over(
            NetworkTopology topology, Map<PolicyKey, SrPolicy> policies, @Nullable PolicyLinkIndex former) {
        if (former == null || !former.topologyVersion.equals(topology.version())) {
            var empty = new PolicyLinkIndex(
                    new PolicyForwarding(EcmpRoutes.over(topology)), topology.version(), Map.of(), Map.of(), Map.of());
            return empty.with(policies);
        }
        return former.routed == policies ? former : former.with(policies);
    }

    Set<PolicyKey> on(String linkId) {
        return Collections.unmodifiableSet(onLink.getOrDefault(linkId, Set.of()));
    }

    private PolicyLinkIndex with(Map<PolicyKey, SrPolicy> policies) {
        var links = new HashMap<>(linksOf);
        var users = new HashMap<>(onLink);
        var owned = new HashSet<String>();
        for (var former : routed.keySet()) {
            if (!policies.containsKey(former)) {
                move(former, links.remove(former), Set.of(), users, owned);
            }
        }
        policies.forEach((key, policy) -> {
            if (!policy.equals(routed.get(key))) {
                var crossed = crossed(policy);
                move(key, links.put(key, crossed), crossed, users, owned);
            }
        });
        return new PolicyLinkIndex(forwarding, topologyVersion, policies, links, users);
    }

    private Set<String> crossed(SrPolicy policy) {
        return forwarding
                .route(policy)
                .routed()
                .map(RouteResult.Routed::linkIds)
                .map(Set::copyOf)
                .orElse(Set.of());
    }

    /** @param owned links whose set is a copy of this index already */
    private static void move(
            PolicyKey policy,
            @Nullable Set<String> from,
            Set<String> to,
            Map<String, Set<PolicyKey>> users,
            Set<String> owned) {
        if (from != null) {
            from.forEach(link -> own(link, users, owned).remove(policy));
        }
        to.forEach(link -> own(link, users, owned).add(policy));
    }

    private static Set<PolicyKey> own(String link, Map<String, Set<PolicyKey>> users, Set<String> owned) {
        var shared = users.getOrDefault(link, Set.of());
        if (!owned.add(link)) {
            return shared;
        }
        var own = new HashSet<>(shared);
        users.put(link, own);
        return own;
    }
}
