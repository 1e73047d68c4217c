package io.cemfleet.path.plan;

import io.cemfleet.cnc.policy.SrPolicyClient;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.path.network.CurrentNetwork;
import io.cemfleet.path.network.NetworkPollListener;
import io.cemfleet.path.network.NetworkReading;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Follows planned traffic through the network: one reading of the policies serves reservations and diverted traffic.
 */
@Component
class PlannedTraffic implements NetworkPollListener {

    private final CapacityReservations reservations;
    private final DivertedTrafficTracker returning;
    private final ReservationStore store;
    private final SrPolicyClient policies;
    private final CurrentNetwork network;

    PlannedTraffic(
            CapacityReservations reservations,
            DivertedTrafficTracker returning,
            ReservationStore store,
            SrPolicyClient policies,
            CurrentNetwork network) {
        this.reservations = reservations;
        this.returning = returning;
        this.store = store;
        this.policies = policies;
        this.network = network;
    }

    @Override
    public void networkRead(NetworkReading read) {
        var reading = new PolicyReading(
                policies, network.routesOver(read.topology()), read.policies(), store.plannedColors());
        reservations.policiesRead(reading, read.policiesAt());
        returning.policiesRead(reading, read.policiesAt());
    }

    @Override
    public void loadRead(NetworkTopology topology, Function<LinkDirection, Optional<Instant>> readAt) {
        reservations.loadRead(topology, readAt);
        returning.loadRead(topology, readAt);
    }
}
