package io.cemfleet.tunnel.southbound.cnc;

import io.cemfleet.a2a.contract.SegmentId;
import io.cemfleet.cnc.nso.NsoCandidatePath;
import io.cemfleet.cnc.nso.NsoPolicies;
import io.cemfleet.cnc.nso.NsoPolicy;
import io.cemfleet.cnc.nso.SidList;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.tunnel.policy.CandidatePathConfig;
import io.cemfleet.tunnel.policy.CandidatePathConfig.WeightedSidList;
import io.cemfleet.tunnel.policy.SteeringKey;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcome.Done;
import io.cemfleet.tunnel.southbound.ConfiguredTunnel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** SR-MPLS tunnels as NSO policies and SID lists. */
final class CncTunnelPolicies {
    private static final int ALL_TRAFFIC_PERCENT = 100;

    private final NsoPolicies nso;

    CncTunnelPolicies(NsoPolicies nso) {
        this.nso = nso;
    }

    StepOutcome<ConfiguredTunnel> read(NetworkTopology topology, String tunnelId) {
        StepOutcome<Optional<NsoPolicy>> read = CncOutcomes.maybe(nso.policy(topology, tunnelId));
        if (!(read instanceof Done(Optional<NsoPolicy> found))) {
            return read.asFailure();
        }
        return found.isPresent() ? withLabels(found.get()) : StepOutcome.done(new ConfiguredTunnel.NotConfigured());
    }

    StepOutcome<Boolean> write(NetworkTopology topology, CandidatePathConfig candidate) {
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

    private StepOutcome<ConfiguredTunnel> withLabels(NsoPolicy policy) {
        SteeringKey key = new SteeringKey(policy.headEnd(), policy.endPoint(), policy.color());
        if (policy.paths().size() != 1 || !(policy.paths().getFirst() instanceof NsoCandidatePath.Explicit explicit)) {
            List<Integer> preferences =
                    policy.paths().stream().map(NsoCandidatePath::preference).toList();
            return StepOutcome.done(new ConfiguredTunnel.ForeignPolicy(key, preferences));
        }
        var lists = new ArrayList<WeightedSidList>();
        for (NsoCandidatePath.WeightedSidList weighted : explicit.sidLists()) {
            StepOutcome<Optional<SidList>> read = CncOutcomes.maybe(nso.sidList(weighted.name()));
            if (!(read instanceof Done(Optional<SidList> list))) {
                return read.asFailure();
            }
            lists.add(new WeightedSidList(
                    weighted.name(),
                    weightOf(weighted, explicit.sidLists().size()),
                    list.map(known -> CncRecordMapper.sids(known.labels())).orElse(List.of())));
        }
        return StepOutcome.done(new ConfiguredTunnel.OwnCandidatePath(new CandidatePathConfig(
                policy.name(), key, CncRecordMapper.sid(policy.bindingSid()), explicit.preference(), lists)));
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
