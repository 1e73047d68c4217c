package io.cemfleet.cnc.policy;

import static io.cemfleet.cnc.json.YangJson.at;
import static io.cemfleet.cnc.json.YangJson.decimal;
import static io.cemfleet.cnc.json.YangJson.each;
import static io.cemfleet.cnc.json.YangJson.textOr;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.policy.PolicyRoute;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;

/** Maps the engine's route of a policy to directions of the topology. */
final class PolicyRouteReader {

    private PolicyRouteReader() {}

    static CncResult<PolicyRoute> read(NetworkTopology topology, PolicyKey key, JsonNode body) {
        var output = at(body, "output");
        if (!output.isObject()) {
            return CncResult.unavailable("the answer has no route of " + key, true);
        }
        var status = textOr("accepted", output, "status");
        if (!status.equals("accepted")) {
            return CncResult.refused(status, textOr("", output, "message"));
        }
        var results = each(output, "results");
        if (results.isEmpty()) {
            return CncResult.notFound("route of " + key);
        }
        var result = results.getFirst();
        if (textOr("success", result, "path-computation-status").equals("failure")) {
            return CncResult.refused("failure", "the engine finds no route of " + key);
        }
        var shares = new LinkedHashMap<LinkDirection, Double>();
        var unresolved = new ArrayList<String>();
        for (var hop : each(result, "igp-route")) {
            var node = textOr("", hop, "node");
            var port = textOr("", hop, "interface");
            var use = decimal(hop, "interface-use");
            topology.find(node)
                    .flatMap(router -> topology.directionAt(router.id(), port))
                    .ifPresentOrElse(
                            link -> shares.merge(link, use == null ? 1.0 : use, Double::sum),
                            () -> unresolved.add(node + " " + port));
        }
        return CncResult.ok(new PolicyRoute(key, Collections.unmodifiableMap(shares), unresolved));
    }
}
