package io.cemfleet.lab.cnc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The optimisation base: remote procedures that write, and those that only read. */
@Component
class OptimizationNbi implements CncServlet.MountedApi {
    private final PolicyOperations writes;
    private final PolicyQueries reads;

    OptimizationNbi(PolicyOperations writes, PolicyQueries reads) {
        this.writes = writes;
        this.reads = reads;
    }

    @Override
    public Map<String, CncServlet.Api> bases() {
        return Map.of(
                "nbi/optimization/v3/restconf",
                this,
                "nbi/optima/v2/restconf/operations",
                request -> answer(request.prefixed("operations")));
    }

    @Override
    public CncReply answer(CncRequest request) {
        boolean json = request.contentType().equals(CncReply.YANG_JSON)
                || request.contentType().equals(CncReply.JSON)
                || request.body().isBlank();
        if (!request.method().equals("POST")) {
            return CncReply.unauthorized();
        }
        if (!json) {
            return CncReply.restconf(415, "invalid-value", "Unsupported media type " + request.contentType());
        }
        return switch (request.route()) {
            case "operations/sr-policy-create" -> writes.create(input(request));
            case "operations/sr-policy-modify" -> writes.modify(input(request));
            case "operations/sr-policy-delete" -> writes.delete(input(request));
            case "operations/sr-policy-dryrun" -> writes.dryRun(input(request));
            case "operations/sr-policies-on-node" -> reads.onNodes(input(request));
            case "operations/sr-policies-on-interface" -> reads.onInterfaces(input(request));
            case "operations/sr-policy-routes" -> reads.routes(input(request));
            case "operations/sr-policy-metrics" -> reads.metrics(input(request));
            case "operations/sr-policy-route-preview" -> reads.preview(input(request));
            case "operations/sr-datalist-oper" -> CncReply.empty(500);
            default -> CncReply.restconf(400, "unknown-element", "Unknown operation " + request.route());
        };
    }

    private static JsonNode input(CncRequest request) {
        JsonNode input = request.json().path("input");
        if (!input.isObject()) {
            throw new CncRefusedException(CncReply.restconf(400, "missing-attribute", "input is missing"));
        }
        return input;
    }
}
