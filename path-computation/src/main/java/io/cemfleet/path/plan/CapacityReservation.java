package io.cemfleet.path.plan;

import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Capacity that is reserved for a protection on its path.
 *
 * @param nodes the sending router of each link
 * @param loads what the protection adds to each link, Mbit/s: zero where its traffic already is
 * @param demandMbps moved traffic, above 0
 */
public record CapacityReservation(
        String protectionKey,
        ReservationOwner ends,
        List<String> links,
        List<String> nodes,
        List<Double> loads,
        double demandMbps) {

    /** The colour in a protection key such as {@code frankfurt>prague/100/sr-mpls}. */
    private static final Pattern COLOR = Pattern.compile("/([0-9]{1,9})/[^/]*$");

    /** The owner of a reservation. */
    public record ReservationOwner(String incidentId, String headEnd, String endPoint) {}

    public CapacityReservation {
        links = List.copyOf(links);
        nodes = List.copyOf(nodes);
        loads = List.copyOf(loads);
    }

    static CapacityReservation of(String incidentId, String key, PlacementOutcome.Planned planned, double demandMbps) {
        var computed = planned.solution().path().computed();
        var nodes = computed.nodes();
        return new CapacityReservation(
                key,
                new ReservationOwner(incidentId, nodes.getFirst(), nodes.getLast()),
                computed.links(),
                nodes.subList(0, computed.links().size()),
                planned.loads(),
                demandMbps);
    }

    /** The colour that a protection key names; empty where its services have none. */
    static OptionalInt color(String protectionKey) {
        var color = COLOR.matcher(protectionKey);
        return color.find() ? OptionalInt.of(Integer.parseInt(color.group(1))) : OptionalInt.empty();
    }
}
