package io.cemfleet.lab.cnc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.lab.network.ChangeOutcome;
import io.cemfleet.lab.network.LabNetwork;
import io.cemfleet.lab.network.NamedPolicy;
import io.cemfleet.lab.network.PolicyEdit;
import io.cemfleet.lab.network.PolicyTransactionOutcome;
import io.cemfleet.lab.network.SidList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** {@code cisco-sr-te-cfp}: policies, their SID lists and plans. A read returns what was written. */
@Component
class NsoPolicies {
    private static final String MODULE = "cisco-sr-te-cfp-sr-policies:";

    private final LabNetwork network;
    private final NsoPlans plans;
    private final Map<String, ObjectNode> written = new HashMap<>();

    NsoPolicies(LabNetwork network, NsoPlans plans) {
        this.network = network;
        this.plans = plans;
    }

    /** @param route below {@code sr-te/policies}, empty for the collection */
    synchronized CncReply answer(CncRequest request, String route) {
        List<String> keys = request.keys();
        return switch (route) {
            case "" -> request.method().equals("PATCH") ? commit(request) : collection(request);
            case "policy" -> list(request, "policy", configs());
            case "policy-plan" -> list(request, "policy-plan", allPlans());
            case "sid-list" -> list(request, "sid-list", sidLists());
            case "policy=" -> policy(request, keys.getFirst());
            case "policy=/path=" -> path(request, keys.getFirst(), keys.getLast());
            case "policy=/plan", "policy-plan=" -> plan(request, keys.getFirst());
            case "sid-list=" -> sidList(request, keys.getFirst());
            default -> CncReply.nsoMissing();
        };
    }

    private CncReply collection(CncRequest request) {
        return NsoReplies.get(request, () -> {
            List<ObjectNode> policies = configs();
            List<ObjectNode> lists = sidLists();
            return Optional.of(VendorJson.obj(
                    MODULE + "policies",
                    VendorJson.obj(
                            "policy",
                            policies.isEmpty() ? null : policies,
                            "sid-list",
                            lists.isEmpty() ? null : lists)));
        });
    }

    /** All edits of a patch, or none. */
    private CncReply commit(CncRequest request) {
        PolicyPatch patch = PolicyPatch.of(request, network.topology(), this::present);
        return switch (network.commit(
                patch.edits().stream().map(PolicyPatch.PatchEdit::edit).toList())) {
            case PolicyTransactionOutcome.Committed done -> {
                patch.edits().forEach(this::committed);
                yield patch.done();
            }
            case PolicyTransactionOutcome.RolledBack(int edit, ChangeOutcome.Refused refused) ->
                patch.refused(edit, NsoReplies.message(refused));
        };
    }

    private void committed(PolicyPatch.PatchEdit done) {
        if (done.edit() instanceof PolicyEdit.PutPolicy(NamedPolicy policy)) {
            written.put(policy.name(), done.config());
            plans.written("policy/" + policy.name());
        }
        if (done.edit() instanceof PolicyEdit.RemovePolicy(String name)) {
            written.remove(name);
        }
    }

    /** The present entry of a list, by its name. */
    private Optional<ObjectNode> present(String list, String name) {
        return list.equals("policy")
                ? named(name).map(this::config)
                : Optional.ofNullable(network.state().sidLists().get(name)).map(NsoPolicyConfig::render);
    }

    private CncReply list(CncRequest request, String list, List<ObjectNode> entries) {
        return NsoReplies.get(
                request,
                () -> entries.isEmpty() ? Optional.empty() : Optional.of(VendorJson.obj(MODULE + list, entries)));
    }

    private List<ObjectNode> configs() {
        return network.state().policies().values().stream()
                .filter(policy -> policy.origin() == NamedPolicy.Origin.NSO)
                .map(this::config)
                .toList();
    }

    private List<ObjectNode> sidLists() {
        return network.state().sidLists().values().stream()
                .filter(list -> !list.name().startsWith("pce-"))
                .map(NsoPolicyConfig::render)
                .toList();
    }

    private Optional<NamedPolicy> named(String name) {
        return Optional.ofNullable(network.state().policies().get(name))
                .filter(policy -> policy.origin() == NamedPolicy.Origin.NSO);
    }

    private ObjectNode config(NamedPolicy policy) {
        ObjectNode mine = written.get(policy.name());
        return mine == null ? NsoPolicyConfig.render(network.topology(), policy) : mine.deepCopy();
    }

    private CncReply policy(CncRequest request, String name) {
        Optional<NamedPolicy> known = named(name);
        return switch (request.method()) {
            case "GET" ->
                NsoReplies.get(
                        request, () -> known.map(policy -> VendorJson.obj(MODULE + "policy", List.of(config(policy)))));
            case "PUT" -> put(request, name, NsoTreeRules.entry(request, "policy", "name", name));
            case "PATCH" -> known.isEmpty() ? CncReply.nsoMissing() : patch(request, known.get());
            case "DELETE" -> known.isEmpty() ? CncReply.nsoMissing() : delete(request, known.get());
            default -> CncReply.nso(405, "operation-not-supported", "method not allowed");
        };
    }

    private CncReply patch(CncRequest request, NamedPolicy known) {
        ObjectNode config = config(known);
        NsoTreeRules.merge(config, NsoTreeRules.entry(request, "policy", "name", known.name()));
        return put(request, known.name(), config);
    }

    private CncReply put(CncRequest request, String name, ObjectNode config) {
        NamedPolicy policy = NsoPolicyConfig.policy(network.topology(), config);
        if (NsoReplies.dryRun(request)) {
            return NsoReplies.cli(network, policy, false);
        }
        ChangeOutcome outcome = network.putPolicy(policy);
        if (outcome.done()) {
            written.put(name, config);
            plans.written("policy/" + name);
        }
        return NsoReplies.of(outcome, request);
    }

    private CncReply delete(CncRequest request, NamedPolicy policy) {
        if (NsoReplies.dryRun(request)) {
            return NsoReplies.cli(network, policy, true);
        }
        ChangeOutcome outcome = network.deletePolicy(policy.name());
        if (outcome.done()) {
            written.remove(policy.name());
        }
        return NsoReplies.of(outcome, request);
    }

    private CncReply path(CncRequest request, String name, String preference) {
        Optional<NamedPolicy> known = named(name);
        if (known.isEmpty()) {
            return CncReply.nsoMissing();
        }
        ObjectNode config = config(known.get());
        ArrayNode paths = config.withArray("path");
        ObjectNode path = NsoTreeRules.find(paths, "preference", preference);
        if (request.method().equals("PUT")) {
            ObjectNode entry = NsoTreeRules.entry(request, "path", "preference", preference);
            if (path != null) {
                paths.remove(index(paths, preference));
            }
            paths.add(entry);
            CncReply reply = put(request, name, config);
            return reply.status() == 204 && path == null ? CncReply.empty(201) : reply;
        }
        if (path == null) {
            return CncReply.nsoMissing();
        }
        return switch (request.method()) {
            case "GET" -> CncReply.data(VendorJson.obj(MODULE + "path", List.of(path)));
            case "DELETE" -> {
                paths.remove(index(paths, preference));
                yield changed(put(request, name, config));
            }
            case "PATCH" -> {
                NsoTreeRules.merge(path, NsoTreeRules.entry(request, "path", "preference", preference));
                yield changed(put(request, name, config));
            }
            default -> CncReply.nso(405, "operation-not-supported", "method not allowed");
        };
    }

    /** A write below a policy changes the policy, and is never a creation. */
    private static CncReply changed(CncReply reply) {
        return reply.status() == 201 ? CncReply.empty(204) : reply;
    }

    private static int index(ArrayNode paths, String preference) {
        for (int i = 0; i < paths.size(); i++) {
            if (paths.path(i).path("preference").asText().equals(preference)) {
                return i;
            }
        }
        return -1;
    }

    private List<ObjectNode> allPlans() {
        return network.state().policies().values().stream()
                .filter(policy -> policy.origin() == NamedPolicy.Origin.NSO)
                .map(policy -> plans.plan("name", policy.name(), "policy/" + policy.name()))
                .toList();
    }

    private CncReply plan(CncRequest request, String name) {
        return NsoReplies.get(request, () -> named(name)
                .map(policy ->
                        VendorJson.obj(MODULE + "policy-plan", List.of(plans.plan("name", name, "policy/" + name)))));
    }

    private CncReply sidList(CncRequest request, String name) {
        Optional<SidList> known = Optional.ofNullable(network.state().sidLists().get(name));
        return switch (request.method()) {
            case "GET" ->
                NsoReplies.get(
                        request,
                        () -> known.map(
                                list -> VendorJson.obj(MODULE + "sid-list", List.of(NsoPolicyConfig.render(list)))));
            case "PUT" -> putSidList(request, NsoTreeRules.entry(request, "sid-list", "name", name));
            case "PATCH" -> {
                if (known.isEmpty()) {
                    yield CncReply.nsoMissing();
                }
                ObjectNode config = NsoPolicyConfig.render(known.get());
                JsonNode patch = NsoTreeRules.entry(request, "sid-list", "name", name);
                NsoTreeRules.merge(config, patch);
                yield putSidList(request, config);
            }
            case "DELETE" ->
                known.isEmpty() ? CncReply.nsoMissing() : NsoReplies.of(network.deleteSidList(name), request);
            default -> CncReply.nso(405, "operation-not-supported", "method not allowed");
        };
    }

    private CncReply putSidList(CncRequest request, ObjectNode config) {
        SidList list = NsoPolicyConfig.sidList(config);
        return NsoReplies.dryRun(request)
                ? NsoReplies.nothingForDevices()
                : NsoReplies.of(network.putSidList(list), request);
    }
}
