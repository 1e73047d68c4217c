package io.cemfleet.path.plan;

import java.util.List;

/**
 * Room that is held for a protection on its path.
 *
 * @param nodes the sending router of each link
 * @param loads what the protection adds to each link, Mbit/s: nothing where its traffic is already
 * @param demandMbps what is moved, above 0
 */
public record Reservation(
        String protectionKey,
        Ends ends,
        List<String> links,
        List<String> nodes,
        List<Double> loads,
        double demandMbps) {

    /** Whose it is. */
    public record Ends(String incidentId, String headEnd, String endPoint) {}

    public Reservation {
        links = List.copyOf(links);
        nodes = List.copyOf(nodes);
        loads = List.copyOf(loads);
    }

    static Reservation of(String incidentId, String key, Outcome.Planned planned, double demandMbps) {
        var computed = planned.solution().path().computed();
        var nodes = computed.nodes();
        return new Reservation(
                key,
                new Ends(incidentId, nodes.getFirst(), nodes.getLast()),
                computed.links(),
                nodes.subList(0, computed.links().size()),
                planned.loads(),
                demandMbps);
    }
}
