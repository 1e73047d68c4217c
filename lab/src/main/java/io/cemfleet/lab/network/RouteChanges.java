package io.cemfleet.lab.network;

import io.cemfleet.lab.network.ChangeOutcome.RefusalReason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Decides on changes of route policies and of the nodes that export with them, one by one or as a transaction. */
final class RouteChanges {
    private final BiPredicate<String, String> attached;

    /** @param attached whether a VPN service has a node */
    RouteChanges(BiPredicate<String, String> attached) {
        this.attached = attached;
    }

    DecidedTransaction all(NetworkConfig before, List<RouteEdit> edits) {
        return DecidedTransaction.of(before, edits, this::one);
    }

    private ConfigChange one(NetworkConfig config, RouteEdit edit) {
        return switch (edit) {
            case RouteEdit.PutRoutePolicy(RoutePolicy policy) -> put(config, policy);
            case RouteEdit.RemoveRoutePolicy(String name) ->
                config.routePolicies().containsKey(name)
                        ? delete(config, name)
                        : ConfigChange.of(false, config, Set.of());
            case RouteEdit.ColorNode(String vpnId, String node, String routePolicy) ->
                color(config, vpnId, node, routePolicy);
        };
    }

    static ConfigChange put(NetworkConfig config, RoutePolicy policy) {
        if (policy.name().isBlank() || policy.color() < 1) {
            return ConfigChange.refused(RefusalReason.INVALID, "a route policy needs a name and a colour from 1");
        }
        Map<String, RoutePolicy> policies = new TreeMap<>(config.routePolicies());
        boolean created = policies.put(policy.name(), policy) == null;
        return ConfigChange.of(created, config.withRoutePolicies(policies), Set.of());
    }

    static ConfigChange delete(NetworkConfig config, String name) {
        if (!config.routePolicies().containsKey(name)) {
            return ConfigChange.refused(RefusalReason.NOT_FOUND, "no route policy " + name);
        }
        if (config.colored().containsValue(name)) {
            return ConfigChange.refused(RefusalReason.IN_USE, "route policy " + name + " is in use");
        }
        Map<String, RoutePolicy> policies = new TreeMap<>(config.routePolicies());
        policies.remove(name);
        return ConfigChange.of(false, config.withRoutePolicies(policies), Set.of());
    }

    ConfigChange color(NetworkConfig config, String vpnId, String node, @Nullable String routePolicy) {
        if (!attached.test(vpnId, node)) {
            return ConfigChange.refused(RefusalReason.NOT_FOUND, "no node " + node + " in " + vpnId);
        }
        if (routePolicy != null && !config.routePolicies().containsKey(routePolicy)) {
            return ConfigChange.refused(RefusalReason.BAD_REFERENCE, "route policy " + routePolicy + " does not exist");
        }
        Map<CarrierNetwork.VpnNode, String> colored = new HashMap<>(config.colored());
        CarrierNetwork.VpnNode at = new CarrierNetwork.VpnNode(vpnId, node);
        String former = routePolicy == null ? colored.remove(at) : colored.put(at, routePolicy);
        return ConfigChange.of(former == null && routePolicy != null, config.withColored(colored), Set.of());
    }
}
