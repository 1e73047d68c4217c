package io.cemfleet.lab.cnc;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.lab.network.LabRouter;
import io.cemfleet.lab.network.LabTopology;
import io.cemfleet.lab.network.RouteEdit;
import io.cemfleet.lab.network.RoutePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A YANG Patch (RFC 8072) of {@code l3vpn-ntw}: route policies, and what VPN nodes export with them. */
record RoutePatch(String patchId, List<RoutePatchEdit> edits) {
    private static final Pattern POLICY = Pattern.compile("/(?:[^:/=]+:)?l3vpn-route-policy=([^/]+)");
    private static final Pattern NODE = Pattern.compile("/(?:[^:/=]+:)?vpn-services/vpn-service=([^/]+)"
            + "/vpn-nodes/vpn-node=([^/]+)(/(?:[^:/=]+:)?te-service-mapping)?");

    /** An edit with its id and target as written. */
    record RoutePatchEdit(String id, String target, RouteEdit edit) {}

    static RoutePatch of(CncRequest request, LabTopology topology) {
        if (!request.contentType().equals(PolicyPatch.YANG_PATCH)) {
            throw new CncRefusedException(
                    CncReply.nso(415, "invalid-value", "Unsupported media type: " + request.contentType()));
        }
        JsonNode patch = request.json().path("yang-patch");
        String patchId = NsoTreeRules.mandatory(patch, "patch-id").asText();
        var edits = new ArrayList<RoutePatchEdit>();
        for (JsonNode edit : VendorJson.items(NsoTreeRules.mandatory(patch, "edit"))) {
            String id = NsoTreeRules.mandatory(edit, "edit-id").asText();
            String target = NsoTreeRules.mandatory(edit, "target").asText();
            try {
                edits.add(new RoutePatchEdit(id, target, edit(edit, target, topology)));
            } catch (CncRefusedException e) {
                throw new CncRefusedException(PolicyPatch.status(patchId, id, target, PolicyPatch.text(e.reply())));
            }
        }
        return new RoutePatch(patchId, edits);
    }

    private static RouteEdit edit(JsonNode edit, String target, LabTopology topology) {
        boolean removes =
                switch (NsoTreeRules.mandatory(edit, "operation").asText()) {
                    case "merge", "replace" -> false;
                    case "remove" -> true;
                    default ->
                        throw refused("bad operation: " + edit.path("operation").asText());
                };
        Matcher policy = POLICY.matcher(target);
        if (policy.matches()) {
            String name = CncRequest.decode(policy.group(1));
            return removes
                    ? new RouteEdit.RemoveRoutePolicy(name)
                    : new RouteEdit.PutRoutePolicy(new RoutePolicy(name, color(edit.path("value"))));
        }
        Matcher node = NODE.matcher(target);
        if (!node.matches() || removes != (node.group(3) != null)) {
            throw refused("bad target: " + target);
        }
        String hostname = CncRequest.decode(node.group(2));
        LabRouter router = topology.routerByHostname(hostname).orElseThrow(() -> refused("no vpn-node " + hostname));
        return new RouteEdit.ColorNode(
                CncRequest.decode(node.group(1)), router.id(), removes ? null : routePolicy(edit.path("value")));
    }

    private static int color(JsonNode value) {
        List<JsonNode> entries = VendorJson.items(NsoTreeRules.mandatory(value, "l3vpn-route-policy"));
        List<JsonNode> colors = VendorJson.items(NsoTreeRules.mandatory(entries.getFirst(), "color"));
        if (colors.size() != 1) {
            throw refused("the device takes one color in a route policy");
        }
        return NsoTreeRules.integer(NsoTreeRules.mandatory(colors.getFirst(), "id"), "color id");
    }

    private static @Nullable String routePolicy(JsonNode value) {
        List<JsonNode> nodes = VendorJson.items(NsoTreeRules.mandatory(value, "vpn-node"));
        JsonNode odn =
                nodes.getFirst().path("te-service-mapping").path("te-mapping").path("odn");
        return NsoTreeRules.mandatory(odn, "route-policy").asText();
    }

    private static CncRefusedException refused(String message) {
        return new CncRefusedException(CncReply.nso(400, "invalid-value", message));
    }
}
