package io.cemfleet.path.plan;

import io.cemfleet.cnc.forwarding.EcmpRoutes;
import io.cemfleet.cnc.forwarding.RouteResult;
import io.cemfleet.cnc.policy.PolicyForwarding;
import io.cemfleet.cnc.policy.SrPolicies;
import io.cemfleet.cnc.topology.NetworkTopology;
import io.cemfleet.path.PathSettings;
import io.cemfleet.path.constraint.FoundPath;
import io.cemfleet.path.constraint.Network;
import io.cemfleet.path.network.PolicyListener;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Holds room for protections from their plan until their traffic shows in the measured load: a policy between the same
 * ends routes over the reserved links, and the load was measured after that; or until the time is over.
 */
@Component
public class Reservations implements PolicyListener {

    private final ReservationStore store;
    private final PathSettings settings;
    private final Clock clock;

    Reservations(ReservationStore store, PathSettings settings, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /** Takes the room of all reservations, except those of the given keys, from the network. */
    public void applyTo(Network network, Set<String> except) {
        for (var reservation : store.inForce(clock.instant())) {
            if (!except.contains(reservation.protectionKey())) {
                for (int i = 0; i < reservation.links().size(); i++) {
                    network.graph()
                            .edge(
                                    reservation.links().get(i),
                                    reservation.nodes().get(i))
                            .ifPresent(edge -> network.state().reserve(edge, reservation.demandMbps()));
                }
            }
        }
    }

    /** One plan at a time: the room that one takes is seen by the next. */
    void lock() {
        store.lock();
    }

    void hold(String incidentId, String key, FoundPath path, double demandMbps) {
        var computed = path.computed();
        var nodes = computed.nodes().subList(0, computed.links().size());
        var ends = new Reservation.Ends(
                incidentId, computed.nodes().getFirst(), computed.nodes().getLast());
        var now = clock.instant();
        store.put(
                new Reservation(key, ends, computed.links(), nodes, demandMbps),
                now,
                now.plus(settings.plan().reservation()));
    }

    void drop(Collection<String> keys) {
        store.remove(keys);
    }

    @Override
    public void policiesRead(NetworkTopology topology, SrPolicies policies, Instant loadSince) {
        var now = clock.instant();
        store.release(now, loadSince);
        var reservations = store.inForce(now);
        if (reservations.isEmpty()) {
            return;
        }
        var forwarding = new PolicyForwarding(EcmpRoutes.over(topology));
        var carried = reservations.stream()
                .filter(reservation -> carries(reservation, policies, forwarding))
                .map(Reservation::protectionKey)
                .toList();
        store.markSeen(carried, now);
    }

    private static boolean carries(Reservation reservation, SrPolicies policies, PolicyForwarding forwarding) {
        var links = new HashSet<>(reservation.links());
        return policies.policies().stream()
                .filter(policy -> policy.key()
                                .headEnd()
                                .equals(reservation.ends().headEnd())
                        && policy.key().endPoint().equals(reservation.ends().endPoint()))
                .anyMatch(policy -> forwarding.route(policy) instanceof RouteResult.Routed routed
                        && routed.linkIds().equals(links));
    }
}
