package io.cemfleet.cnc.optimization;

import static io.cemfleet.cnc.json.YangJson.at;
import static io.cemfleet.cnc.json.YangJson.each;
import static io.cemfleet.cnc.json.YangJson.integer;
import static io.cemfleet.cnc.json.YangJson.text;
import static io.cemfleet.cnc.json.YangJson.textOr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.json.RequestJson;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import java.util.ArrayList;
import java.util.Comparator;

/** Maps operations to the engine's form and its answers back. */
final class OperationMapper {

    private OperationMapper() {}

    static ObjectNode path(PathRequest path) {
        return switch (path) {
            case PathRequest.Explicit explicit -> explicit(explicit);
            case PathRequest.Dynamic dynamic -> dynamic(dynamic);
        };
    }

    /** The state of the one result of a write. */
    static CncResult<AppliedOperation> applied(JsonNode body) {
        var results = each(at(body, "output"), "results");
        if (results.isEmpty()) {
            return CncResult.unavailable("the operation's answer has no result", false);
        }
        return state(results.getFirst())
                .map(state ->
                        new AppliedOperation(state.equals("degraded"), textOr("", results.getFirst(), "message")));
    }

    static CncResult<DryRunResult> dryRun(NetworkTopology topology, JsonNode body) {
        var output = at(body, "output");
        return state(output).map(state -> {
            var route = new ArrayList<LinkDirection>();
            var unresolved = new ArrayList<String>();
            for (var hop : each(output, "igp-route")) {
                var node = textOr("", hop, "node");
                var port = textOr("", hop, "interface");
                topology.find(node)
                        .flatMap(router -> topology.directionAt(router.id(), port))
                        .ifPresentOrElse(route::add, () -> unresolved.add(node + " " + port));
            }
            var hops = each(output, "segment-list-hops").stream()
                    .map(OperationMapper::hop)
                    .sorted(Comparator.comparingInt(SegmentHop::step))
                    .toList();
            return new DryRunResult(state.equals("degraded"), textOr("", output, "message"), hops, route, unresolved);
        });
    }

    /** Failures come inside a 200; an unknown state is not a success. */
    private static CncResult<String> state(JsonNode result) {
        var state = textOr("", result, "state");
        return switch (state) {
            case "success", "degraded" -> CncResult.ok(state);
            case "failure" ->
                CncResult.refused("failure", textOr("", result, "message").strip());
            default -> CncResult.unavailable("the operation's answer has the state '" + state + "'", false);
        };
    }

    private static SegmentHop hop(JsonNode hop) {
        var step = integer(hop, "step");
        return new SegmentHop(
                step == null ? 0 : step, textOr("unknown", hop, "type"), text(hop, "ip-address"), integer(hop, "sid"));
    }

    private static ObjectNode explicit(PathRequest.Explicit explicit) {
        var hops = RequestJson.array();
        for (int step = 0; step < explicit.hops().size(); step++) {
            var hop = explicit.hops().get(step);
            var kind = hop.adjacency() ? "adjacency" : "node";
            ObjectNode entry = RequestJson.object().put("step", step);
            hops.add(entry.set(
                    "hop",
                    RequestJson.object()
                            .put(kind + "-ipv4-address", hop.address())
                            .put(kind + "-ipv4-sid", hop.sid())));
        }
        return RequestJson.object("hops", hops);
    }

    private static ObjectNode dynamic(PathRequest.Dynamic dynamic) {
        var path = RequestJson.object()
                .put("path-optimization-objective", dynamic.objective().wire())
                .put("protected", dynamic.protectedSids());
        var affinities = RequestJson.object();
        RequestJson.setIfKnown(affinities, "include-any", dynamic.includeAny());
        RequestJson.setIfKnown(affinities, "include-all", dynamic.includeAll());
        RequestJson.setIfKnown(affinities, "exclude-any", dynamic.excludeAny());
        if (!affinities.isEmpty()) {
            path.set("affinities", affinities);
        }
        return path;
    }
}
