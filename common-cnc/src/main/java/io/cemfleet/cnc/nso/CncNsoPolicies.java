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
import java.util.List;
import java.util.Optional;

final class CncNsoPolicies implements NsoPolicies {

    private static final String POLICIES = "/data/cisco-sr-te-cfp:sr-te/cisco-sr-te-cfp-sr-policies:policies";
    private static final String POLICY = POLICIES + "/" + NsoPolicyMapper.MODULE + "policy=";
    private static final String SID_LIST = POLICIES + "/" + NsoPolicyMapper.MODULE + "sid-list=";
    private static final String PLAN = POLICIES + "/" + NsoPolicyMapper.MODULE + "policy-plan=";

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
