package io.cemfleet.path.plan;

import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.path.PathSettings;
import io.cemfleet.path.constraint.PathNetwork;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/**
 * Reserves capacity for protections from their plan until their traffic shows in the measured load: their own policy,
 * known by ends and colour, routes over the reserved links and carries traffic, and the load was measured after that;
 * or until the reservation expires. A policy of another colour on the same path does not count.
 */
@Component
public class CapacityReservations {

    private final ReservationStore store;
    private final PathSettings settings;
    private final Clock clock;

    CapacityReservations(ReservationStore store, PathSettings settings, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /** Subtracts all reservations from the network's capacity. */
    public void applyTo(PathNetwork network) {
        for (var reservation : inForce()) {
            for (int i = 0; i < reservation.links().size(); i++) {
                double load = reservation.loads().get(i);
                network.graph()
                        .edge(reservation.links().get(i), reservation.nodes().get(i))
                        .ifPresent(edge -> network.state().reserve(edge, load));
            }
        }
    }

    List<CapacityReservation> inForce() {
        return store.inForce(clock.instant());
    }

    /** One plan at a time, so that the next one sees the capacity that this one reserves. */
    void lock() {
        store.lock();
    }

    /** Reserves the planned capacity in place of the key's earlier reservation. */
    void hold(String incidentId, String key, PlacementOutcome.Planned planned, double demandMbps) {
        if (demandMbps <= 0) {
            store.remove(List.of(key));
            return;
        }
        var now = clock.instant();
        store.put(
                CapacityReservation.of(incidentId, key, planned, demandMbps),
                now,
                now.plus(settings.plan().reservation()));
    }

    /** @param at the policies were like this at this moment or before */
    void policiesRead(PolicyReading policies, Instant at) {
        store.dropExpired(clock.instant());
        var carried = inForce().stream()
                .filter(reservation -> policies.carrying(
                                reservation.protectionKey(),
                                reservation.ends(),
                                Set.copyOf(reservation.links())::equals)
                        .isPresent())
                .map(CapacityReservation::protectionKey)
                .toList();
        store.markSeen(carried, at);
    }

    /** Releases a reservation once every link was measured after the traffic arrived: the load contains it. */
    void loadRead(NetworkTopology topology, Function<LinkDirection, Optional<Instant>> readAt) {
        for (var seen : store.seen()) {
            var reservation = seen.reservation();
            boolean measured = IntStream.range(0, reservation.links().size())
                    .mapToObj(i -> topology.direction(
                            reservation.links().get(i), reservation.nodes().get(i)))
                    .flatMap(Optional::stream)
                    .allMatch(direction -> readAt.apply(direction)
                            .filter(at -> !at.isBefore(seen.at()))
                            .isPresent());
            if (measured) {
                store.release(seen);
            }
        }
    }
}
