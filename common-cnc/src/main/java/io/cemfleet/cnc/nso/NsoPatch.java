package io.cemfleet.cnc.nso;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.json.RequestJson;
import io.cemfleet.cnc.json.RestconfKey;
import io.cemfleet.network.topology.NetworkTopology;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A transaction as a YANG Patch (RFC 8072): an ordered list of edits, of which all or none are applied. */
final class NsoPatch {
    private static final String POLICIES = "/" + NsoPolicyMapper.MODULE;

    private final ArrayNode edits = RequestJson.array();

    private NsoPatch() {}

    /** The patch of the container of policies and SID lists; fails where a router is not in the topology. */
    static CncResult<JsonNode> of(NetworkTopology topology, NsoTransaction transaction) {
        var patch = new NsoPatch();
        transaction
                .lists()
                .forEach(list -> patch.edit(
                        "replace", POLICIES + "sid-list=" + RestconfKey.of(list.name()), NsoPolicyMapper.write(list)));
        for (NsoPolicy policy : transaction.allPolicies()) {
            CncResult<JsonNode> body = NsoPolicyMapper.write(topology, policy);
            if (!(body instanceof CncResult.Ok<JsonNode>(JsonNode value))) {
                return body;
            }
            String operation = transaction.newPolicies().contains(policy) ? "create" : "replace";
            patch.edit(operation, POLICIES + "policy=" + RestconfKey.of(policy.name()), value);
        }
        transaction
                .removedPolicies()
                .forEach(name -> patch.edit("remove", POLICIES + "policy=" + RestconfKey.of(name), null));
        transaction
                .removedLists()
                .forEach(name -> patch.edit("remove", POLICIES + "sid-list=" + RestconfKey.of(name), null));
        return CncResult.ok(patch.body());
    }

    /** The patch of the container of VPN services and route policies. */
    static JsonNode of(RouteTransaction transaction) {
        var patch = new NsoPatch();
        transaction
                .policies()
                .forEach(policy ->
                        patch.edit("merge", NsoVpnForm.policyTarget(policy.name()), NsoVpnForm.routePolicy(policy)));
        transaction
                .colored()
                .forEach(export -> patch.edit(
                        "merge",
                        NsoVpnForm.nodeTarget(export.vpnId(), export.hostname()),
                        NsoVpnForm.node(export.hostname(), export.routePolicy())));
        transaction
                .cleared()
                .forEach(node -> patch.edit("remove", NsoVpnForm.mappingTarget(node.vpnId(), node.hostname()), null));
        transaction.removedPolicies().forEach(name -> patch.edit("remove", NsoVpnForm.policyTarget(name), null));
        return patch.body();
    }

    private JsonNode body() {
        return RequestJson.object(
                "ietf-yang-patch:yang-patch",
                RequestJson.object()
                        .put("patch-id", UUID.randomUUID().toString())
                        .set("edit", edits));
    }

    private void edit(String operation, String target, @Nullable JsonNode value) {
        var edit = RequestJson.object()
                .put("edit-id", "edit-" + (edits.size() + 1))
                .put("operation", operation)
                .put("target", target);
        edits.add(value == null ? edit : edit.set("value", value));
    }
}
