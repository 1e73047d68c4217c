package io.cemfleet.path.plan;

import io.cemfleet.path.constraint.PathNetwork;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The capacity of the network while a plan is computed: existing reservations, and what the plan has placed so far, by
 * protection key. A key that is placed again releases its earlier reservation; any other key keeps it, since its
 * traffic stays on its path. Diverted traffic of other incidents counts as load on the path that it returns to, except
 * for its own protection.
 */
final class PlanDraft {

    private final PathNetwork network;
    private final Map<String, Map<Integer, Double>> reserved = new HashMap<>();
    private final Map<String, Map<Integer, Double>> held = new HashMap<>();
    private final Map<String, Map<Integer, Double>> returning = new HashMap<>();

    /** @param threshold part of each capacity that may be filled, 0 to 1 */
    PlanDraft(PathNetwork bare, double threshold, CommittedCapacity commitments) {
        this.network = bare.heldTo(threshold);
        for (var reservation : commitments.reserved()) {
            var loads = loads(reservation);
            reserved.put(reservation.protectionKey(), loads);
            hold(reservation.protectionKey(), loads);
        }
        for (var back : commitments.returning()) {
            var loads = loads(back);
            returning.put(back.protectionKey(), loads);
            loads.forEach((edge, load) -> network.state().reserve(edge, load));
        }
    }

    /** The network as one protection sees it, without its own reservations. */
    PathNetwork viewOf(String key, CurrentTraffic current, double mbps, boolean measured) {
        var view = network.fork();
        held.getOrDefault(key, Map.of()).forEach((edge, load) -> view.state().reserve(edge, -load));
        returning.getOrDefault(key, Map.of()).forEach((edge, load) -> view.state()
                .reserve(edge, -load));
        var awaited = reserved.getOrDefault(key, Map.of()).keySet();
        current.shares().forEach((edge, share) -> {
            if (!awaited.contains(edge)) {
                view.state().own(edge, measured ? Math.min(share * mbps, load(edge)) : share * mbps);
            }
        });
        return view;
    }

    /** The largest part of an edge's load that measured traffic can be. */
    private double load(int edge) {
        var utilisation = network.state().figures(edge).utilisation();
        double load =
                utilisation == null ? Double.NaN : utilisation * network.state().capacityMbps(edge);
        return Double.isNaN(load) ? Double.POSITIVE_INFINITY : load;
    }

    void place(String key, Map<Integer, Double> loads) {
        release(key);
        hold(key, loads);
    }

    /** Removes a protection from the plan: its earlier reservation is restored. */
    void withdraw(String key) {
        release(key);
        hold(key, reserved.getOrDefault(key, Map.of()));
    }

    double heldBy(String key, int edge) {
        return held.getOrDefault(key, Map.of()).getOrDefault(edge, 0.0);
    }

    /** The capacity that is reserved on an edge for returning traffic, Mbit/s. */
    double keptForReturn(int edge) {
        return returning.values().stream()
                .mapToDouble(loads -> loads.getOrDefault(edge, 0.0))
                .sum();
    }

    /** The keys with a reservation on any of these edges. */
    Set<String> holders(Set<Integer> edges) {
        var keys = new java.util.TreeSet<String>();
        held.forEach((key, loads) -> {
            if (loads.entrySet().stream().anyMatch(load -> load.getValue() > 0 && edges.contains(load.getKey()))) {
                keys.add(key);
            }
        });
        return keys;
    }

    /**
     * Load by capacity once all reserved traffic has moved and all diverted traffic has returned; NaN where load or
     * capacity is unknown.
     */
    double expectedUtilisation(int edge) {
        var state = network.state();
        return PathQuality.orNaN(state.figures(edge).utilisation())
                + state.reservedMbps(edge) / state.capacityMbps(edge);
    }

    private void hold(String key, Map<Integer, Double> loads) {
        held.put(key, loads);
        loads.forEach((edge, load) -> network.state().reserve(edge, load));
    }

    private void release(String key) {
        held.getOrDefault(key, Map.of()).forEach((edge, load) -> network.state().reserve(edge, -load));
        held.remove(key);
    }

    private Map<Integer, Double> loads(CapacityReservation reservation) {
        var loads = new HashMap<Integer, Double>();
        for (int i = 0; i < reservation.links().size(); i++) {
            double load = reservation.loads().get(i);
            network.graph()
                    .edge(reservation.links().get(i), reservation.nodes().get(i))
                    .ifPresent(edge -> loads.merge(edge, load, Double::sum));
        }
        return loads;
    }
}
