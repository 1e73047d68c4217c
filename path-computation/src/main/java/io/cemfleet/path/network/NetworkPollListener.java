package io.cemfleet.path.network;

import io.cemfleet.network.measurement.LinkReadings;
import io.cemfleet.network.policy.PolicyMeasurement;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Receives the network's policies and load, round by round: policies first, so that load read later contains theirs.
 */
public interface NetworkPollListener {

    /** Topology, policies and services of one moment. */
    void networkRead(NetworkReading reading);

    /** Unchanged since it was read, as the controller's notifications prove; called every few seconds. */
    default void networkConfirmed(NetworkReading reading) {}

    /** @param at when the policies were measured */
    default void policiesMeasured(List<PolicyMeasurement> policies, Instant at) {}

    /** @param readAt before the first of the readings was requested */
    default void measured(LinkReadings readings, Instant readAt) {}

    /** @param readAt since when the load of a direction that is known now was measured; empty where it is unknown */
    default void loadRead(NetworkTopology topology, Function<LinkDirection, Optional<Instant>> readAt) {}
}
