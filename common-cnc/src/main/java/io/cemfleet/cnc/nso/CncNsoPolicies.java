package io.cemfleet.cnc.nso;

import static io.cemfleet.cnc.json.YangJson.each;
import static io.cemfleet.cnc.json.YangJson.has;
import static io.cemfleet.cnc.json.YangJson.textOr;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.json.RestconfKey;
import io.cemfleet.cnc.json.YangJson;
import io.cemfleet.network.topology.NetworkTopology;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

final class CncNsoPolicies implements NsoPolicies {

    private static final String POLICIES = "/data/cisco-sr-te-cfp:sr-te/cisco-sr-te-cfp-sr-policies:policies";
    private static final String POLICY = POLICIES + "/" + NsoPolicyMapper.MODULE + "policy=";
    private static final String SID_LIST = POLICIES + "/" + NsoPolicyMapper.MODULE + "sid-list=";
    private static final String PLANS = POLICIES + "/" + NsoPolicyMapper.MODULE + "policy-plan";
    private static final String PLAN = PLANS + "=";

    private final NsoClient nso;

    CncNsoPolicies(NsoClient nso) {
        this.nso = nso;
    }

    @Override
    public CncResult<List<NsoPolicy>> policies(NetworkTopology topology) {
        return nso.all(POLICIES, body -> {
            var policies = new ArrayList<NsoPolicy>();
            for (var each : each(container(body), "policy")) {
                var read = NsoPolicyMapper.read(topology, each);
                if (!read.isOk()) {
                    return read.map(List::of);
                }
                read.optional().ifPresent(policies::add);
            }
            return CncResult.ok(policies);
        });
    }

    @Override
    public CncResult<NsoPolicy> policy(NetworkTopology topology, String name) {
        return nso.get(POLICY + RestconfKey.of(name)).flatMap(body -> each(body, "policy").stream()
                .findFirst()
                .map(policy -> NsoPolicyMapper.read(topology, policy))
                .orElseGet(() -> CncResult.unavailable("the answer has no NSO policy " + name, true)));
    }

    @Override
    public CncResult<NsoConfiguration> configuration(NetworkTopology topology, Collection<String> names) {
        return nso.maybe(POLICIES).flatMap(found -> found.map(body -> configuration(topology, Set.copyOf(names), body))
                .orElseGet(() -> CncResult.ok(new NsoConfiguration(Map.of(), Map.of()))));
    }

    private static CncResult<NsoConfiguration> configuration(
            NetworkTopology topology, Set<String> names, JsonNode body) {
        var policies = new HashMap<String, NsoPolicy>();
        var used = new HashSet<String>();
        for (var each : named(each(container(body), "policy"), names)) {
            var read = NsoPolicyMapper.read(topology, each);
            if (!(read instanceof CncResult.Ok<NsoPolicy>(NsoPolicy policy))) {
                return read.map(never -> new NsoConfiguration(Map.of(), Map.of()));
            }
            policies.put(policy.name(), policy);
            used.addAll(policy.sidLists());
        }
        var lists = new HashMap<String, SidList>();
        for (var each : named(each(container(body), "sid-list"), used)) {
            var read = read(each);
            if (!(read instanceof CncResult.Ok<SidList>(SidList list))) {
                return read.map(never -> new NsoConfiguration(Map.of(), Map.of()));
            }
            lists.put(list.name(), list);
        }
        return CncResult.ok(new NsoConfiguration(policies, lists));
    }

    private static List<JsonNode> named(List<JsonNode> entries, Set<String> names) {
        return entries.stream()
                .filter(entry -> names.contains(textOr("", entry, "name")))
                .toList();
    }

    @Override
    public CncResult<NsoWriteResult> commit(NetworkTopology topology, NsoTransaction transaction) {
        return NsoPatch.of(topology, transaction).flatMap(patch -> nso.patch(POLICIES, patch));
    }

    @Override
    public CncResult<NsoWriteResult> putPolicy(NetworkTopology topology, NsoPolicy policy) {
        return NsoPolicyMapper.write(topology, policy)
                .flatMap(body -> nso.put(POLICY + RestconfKey.of(policy.name()), body));
    }

    @Override
    public CncResult<NsoWriteResult> patchPolicy(NetworkTopology topology, NsoPolicy policy) {
        return NsoPolicyMapper.write(topology, policy)
                .flatMap(body -> nso.patch(POLICY + RestconfKey.of(policy.name()), body));
    }

    @Override
    public CncResult<NsoWriteResult> deletePolicy(String name) {
        return nso.delete(POLICY + RestconfKey.of(name));
    }

    @Override
    public CncResult<List<DeviceConfigChange>> dryRun(NetworkTopology topology, NsoPolicy policy) {
        return NsoPolicyMapper.write(topology, policy)
                .flatMap(body -> nso.dryRun(POLICY + RestconfKey.of(policy.name()), body))
                .map(body -> each(body, "dry-run-result", "native", "device").stream()
                        .map(d -> new DeviceConfigChange(textOr("", d, "name"), textOr("", d, "data")))
                        .toList());
    }

    @Override
    public CncResult<NsoPlanStatus> plan(String name) {
        return nso.get(PLAN + RestconfKey.of(name)).flatMap(body -> each(body, "policy-plan").stream()
                .findFirst()
                .map(plan -> CncResult.ok(NsoPlanReader.read(YangJson.at(plan, "plan"))))
                .orElseGet(() -> CncResult.unavailable("the answer has no plan of " + name, true)));
    }

    @Override
    public CncResult<Map<String, NsoPlanStatus>> plans(Collection<String> names) {
        var wanted = Set.copyOf(names);
        return nso.maybe(PLANS).map(found -> found.stream()
                .flatMap(body -> named(each(body, "policy-plan"), wanted).stream())
                .collect(Collectors.toMap(
                        plan -> textOr("", plan, "name"),
                        plan -> NsoPlanReader.read(YangJson.at(plan, "plan")),
                        (first, second) -> first)));
    }

    @Override
    public CncResult<SidList> sidList(String name) {
        return nso.get(SID_LIST + RestconfKey.of(name)).flatMap(body -> each(body, "sid-list").stream()
                .findFirst()
                .map(CncNsoPolicies::read)
                .orElseGet(() -> CncResult.unavailable("the answer has no SID list " + name, true)));
    }

    @Override
    public CncResult<List<SidList>> sidLists() {
        return nso.all(POLICIES, body -> {
            var lists = new ArrayList<SidList>();
            for (var each : each(container(body), "sid-list")) {
                var read = read(each);
                if (!read.isOk()) {
                    return read.map(List::of);
                }
                read.optional().ifPresent(lists::add);
            }
            return CncResult.ok(lists);
        });
    }

    @Override
    public CncResult<NsoWriteResult> putSidList(SidList list) {
        return nso.put(SID_LIST + RestconfKey.of(list.name()), NsoPolicyMapper.write(list));
    }

    @Override
    public CncResult<NsoWriteResult> deleteSidList(String name) {
        return nso.delete(SID_LIST + RestconfKey.of(name));
    }

    private static CncResult<SidList> read(JsonNode node) {
        Optional<SidList> list = NsoPolicyMapper.readSidList(node);
        return list.map(CncResult::ok).orElseGet(() -> CncResult.unavailable("a SID list that cannot be read", false));
    }

    private static JsonNode container(JsonNode body) {
        return has(body, "policies") ? YangJson.at(body, "policies") : body;
    }
}
