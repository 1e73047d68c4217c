package io.cemfleet.lab.cnc;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.lab.network.AffinityConstraint;
import io.cemfleet.lab.network.LabNetwork;
import io.cemfleet.lab.network.LabRouter;
import io.cemfleet.lab.network.PathMetric;
import io.cemfleet.lab.network.PathResolution;
import io.cemfleet.lab.network.PathSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The validated path of a COE request.
 *
 * @param labels of an explicit path, empty for a dynamic one
 * @param dynamic null for an explicit path
 */
record PathInput(LabRouter headEnd, LabRouter endPoint, List<Integer> labels, PathSpec.@Nullable Dynamic dynamic) {

    /** A business failure, reported inside a 200. */
    static final class PathInputException extends Exception {
        private static final long serialVersionUID = 1;

        PathInputException(String message) {
            super(message, null, false, false);
        }

        String text() {
            return String.valueOf(getMessage());
        }
    }

    static PathInput parse(LabNetwork network, JsonNode input) throws PathInputException {
        LabRouter headEnd = router(network, input.path("head-end").asText());
        LabRouter endPoint = router(network, input.path("end-point").asText());
        JsonNode path = input.path("sr-policy-path");
        if (path.has("bandwidth")) {
            throw new PathInputException("Bandwidth On Demand currently dormant: disabled");
        }
        if (path.has("disjointness")) {
            throw new PathInputException("No path found for the given constraints. ");
        }
        List<Integer> labels = labels(path);
        if (labels.isEmpty() && !path.has("path-optimization-objective")) {
            throw new CncRefusedException(CncReply.empty(500));
        }
        return new PathInput(headEnd, endPoint, labels, labels.isEmpty() ? dynamic(path) : null);
    }

    /** A hostname in place of a router-id is bad input; an unknown router-id is a missing permission. */
    static LabRouter router(LabNetwork network, String routerId) throws PathInputException {
        if (!routerId.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
            throw new CncRefusedException(CncReply.empty(500));
        }
        return network.topology()
                .routerByRouterId(routerId)
                .orElseThrow(() -> new PathInputException(
                        "No permission for device " + routerId + ". Contact your administrator for permissions."));
    }

    PathResolution resolve(LabNetwork network) {
        PathSpec.Dynamic computed = dynamic;
        return computed == null
                ? network.resolve(headEnd.id(), endPoint.id(), labels)
                : network.compute(headEnd.id(), endPoint.id(), computed);
    }

    static List<Integer> labels(JsonNode path) throws PathInputException {
        record Step(int step, int label) {}
        List<Step> steps = new ArrayList<>();
        for (JsonNode item : VendorJson.items(path.path("hops"))) {
            JsonNode hop = item.path("hop");
            JsonNode sid = hop.has("node-ipv4-sid") ? hop.path("node-ipv4-sid") : hop.path("adjacency-ipv4-sid");
            if (sid.asInt() <= 0) {
                throw new CncRefusedException(CncReply.empty(500));
            }
            if (!hop.has("node-ipv4-address") && !hop.has("adjacency-ipv4-address")) {
                throw new PathInputException("Missing SID on some hop");
            }
            steps.add(new Step(item.path("step").asInt(steps.size()), sid.asInt()));
        }
        return steps.stream()
                .sorted(Comparator.comparingInt(Step::step))
                .map(Step::label)
                .toList();
    }

    private static PathSpec.Dynamic dynamic(JsonNode path) {
        PathMetric metric =
                switch (path.path("path-optimization-objective").asText()) {
                    case "igp-metric" -> PathMetric.IGP;
                    case "te-metric" -> PathMetric.TE;
                    case "delay" -> PathMetric.DELAY;
                    case "hop-count" -> PathMetric.HOPS;
                    default ->
                        throw new CncRefusedException(
                                CncReply.restconf(400, "invalid-value", "Invalid path-optimization-objective"));
                };
        JsonNode affinities = path.path("affinities");
        return new PathSpec.Dynamic(
                metric,
                new AffinityConstraint(
                        (int) affinities.path("include-any").asLong(),
                        (int) affinities.path("include-all").asLong(),
                        (int) affinities.path("exclude-any").asLong()));
    }
}
