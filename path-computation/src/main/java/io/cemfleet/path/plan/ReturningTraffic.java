package io.cemfleet.path.plan;

import io.cemfleet.cnc.forwarding.EcmpRoutes;
import io.cemfleet.cnc.forwarding.RouteResult;
import io.cemfleet.cnc.policy.PolicyForwarding;
import io.cemfleet.cnc.policy.SrPolicies;
import io.cemfleet.cnc.policy.SrPolicy;
import io.cemfleet.cnc.topology.LinkDirection;
import io.cemfleet.cnc.topology.NetworkTopology;
import io.cemfleet.path.PathSettings;
import io.cemfleet.path.network.CurrentNetwork;
import io.cemfleet.path.network.NetworkListener;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Keeps track of traffic that is away on protections, so that the path which it returns to is not given to others. What
 * its policy takes over the original path already has returned and is in the measured load. Until the load was measured
 * after that, the larger part counts as away.
 */
@Component
class ReturningTraffic implements NetworkListener {

    private final DivertedTrafficStore store;
    private final PolicyCounters counters;
    private final CurrentNetwork network;
    private final PathSettings settings;
    private final Clock clock;
    private volatile Map<String, DivertedTraffic> seen = Map.of();

    ReturningTraffic(
            DivertedTrafficStore store,
            PolicyCounters counters,
            CurrentNetwork network,
            PathSettings settings,
            Clock clock) {
        this.store = store;
        this.counters = counters;
        this.network = network;
        this.settings = settings;
        this.clock = clock;
    }

    /** The room that traffic needs when it returns from protections of other incidents. */
    List<Reservation> beside(String incidentId) {
        return store.awayBeside(incidentId).stream()
                .map(DivertedTraffic::returning)
                .toList();
    }

    /** Remembers where the traffic of a protection returns to, once it is moved. */
    void planned(String incidentId, Demand demand, Outcome.Planned planned, double demandMbps) {
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
                new Reservation.Ends(incidentId, ends.source(), ends.target()),
                paths,
                DivertedTraffic.shares(OriginalTraffic.shares(network.routesWith(original), ends, original)),
                demandMbps);
        var known = store.find(demand.key()).map(former -> traffic.after(former, current));
        store.put(known.orElse(traffic), clock.instant());
    }

    @Override
    public void policiesRead(NetworkTopology topology, SrPolicies policies, Instant at) {
        store.dropReturned(clock.instant().minus(settings.plan().rememberMoved()));
        var rows = store.all();
        if (rows.isEmpty()) {
            seen = Map.of();
            return;
        }
        var byEnds = policies.policies().stream()
                .collect(Collectors.groupingBy(
                        policy -> ends(policy.key().headEnd(), policy.key().endPoint())));
        var forwarding = new PolicyForwarding(EcmpRoutes.over(topology));
        var now = new HashMap<String, DivertedTraffic>();
        for (var stored : rows) {
            var traffic = stored.traffic();
            var candidates = byEnds.getOrDefault(
                    ends(traffic.ends().headEnd(), traffic.ends().endPoint()), List.of());
            var read = read(topology, traffic, candidates, forwarding);
            now.put(traffic.protectionKey(), read);
            write(stored, read.atLeast(traffic));
        }
        seen = now;
    }

    @Override
    public void loadRead(NetworkTopology topology, Function<LinkDirection, Optional<Instant>> readAt) {
        var read = seen;
        for (var stored : store.all()) {
            var now = read.get(stored.traffic().protectionKey());
            if (now != null && now.returned().equals(stored.traffic().returned())) {
                write(stored, now);
            }
        }
    }

    private void write(DivertedTrafficStore.Stored stored, DivertedTraffic now) {
        if (!now.equals(stored.traffic())) {
            store.update(stored, now, clock.instant());
        }
    }

    private DivertedTraffic read(
            NetworkTopology topology,
            DivertedTraffic traffic,
            Collection<SrPolicy> candidates,
            PolicyForwarding forwarding) {
        for (var policy : candidates) {
            if (forwarding.route(policy) instanceof RouteResult.Routed routed
                    && traffic.isOn(routed.linkIds())
                    && counters.carriesTraffic(topology, policy)) {
                return traffic.routed(routed);
            }
        }
        return traffic.returned();
    }

    private static List<String> ends(String headEnd, String endPoint) {
        return List.of(headEnd, endPoint);
    }
}
