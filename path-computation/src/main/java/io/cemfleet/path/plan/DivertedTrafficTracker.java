package io.cemfleet.path.plan;

import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.path.PathSettings;
import io.cemfleet.path.network.CurrentNetwork;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Tracks traffic that protections divert, so that the capacity of its original path stays reserved. The part that its
 * policy carries over the original path has returned and is in the measured load. Until the load is measured after
 * that, the larger of both parts counts as diverted.
 */
@Component
class DivertedTrafficTracker {

    private final DivertedTrafficStore store;
    private final CurrentNetwork network;
    private final PathSettings settings;
    private final Clock clock;
    private volatile SeenTraffic seen = new SeenTraffic(Map.of(), Instant.MAX);

    /** @param at the policies were like this at this moment or before */
    private record SeenTraffic(Map<String, DivertedTraffic> byKey, Instant at) {}

    DivertedTrafficTracker(DivertedTrafficStore store, CurrentNetwork network, PathSettings settings, Clock clock) {
        this.store = store;
        this.network = network;
        this.settings = settings;
        this.clock = clock;
    }

    /** The capacity that traffic needs when it returns from protections of other incidents. */
    List<CapacityReservation> beside(String incidentId) {
        return store.awayBeside(incidentId).stream()
                .map(DivertedTraffic::returning)
                .toList();
    }

    /** Stores the path to which the traffic of a protection returns after it is moved. */
    void planned(String incidentId, PlacementDemand demand, PlacementOutcome.Planned planned, double demandMbps) {
        if (demandMbps <= 0) {
            return;
        }
        var ends = demand.constraints().ends();
        var current = demand.traffic().currentLinks();
        var original = demand.traffic().originalLinks();
        var paths = new ArrayList<List<String>>();
        paths.add(planned.solution().path().computed().links());
        planned.alternatives().forEach(path -> paths.add(path.computed().links()));
        var traffic = new DivertedTraffic(
                demand.key(),
                new CapacityReservation.ReservationOwner(incidentId, ends.source(), ends.target()),
                paths,
                DivertedTraffic.shares(OriginalTrafficSplit.shares(network.routesWith(original), ends, original)),
                demandMbps);
        var known = store.find(demand.key()).map(former -> traffic.after(former, current));
        store.put(known.orElse(traffic), clock.instant());
    }

    /** @param at the policies were like this at this moment or before */
    void policiesRead(PolicyReading policies, Instant at) {
        store.dropReturned(clock.instant().minus(settings.plan().rememberMoved()));
        var now = new HashMap<String, DivertedTraffic>();
        for (var stored : store.all()) {
            var traffic = stored.traffic();
            var read = policies.carrying(traffic.protectionKey(), traffic.ends(), traffic::isOn)
                    .map(traffic::routed)
                    .orElseGet(traffic::returned);
            now.put(traffic.protectionKey(), read);
            write(stored, read.atLeast(traffic));
        }
        seen = new SeenTraffic(now, at);
    }

    /**
     * Lowers what counts as diverted, where the load of every direction of the original path was measured after the
     * policies were read.
     */
    void loadRead(NetworkTopology topology, Function<LinkDirection, Optional<Instant>> readAt) {
        var read = seen;
        for (var stored : store.all()) {
            var now = read.byKey().get(stored.traffic().protectionKey());
            if (now != null
                    && now.returned().equals(stored.traffic().returned())
                    && now.original().stream()
                            .flatMap(share -> topology.direction(share.linkId(), share.from()).stream())
                            .allMatch(direction -> isSince(read.at(), readAt.apply(direction)))) {
                write(stored, now);
            }
        }
    }

    private static boolean isSince(Instant moment, Optional<Instant> readAt) {
        return readAt.filter(at -> !at.isBefore(moment)).isPresent();
    }

    private void write(DivertedTrafficStore.StoredDivertedTraffic stored, DivertedTraffic now) {
        if (!now.equals(stored.traffic())) {
            store.update(stored, now, clock.instant());
        }
    }
}
