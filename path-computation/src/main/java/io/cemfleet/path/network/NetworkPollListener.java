package io.cemfleet.path.network;

import io.cemfleet.network.policy.SrPolicies;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Receives the network's policies and load, round by round: policies first, so that load read later contains theirs.
 */
public interface NetworkPollListener {

    /** @param at the policies were like this at this moment or before */
    void policiesRead(NetworkTopology topology, SrPolicies policies, Instant at);

    /** @param readAt since when the load of a direction that is known now was measured; empty where it is unknown */
    void loadRead(NetworkTopology topology, Function<LinkDirection, Optional<Instant>> readAt);
}
