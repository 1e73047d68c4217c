package io.cemfleet.tunnel.southbound;

import io.cemfleet.a2a.contract.SegmentId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The prediction for a path.
 *
 * @param predictor whose computation it is
 * @param degraded it would miss a constraint, which the message names
 * @param links undirected ids, in the order of travel
 */
public record DryRunReport(
        Predictor predictor, boolean degraded, String message, List<SegmentId> sids, List<String> links) {

    /** Who computed the route. */
    public enum Predictor {
        /** The controller's dry run. */
        CONTROLLER,
        /** The agent, from the controller's topology: the segments leave no router a choice. */
        TOPOLOGY
    }

    /** What the topology says of segments that have one branch only. */
    public static DryRunReport onlyBranch(List<SegmentId> sids, SegmentListRoute route) {
        return new DryRunReport(Predictor.TOPOLOGY, false, "", sids, route.branch());
    }

    /** As it goes on the wire. */
    public Map<String, Object> asMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("predicted_by", predictor.name().toLowerCase(Locale.ROOT));
        map.put("state", degraded ? "degraded" : "success");
        map.put("message", message);
        map.put("segment_list", sids);
        map.put("links", links);
        return map;
    }
}
