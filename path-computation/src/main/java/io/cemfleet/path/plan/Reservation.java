package io.cemfleet.path.plan;

import java.util.List;

/**
 * Room that is held for a protection.
 *
 * @param nodes the sending router of each link
 * @param demandMbps above 0
 */
record Reservation(String protectionKey, Ends ends, List<String> links, List<String> nodes, double demandMbps) {

    record Ends(String incidentId, String headEnd, String endPoint) {}

    Reservation {
        links = List.copyOf(links);
        nodes = List.copyOf(nodes);
    }
}
