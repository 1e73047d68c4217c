package io.cemfleet.lab.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answer of {@code GET /lab/network}: the present state, without noise. Delays in ms, losses in percent. */
record LabNetworkView(
        String name,
        double growth,
        List<NodeView> nodes,
        List<LinkView> links,
        List<ServiceView> services,
        List<TunnelView> tunnels) {

    record NodeView(String id, String name, @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable PositionView position) {}

    record PositionView(double lat, double lon) {}

    /**
     * The worse direction of each value.
     *
     * @param up false after it failed
     * @param loads of its directions, from the router {@code a} first
     */
    record LinkView(
            String id,
            String a,
            String z,
            double latencyMs,
            double jitterMs,
            double lossPct,
            double utilisation,
            double capacityMbps,
            boolean up,
            List<LoadView> loads) {}

    /** @param utilisation offered load by capacity, at most 1 */
    record LoadView(String from, double utilisation) {}

    /**
     * A service.
     *
     * @param color of its routes; null where they have none
     * @param path union of the links of its paths that carry
     *     traffic or may
     * @param latencyMs one way, worst flow; null when all packets are lost
     */
    record ServiceView(
            String id,
            String name,
            String customer,
            String tier,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Integer color,
            List<PathView> paths,
            List<String> path,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Double latencyMs,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Double jitterMs,
            double lossPct) {}

    /**
     * A branch.
     *
     * @param links in order from the head-end
     * @param share of the whole service's traffic that takes it now; 0 for one that is possible and unused
     */
    record PathView(List<String> links, double share, String headEnd, String endPoint) {}

    /**
     * A policy by its name.
     *
     * @param weights of the SID lists of its path with the highest preference, by name; empty for a dynamic path
     * @param labels of those SID lists
     */
    record TunnelView(
            String name,
            String headEnd,
            String endPoint,
            int color,
            Map<String, Integer> weights,
            Map<String, List<Integer>> labels) {}
}
