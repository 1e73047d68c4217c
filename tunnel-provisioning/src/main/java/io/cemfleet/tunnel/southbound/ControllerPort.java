package io.cemfleet.tunnel.southbound;

import io.cemfleet.tunnel.policy.SteeringKey;
import io.cemfleet.tunnel.policy.StepOutcome;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The network's controller, as far as every kind of tunnel uses it in the same way. Reads return what the controller
 * knows now, for any number of tunnels with one call; a failure is never an empty answer. Writes are idempotent by name;
 * after a failed one the network is read back before anything else.
 */
public interface ControllerPort {

    /** What the topology reports of two routers (slugs); {@code unknown_node} when it does not have one of them. */
    StepOutcome<TunnelEndCapabilities> ends(String headEnd, String endPoint);

    /**
     * Reads all policies and colours that new tunnels must fit into.
     *
     * @param withRouteColors whether one of the tunnels is to get a colour of the fleet
     */
    StepOutcome<NetworkInventory> inventory(boolean withRouteColors);

    /** Slugs of all routers. */
    StepOutcome<Set<String>> routers();

    /** Every configured policy, ours or not. */
    StepOutcome<List<ConfiguredPolicy>> policies();

    /** Those of the names under which a policy is configured, ours or not. */
    StepOutcome<Set<String>> existing(Collection<String> policies);

    /** The controller's progress with the tunnels: each name is in the answer. */
    StepOutcome<Map<String, WritePlanState>> plans(Collection<String> tunnelIds);

    /** Removes policies, several in one transaction; done when they were not there. */
    StepOutcome<Boolean> remove(Collection<String> tunnelIds);

    /** Removes SID lists, several in one transaction; done when they were not there. */
    StepOutcome<Boolean> removeLists(Collection<String> names);

    /** Names of all SID lists of the fleet's tunnels, by the name of the tunnel, in use or not. */
    StepOutcome<Map<String, List<String>>> lists();

    /** Names of the tunnel's SID lists, of any number, in use or not. */
    default StepOutcome<List<String>> lists(String tunnelId) {
        return lists().map(all -> all.getOrDefault(tunnelId, List.of()));
    }

    /** The policies of the keys that the network has. */
    StepOutcome<Map<SteeringKey, LivePolicy>> live(Collection<SteeringKey> keys);

    /** The policy of a key; empty when the network has none. */
    default StepOutcome<Optional<LivePolicy>> live(SteeringKey key) {
        return live(List.of(key)).map(read -> Optional.ofNullable(read.get(key)));
    }

    /** Every policy in the network, in one list. */
    StepOutcome<LiveNetwork> network();
}
