package io.cemfleet.tunnel.southbound.cnc;

import io.cemfleet.a2a.contract.SegmentId;
import io.cemfleet.cnc.nso.NsoCandidatePath;
import io.cemfleet.cnc.nso.NsoConfiguration;
import io.cemfleet.cnc.nso.NsoPolicies;
import io.cemfleet.cnc.nso.NsoPolicy;
import io.cemfleet.cnc.nso.NsoTransaction;
import io.cemfleet.cnc.nso.SidList;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.tunnel.policy.CandidatePathConfig;
import io.cemfleet.tunnel.policy.CandidatePathConfig.WeightedSidList;
import io.cemfleet.tunnel.policy.SteeringKey;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcome.Done;
import io.cemfleet.tunnel.southbound.ConfiguredTunnel;
import io.cemfleet.tunnel.southbound.TunnelWrite;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** SR-MPLS tunnels as NSO policies and SID lists. */
final class CncTunnelPolicies {
    private static final int ALL_TRAFFIC_PERCENT = 100;

    private final NsoPolicies nso;

    CncTunnelPolicies(NsoPolicies nso) {
        this.nso = nso;
    }

    /** One tunnel is read by its keys, several from one document. */
    StepOutcome<Map<String, ConfiguredTunnel>> read(NetworkTopology topology, Collection<String> tunnelIds) {
        StepOutcome<NsoConfiguration> read = tunnelIds.size() == 1
                ? byKey(topology, tunnelIds.iterator().next())
                : CncOutcomes.of(nso.configuration(topology, tunnelIds));
        return read.map(configuration ->
                tunnelIds.stream().collect(Collectors.toMap(Function.identity(), name -> tunnel(configuration, name))));
    }

    private StepOutcome<NsoConfiguration> byKey(NetworkTopology topology, String tunnelId) {
        StepOutcome<Optional<NsoPolicy>> read = CncOutcomes.maybe(nso.policy(topology, tunnelId));
        if (!(read instanceof Done(Optional<NsoPolicy> found))) {
            return read.asFailure();
        }
        if (found.isEmpty()) {
            return StepOutcome.done(new NsoConfiguration(Map.of(), Map.of()));
        }
        var lists = new HashMap<String, SidList>();
        for (String name : found.get().sidLists()) {
            StepOutcome<Optional<SidList>> list = CncOutcomes.maybe(nso.sidList(name));
            if (!(list instanceof Done(Optional<SidList> known))) {
                return list.asFailure();
            }
            known.ifPresent(present -> lists.put(name, present));
        }
        return StepOutcome.done(new NsoConfiguration(Map.of(tunnelId, found.get()), lists));
    }

    /** One tunnel is written list by list, several in one transaction. */
    StepOutcome<Boolean> write(NetworkTopology topology, List<TunnelWrite> writes) {
        return writes.size() == 1 ? write(topology, writes.getFirst().candidate()) : commit(topology, writes);
    }

    private StepOutcome<Boolean> commit(NetworkTopology topology, List<TunnelWrite> writes) {
        var lists = new ArrayList<SidList>();
        for (TunnelWrite write : writes) {
            for (WeightedSidList list : write.candidate().lists()) {
                StepOutcome<List<Integer>> labels = CncRecordMapper.labels(list.sids());
                if (!(labels instanceof Done(List<Integer> known))) {
                    return labels.asFailure();
                }
                lists.add(new SidList(list.name(), known));
            }
        }
        var transaction = NsoTransaction.writing(lists, policies(writes, true), policies(writes, false));
        return CncOutcomes.of(nso.commit(topology, transaction)).map(written -> true);
    }

    private static List<NsoPolicy> policies(List<TunnelWrite> writes, boolean created) {
        return writes.stream()
                .filter(write -> write.create() == created)
                .map(write -> policy(write.candidate()))
                .toList();
    }

    private StepOutcome<Boolean> write(NetworkTopology topology, CandidatePathConfig candidate) {
        for (WeightedSidList list : candidate.lists()) {
            if (writeList(list) instanceof StepOutcome.Failed<Boolean>(var failure)) {
                return StepOutcome.failed(failure);
            }
        }
        return CncOutcomes.of(nso.putPolicy(topology, policy(candidate))).map(written -> true);
    }

    private StepOutcome<Boolean> writeList(WeightedSidList list) {
        StepOutcome<List<Integer>> wanted = CncRecordMapper.labels(list.sids());
        if (!(wanted instanceof Done(List<Integer> labels))) {
            return wanted.asFailure();
        }
        StepOutcome<Optional<SidList>> read = CncOutcomes.maybe(nso.sidList(list.name()));
        if (!(read instanceof Done(Optional<SidList> present))) {
            return read.asFailure();
        }
        if (present.map(SidList::labels).equals(Optional.of(labels))) {
            return StepOutcome.done(false);
        }
        return CncOutcomes.of(nso.putSidList(new SidList(list.name(), labels))).map(written -> true);
    }

    private static ConfiguredTunnel tunnel(NsoConfiguration configuration, String name) {
        NsoPolicy policy = configuration.policies().get(name);
        if (policy == null) {
            return new ConfiguredTunnel.NotConfigured();
        }
        SteeringKey key = new SteeringKey(policy.headEnd(), policy.endPoint(), policy.color());
        if (policy.paths().size() != 1 || !(policy.paths().getFirst() instanceof NsoCandidatePath.Explicit explicit)) {
            List<Integer> preferences =
                    policy.paths().stream().map(NsoCandidatePath::preference).toList();
            return new ConfiguredTunnel.ForeignPolicy(key, preferences);
        }
        var lists = new ArrayList<WeightedSidList>();
        for (NsoCandidatePath.WeightedSidList weighted : explicit.sidLists()) {
            SidList known = configuration.lists().get(weighted.name());
            lists.add(new WeightedSidList(
                    weighted.name(),
                    weightOf(weighted, explicit.sidLists().size()),
                    known == null ? List.of() : CncRecordMapper.sids(known.labels())));
        }
        return new ConfiguredTunnel.OwnCandidatePath(new CandidatePathConfig(
                policy.name(), key, CncRecordMapper.sid(policy.bindingSid()), explicit.preference(), lists));
    }

    private static NsoPolicy policy(CandidatePathConfig candidate) {
        List<NsoCandidatePath.WeightedSidList> lists = candidate.lists().stream()
                .map(list -> new NsoCandidatePath.WeightedSidList(
                        list.name(), candidate.lists().size() == 1 ? null : Long.valueOf(list.weight())))
                .toList();
        return new NsoPolicy(
                candidate.tunnelId(),
                candidate.key().headEnd(),
                candidate.key().endPoint(),
                candidate.key().color(),
                candidate.bindingSid() instanceof SegmentId.MplsLabel(int label) ? label : null,
                List.of(new NsoCandidatePath.Explicit(candidate.preference(), lists)));
    }

    private static int weightOf(NsoCandidatePath.WeightedSidList list, int lists) {
        Long weight = list.weight();
        if (lists == 1) {
            return ALL_TRAFFIC_PERCENT;
        }
        return weight == null ? 1 : weight.intValue();
    }
}
