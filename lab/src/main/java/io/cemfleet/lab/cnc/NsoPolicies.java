package io.cemfleet.lab.cnc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.lab.network.ChangeOutcome;
import io.cemfleet.lab.network.LabNetwork;
import io.cemfleet.lab.network.NamedPolicy;
import io.cemfleet.lab.network.NetworkState;
import io.cemfleet.lab.network.PolicyEdit;
import io.cemfleet.lab.network.PolicyTransactionOutcome;
import io.cemfleet.lab.network.SidList;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/**
 * {@code cisco-sr-te-cfp}: policies, their SID lists and plans. A read returns what was written. Reads see the network's
 * published state and wait for nobody; writes go one at a time.
 */
@Component
class NsoPolicies {
    private static final String MODULE = "cisco-sr-te-cfp-sr-policies:";

    private final LabNetwork network;
    private final NsoPlans plans;
    private final ReentrantLock writing = new ReentrantLock();
    private final WrittenPolicies written = new WrittenPolicies();
    private final RenderedEntries<String, Object> policies = new RenderedEntries<>();
    private final RenderedEntries<String, SidList> lists = new RenderedEntries<>();
    private final RenderedReplies collections = new RenderedReplies();

    NsoPolicies(LabNetwork network, NsoPlans plans) {
        this.network = network;
        this.plans = plans;
    }

    /** @param route below {@code sr-te/policies}, empty for the collection */
    CncReply answer(CncRequest request, String route) {
        if (request.method().equals("GET")) {
            return read(request, route);
        }
        writing.lock();
        try {
            return write(request, route);
        } finally {
            writing.unlock();
        }
    }

    private CncReply read(CncRequest request, String route) {
        NetworkState state = network.state();
        List<String> keys = request.keys();
        return switch (route) {
            case "" -> collections.of(state.version(), route, () -> collection(state));
            case "policy" -> collections.of(state.version(), route, () -> list(route, configs(state)));
            case "policy-plan" -> list(route, allPlans(state));
            case "sid-list" -> collections.of(state.version(), route, () -> list(route, sidLists(state)));
            case "policy=" ->
                named(state, keys.getFirst())
                        .map(policy -> list("policy", List.of(json(policy))))
                        .orElseGet(CncReply::nsoMissing);
            case "policy=/path=" -> path(request, keys.getFirst(), keys.getLast());
            case "policy=/plan", "policy-plan=" ->
                named(state, keys.getFirst())
                        .map(policy -> list("policy-plan", List.of(plan(policy))))
                        .orElseGet(CncReply::nsoMissing);
            case "sid-list=" ->
                Optional.ofNullable(state.sidLists().get(keys.getFirst()))
                        .map(list -> list("sid-list", List.of(json(list))))
                        .orElseGet(CncReply::nsoMissing);
            default -> CncReply.nsoMissing();
        };
    }

    private CncReply write(CncRequest request, String route) {
        List<String> keys = request.keys();
        return switch (route) {
            case "" -> request.method().equals("PATCH") ? commit(request) : NsoReplies.notAllowed();
            case "policy=" -> policy(request, keys.getFirst());
            case "policy=/path=" -> path(request, keys.getFirst(), keys.getLast());
            case "sid-list=" -> sidList(request, keys.getFirst());
            case "policy", "policy-plan", "sid-list", "policy=/plan", "policy-plan=" -> NsoReplies.notAllowed();
            default -> CncReply.nsoMissing();
        };
    }

    private CncReply collection(NetworkState state) {
        List<byte[]> members = new ArrayList<>();
        List<byte[]> configs = configs(state);
        List<byte[]> sidLists = sidLists(state);
        if (!configs.isEmpty()) {
            members.add(VendorJson.join("\"policy\":[", configs, "]"));
        }
        if (!sidLists.isEmpty()) {
            members.add(VendorJson.join("\"sid-list\":[", sidLists, "]"));
        }
        return CncReply.data(VendorJson.join("{\"" + MODULE + "policies\":{", members, "}}"));
    }

    private static CncReply list(String list, List<byte[]> entries) {
        return entries.isEmpty()
                ? CncReply.nsoMissing()
                : CncReply.data(VendorJson.join("{\"" + MODULE + list + "\":[", entries, "]}"));
    }

    private byte[] json(NamedPolicy policy) {
        return policies.of(policy.name(), written.source(policy), () -> config(policy));
    }

    private byte[] json(SidList list) {
        return lists.of(list.name(), list, () -> NsoPolicyConfig.render(list));
    }

    private byte[] plan(NamedPolicy policy) {
        return plans.plan("name", policy.name(), service(policy.name()));
    }

    private static String service(String policy) {
        return "policy/" + policy;
    }

    private static List<NamedPolicy> all(NetworkState state) {
        return state.policies().values().stream()
                .filter(policy -> policy.origin() == NamedPolicy.Origin.NSO)
                .toList();
    }

    private List<byte[]> configs(NetworkState state) {
        policies.keep(state.policies().keySet());
        return all(state).stream().map(this::json).toList();
    }

    private List<byte[]> sidLists(NetworkState state) {
        lists.keep(state.sidLists().keySet());
        return state.sidLists().values().stream()
                .filter(list -> !list.name().startsWith("pce-"))
                .map(this::json)
                .toList();
    }

    private List<byte[]> allPlans(NetworkState state) {
        return all(state).stream().map(this::plan).toList();
    }

    private static Optional<NamedPolicy> named(NetworkState state, String name) {
        return Optional.ofNullable(state.policies().get(name))
                .filter(policy -> policy.origin() == NamedPolicy.Origin.NSO);
    }

    private Optional<NamedPolicy> named(String name) {
        return named(network.state(), name);
    }

    /** All edits of a patch, or none. */
    private CncReply commit(CncRequest request) {
        PolicyPatch patch = PolicyPatch.of(request, network.topology(), this::present);
        Map<String, PolicyPatch.PatchEdit> puts = new LinkedHashMap<>();
        for (PolicyPatch.PatchEdit edit : patch.edits()) {
            if (edit.edit() instanceof PolicyEdit.PutPolicy(NamedPolicy policy)) {
                puts.put(policy.name(), edit);
            }
        }
        List<PendingPolicy> pending = puts.values().stream()
                .map(edit -> begin(((PolicyEdit.PutPolicy) edit.edit()).policy(), edit.config()))
                .toList();
        return switch (network.commit(
                patch.edits().stream().map(PolicyPatch.PatchEdit::edit).toList())) {
            case PolicyTransactionOutcome.Committed done -> {
                patch.edits().forEach(this::forgetRemoved);
                yield patch.done();
            }
            case PolicyTransactionOutcome.RolledBack(int edit, ChangeOutcome.Refused refused) -> {
                pending.forEach(this::undo);
                yield patch.refused(edit, NsoReplies.message(refused));
            }
        };
    }

    private void forgetRemoved(PolicyPatch.PatchEdit done) {
        if (done.edit() instanceof PolicyEdit.RemovePolicy(String name)
                && named(name).isEmpty()) {
            written.remove(name);
        }
    }

    /** A write whose configuration and plan are in place before the network changes. */
    private record PendingPolicy(String name, Instant formerPlan) {}

    private PendingPolicy begin(NamedPolicy policy, ObjectNode config) {
        written.put(policy, config);
        return new PendingPolicy(policy.name(), plans.written(service(policy.name())));
    }

    private void undo(PendingPolicy refused) {
        written.undo(refused.name());
        plans.restore(service(refused.name()), refused.formerPlan());
    }

    /** The present entry of a list, by its name. */
    private Optional<ObjectNode> present(String list, String name) {
        return list.equals("policy")
                ? named(name).map(this::config)
                : Optional.ofNullable(network.state().sidLists().get(name)).map(NsoPolicyConfig::render);
    }

    private ObjectNode config(NamedPolicy policy) {
        return written.config(policy).orElseGet(() -> NsoPolicyConfig.render(network.topology(), policy));
    }

    private CncReply policy(CncRequest request, String name) {
        Optional<NamedPolicy> known = named(name);
        return switch (request.method()) {
            case "PUT" -> put(request, NsoTreeRules.entry(request, "policy", "name", name));
            case "PATCH" -> known.isEmpty() ? CncReply.nsoMissing() : patch(request, known.get());
            case "DELETE" -> known.isEmpty() ? CncReply.nsoMissing() : delete(request, known.get());
            default -> NsoReplies.notAllowed();
        };
    }

    private CncReply patch(CncRequest request, NamedPolicy known) {
        ObjectNode config = config(known);
        NsoTreeRules.merge(config, NsoTreeRules.entry(request, "policy", "name", known.name()));
        return put(request, config);
    }

    private CncReply put(CncRequest request, ObjectNode config) {
        NamedPolicy policy = NsoPolicyConfig.policy(network.topology(), config);
        if (NsoReplies.dryRun(request)) {
            return NsoReplies.cli(network, policy, false);
        }
        PendingPolicy pending = begin(policy, config);
        ChangeOutcome outcome = network.putPolicy(policy);
        if (!outcome.done()) {
            undo(pending);
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
            CncReply reply = put(request, config);
            return reply.status() == 204 && path == null ? CncReply.empty(201) : reply;
        }
        if (path == null) {
            return CncReply.nsoMissing();
        }
        return switch (request.method()) {
            case "GET" -> CncReply.data(VendorJson.obj(MODULE + "path", List.of(path)));
            case "DELETE" -> {
                paths.remove(index(paths, preference));
                yield changed(put(request, config));
            }
            case "PATCH" -> {
                NsoTreeRules.merge(path, NsoTreeRules.entry(request, "path", "preference", preference));
                yield changed(put(request, config));
            }
            default -> NsoReplies.notAllowed();
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

    private CncReply sidList(CncRequest request, String name) {
        Optional<SidList> known = Optional.ofNullable(network.state().sidLists().get(name));
        return switch (request.method()) {
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
            default -> NsoReplies.notAllowed();
        };
    }

    private CncReply putSidList(CncRequest request, ObjectNode config) {
        SidList list = NsoPolicyConfig.sidList(config);
        return NsoReplies.dryRun(request)
                ? NsoReplies.nothingForDevices()
                : NsoReplies.of(network.putSidList(list), request);
    }
}
