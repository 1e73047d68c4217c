package io.cemfleet.tunnel.southbound;

import io.cemfleet.tunnel.policy.SteeringKey;
import io.cemfleet.tunnel.policy.StepOutcome;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The network's controller, as far as every kind of tunnel uses it in the same way. Reads return what the controller knows now; a failure is never an empty answer. Writes are
 * idempotent by name; after a failed one the network is read back before anything else.
 */
public interface ControllerPort {

    /** Reads everything that a new tunnel between two routers (slugs) must fit into. */
    StepOutcome<ProvisioningSnapshot> view(String headEnd, String endPoint);

    /** Slugs of all routers. */
    StepOutcome<Set<String>> routers();

    /** Every configured policy, ours or not. */
    StepOutcome<List<ConfiguredPolicy>> policies();

    /** Whether a policy of this name is configured, ours or not. */
    StepOutcome<Boolean> exists(String policy);

    StepOutcome<WritePlanState> plan(String tunnelId);

    /** Removes the policy; done when it was not there. */
    StepOutcome<Boolean> remove(String tunnelId);

    /** Removes SID lists; done when they were not there. */
    StepOutcome<Boolean> removeLists(Collection<String> names);

    /** Names of all SID lists of the fleet's tunnels, by the name of the tunnel, in use or not. */
    StepOutcome<Map<String, List<String>>> lists();

    /** Names of the tunnel's SID lists, of any number, in use or not. */
    default StepOutcome<List<String>> lists(String tunnelId) {
        return lists().map(all -> all.getOrDefault(tunnelId, List.of()));
    }

    StepOutcome<Optional<LivePolicy>> live(SteeringKey key);

    /** Every policy in the network, in one list. */
    StepOutcome<LiveNetwork> network();
}
