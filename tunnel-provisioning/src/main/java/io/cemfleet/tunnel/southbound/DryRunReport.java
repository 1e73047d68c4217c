package io.cemfleet.tunnel.southbound;

import io.cemfleet.a2a.contract.SegmentId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The controller's prediction for a path.
 *
 * @param degraded it would miss a constraint, which the message names
 * @param links undirected ids, as the controller computes the route
 */
public record DryRunReport(boolean degraded, String message, List<SegmentId> sids, List<String> links) {

    /** As it goes on the wire. */
    public Map<String, Object> asMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("state", degraded ? "degraded" : "success");
        map.put("message", message);
        map.put("segment_list", sids);
        map.put("links", links);
        return map;
    }
}
