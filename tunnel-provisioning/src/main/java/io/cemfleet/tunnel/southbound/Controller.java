package io.cemfleet.tunnel.southbound;

import io.cemfleet.tunnel.policy.Candidate;
import io.cemfleet.tunnel.policy.Outcome;
import io.cemfleet.tunnel.policy.Sid;
import io.cemfleet.tunnel.policy.SteeringKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The network's controller. Reads tell what is known now; a failure is never an empty answer. Writes are idempotent by
 * name; after a failed one the network is read back before anything else.
 */
public interface Controller {

    /** Everything that a new tunnel between two routers (slugs) must fit into. */
    Outcome<NetworkView> view(String headEnd, String endPoint);

    /** Where labels lead in the present topology; {@code path_invalid} when not to the end-point. */
    Outcome<Route> trace(String headEnd, String endPoint, List<Sid> segments);

    /** What the path would do; changes nothing. */
    Outcome<DryRunReport> dryRun(String headEnd, String endPoint, List<Sid> segments);

    /** Slugs of all routers. */
    Outcome<Set<String>> routers();

    /** Every policy that is configured, anyone's. */
    Outcome<List<ConfiguredPolicy>> policies();

    Outcome<Configured> configured(String tunnelId);

    /** Writes the SID lists that differ, then the policy. */
    Outcome<WriteKind> write(Candidate candidate);

    Outcome<PlanState> plan(String tunnelId);

    /** Removes the policy; done when it was not there. */
    Outcome<Boolean> remove(String tunnelId);

    /** Removes SID lists; done when they were not there. */
    Outcome<Boolean> removeLists(Collection<String> names);

    /** Names of all SID lists of the fleet's tunnels, by the name of the tunnel, in use or not. */
    Outcome<Map<String, List<String>>> lists();

    /** Names of the tunnel's SID lists, of whatever number, in use or not. */
    default Outcome<List<String>> lists(String tunnelId) {
        return lists().map(all -> all.getOrDefault(tunnelId, List.of()));
    }

    Outcome<Optional<LivePolicy>> live(SteeringKey key);

    /** Every policy as it stands in the network, in one list. */
    Outcome<LiveNetwork> network();

    /** Whether the policy was new. */
    enum WriteKind {
        CREATED,
        CHANGED
    }
}
