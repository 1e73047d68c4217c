package io.cemfleet.lab.cnc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.lab.network.LabTopology;
import io.cemfleet.lab.network.PolicyEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A PATCH of the whole container of policies and SID lists, as one transaction: a YANG Patch (RFC 8072) with an ordered
 * list of edits, or a plain patch whose entries are merged.
 *
 * @param patchId of a YANG Patch, null for a plain one
 */
record PolicyPatch(@Nullable String patchId, List<PatchEdit> edits) {
    static final String YANG_PATCH = "application/yang-patch+json";

    private static final String STATUS = "ietf-yang-patch:yang-patch-status";
    private static final String MODULE = "cisco-sr-te-cfp-sr-policies:";
    private static final String POLICY = "policy";
    private static final String SID_LIST = "sid-list";

    /**
     * An edit with its entry as written.
     *
     * @param id of the edit
     * @param path of its entry, as NSO names it in an error
     * @param config the entry, empty where it is removed
     */
    record PatchEdit(String id, String path, PolicyEdit edit, ObjectNode config) {}

    /** @param present the present entry of a list, by the list's name and the entry's */
    static PolicyPatch of(
            CncRequest request, LabTopology topology, BiFunction<String, String, Optional<ObjectNode>> present) {
        if (request.contentType().equals(YANG_PATCH)) {
            return yang(request.json().path("yang-patch"), topology, present);
        }
        if (!request.contentType().equals(CncReply.YANG_JSON)) {
            throw new CncRefusedException(
                    CncReply.nso(415, "invalid-value", "Unsupported media type: " + request.contentType()));
        }
        JsonNode body = request.json();
        JsonNode container = body.has("policies") ? body.path("policies") : body;
        var edits = new ArrayList<PatchEdit>();
        for (String list : List.of(SID_LIST, POLICY)) {
            for (JsonNode entry : VendorJson.items(container.path(list))) {
                String name = NsoTreeRules.mandatory(entry, "name").asText();
                edits.add(put(list + '=' + name, list, merged(list, name, entry, present), topology));
            }
        }
        return new PolicyPatch(null, edits);
    }

    private static PolicyPatch yang(
            JsonNode patch, LabTopology topology, BiFunction<String, String, Optional<ObjectNode>> present) {
        String id = NsoTreeRules.mandatory(patch, "patch-id").asText();
        var edits = new ArrayList<PatchEdit>();
        for (JsonNode edit : VendorJson.items(NsoTreeRules.mandatory(patch, "edit"))) {
            try {
                edits.add(edit(edit, topology, present));
            } catch (CncRefusedException e) {
                throw new CncRefusedException(status(
                        id, edit.path("edit-id").asText(), edit.path("target").asText(), text(e.reply())));
            }
        }
        return new PolicyPatch(id, edits);
    }

    private static PatchEdit edit(
            JsonNode edit, LabTopology topology, BiFunction<String, String, Optional<ObjectNode>> present) {
        String id = NsoTreeRules.mandatory(edit, "edit-id").asText();
        String target = NsoTreeRules.mandatory(edit, "target").asText();
        int equals = target.indexOf('=');
        String list = VendorJson.local(target.substring(0, Math.max(equals, 0)).replaceFirst("^/", ""));
        String name = CncRequest.decode(target.substring(equals + 1));
        if (!list.equals(POLICY) && !list.equals(SID_LIST)) {
            throw new CncRefusedException(CncReply.nso(400, "invalid-value", "bad target: " + target));
        }
        String operation = NsoTreeRules.mandatory(edit, "operation").asText();
        boolean known = present.apply(list, name).isPresent();
        return switch (operation) {
            case "create", "replace", "merge" -> {
                if (operation.equals("create") && known) {
                    throw new CncRefusedException(CncReply.nso(409, "data-exists", "object already exists: " + target));
                }
                ObjectNode entry = entry(edit, list, name);
                yield put(id, list, operation.equals("merge") ? merged(list, name, entry, present) : entry, topology);
            }
            case "remove", "delete" -> {
                if (operation.equals("delete") && !known) {
                    throw new CncRefusedException(CncReply.nsoMissing());
                }
                yield new PatchEdit(
                        id,
                        path(list, name),
                        list.equals(POLICY) ? new PolicyEdit.RemovePolicy(name) : new PolicyEdit.RemoveSidList(name),
                        VendorJson.obj());
            }
            default -> throw new CncRefusedException(CncReply.nso(400, "invalid-value", "bad operation: " + operation));
        };
    }

    private static ObjectNode entry(JsonNode edit, String list, String name) {
        List<JsonNode> entries =
                VendorJson.items(NsoTreeRules.mandatory(edit, "value").path(list));
        if (entries.size() != 1
                || !entries.getFirst().path("name").asText(name).equals(name)
                || !(entries.getFirst() instanceof ObjectNode entry)) {
            throw new CncRefusedException(CncReply.nso(400, "invalid-value", "the value is not the target's"));
        }
        return entry.deepCopy().put("name", name);
    }

    private static ObjectNode merged(
            String list, String name, JsonNode entry, BiFunction<String, String, Optional<ObjectNode>> present) {
        ObjectNode config = present.apply(list, name).orElseGet(() -> VendorJson.obj("name", name));
        NsoTreeRules.merge(config, entry);
        return config;
    }

    private static PatchEdit put(String id, String list, ObjectNode config, LabTopology topology) {
        String name = config.path("name").asText();
        return new PatchEdit(
                id,
                path(list, name),
                list.equals(POLICY)
                        ? new PolicyEdit.PutPolicy(NsoPolicyConfig.policy(topology, config))
                        : new PolicyEdit.PutSidList(NsoPolicyConfig.sidList(config)),
                config);
    }

    private static String path(String list, String name) {
        return "/cisco-sr-te-cfp:sr-te/" + MODULE + "policies/" + list + "[name='" + name + "']";
    }

    CncReply done() {
        return patchId == null ? CncReply.empty(204) : done(patchId);
    }

    /** All edits of a YANG Patch were applied. */
    static CncReply done(String patchId) {
        return CncReply.data(VendorJson.obj(
                STATUS,
                VendorJson.obj(
                        "patch-id", patchId, "ok", VendorJson.array(List.of()).addNull())));
    }

    /** Nothing was applied: the edit at fault, with the path of its entry. */
    CncReply refused(int edit, String message) {
        PatchEdit fault = edits.get(edit);
        return patchId == null
                ? CncReply.nso(400, "invalid-value", fault.path() + ": " + message)
                : status(patchId, fault.id(), fault.path(), message);
    }

    /** Nothing of a YANG Patch was applied. */
    static CncReply status(String patchId, String edit, String path, String message) {
        JsonNode error = VendorJson.obj(
                "error-type",
                "application",
                "error-tag",
                "invalid-value",
                "error-path",
                path,
                "error-message",
                message);
        JsonNode failed =
                VendorJson.obj("edit-id", edit, "ietf-restconf:errors", VendorJson.obj("error", List.of(error)));
        return CncReply.yang(
                400,
                VendorJson.obj(
                        STATUS,
                        VendorJson.obj("patch-id", patchId, "edit-status", VendorJson.obj("edit", List.of(failed)))));
    }

    /** What an error says. */
    static String text(CncReply reply) {
        return VendorJson.parse(reply.body())
                .map(body -> body.findPath("error-message").asText())
                .orElse("");
    }
}
