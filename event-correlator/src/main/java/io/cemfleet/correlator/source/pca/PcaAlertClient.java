package io.cemfleet.correlator.source.pca;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.pca.session.PcaResult;
import io.cemfleet.pca.session.PcaSession;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** PCA's active alerts and its alert export. */
@Component
public class PcaAlertClient {
    private final PcaSession session;

    PcaAlertClient(PcaSession session) {
        this.session = session;
    }

    /** The alerts that are open now, as {@code AlertPayload}. */
    PcaResult<List<JsonNode>> activeAlerts() {
        ObjectNode body = object();
        body.putObject("data").put("type", "activeAlerts").putObject("attributes");
        return session.query("/v2/alerts/active", body).flatMap(PcaAlertClient::attributes);
    }

    /** Whether alerts are exported to the address; creates the export when it is missing (true: it was created). */
    PcaResult<Boolean> ensureExport(URI address) {
        return switch (session.get("/v3/alertexport").flatMap(PcaAlertClient::attributes)) {
            case PcaResult.Ok<List<JsonNode>>(List<JsonNode> exports) ->
                exports.stream().anyMatch(export -> isTo(address, export))
                        ? new PcaResult.Ok<>(false)
                        : create(address);
            case PcaResult.Failed<List<JsonNode>>(int status, String reason) ->
                isNotServed(status) ? create(address) : new PcaResult.Failed<>(status, reason);
        };
    }

    /** Not every release serves the list. */
    private static boolean isNotServed(int status) {
        return status == 404 || status == 405;
    }

    private static boolean isTo(URI address, JsonNode export) {
        return export.path("alertexporturl").asText().equals(address.toString())
                && export.path("alertexportenabled").asBoolean(true);
    }

    private PcaResult<Boolean> create(URI address) {
        return switch (session.get("/v2/policies/alerting")) {
            case PcaResult.Ok<JsonNode>(JsonNode list) ->
                list.path("data").isArray()
                        ? create(address, list.path("data"))
                        : new PcaResult.Failed<>(200, "the answer has no list of policies");
            case PcaResult.Failed<JsonNode>(int status, String reason) ->
                isNotServed(status)
                        ? create(address, JsonNodeFactory.instance.arrayNode())
                        : new PcaResult.Failed<>(status, reason);
        };
    }

    private PcaResult<Boolean> create(URI address, JsonNode known) {
        ArrayNode policies = JsonNodeFactory.instance.arrayNode();
        known.forEach(policy -> policies.add(policy.path("id").asText()));
        ObjectNode body = object();
        ObjectNode attributes =
                body.putObject("data").put("type", "alertExports").putObject("attributes");
        attributes
                .put("alertexporttype", "webhook")
                .put("alertexportname", "cem-fleet")
                .put("alertexportenabled", true)
                .put("alertexporturl", address.toString())
                .set("alertpolicylist", policies);
        return session.post("/v3/alertexport", body).map(any -> true);
    }

    /** The attributes of each element of {@code data}; an answer without it, or with an element that is none, has failed. */
    private static PcaResult<List<JsonNode>> attributes(JsonNode answer) {
        JsonNode data = answer.isArray() ? answer : answer.path("data");
        if (!data.isContainerNode()) {
            return new PcaResult.Failed<>(200, "the answer has no data");
        }
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode item : data.isObject() ? List.of(data) : data) {
            JsonNode attributes = item.path("attributes").isObject() ? item.path("attributes") : item;
            if (!attributes.isObject() || attributes.isEmpty()) {
                return new PcaResult.Failed<>(200, "the answer has an element without attributes");
            }
            found.add(attributes);
        }
        return new PcaResult.Ok<>(found);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
