package io.cemfleet.tunnel;

import io.cemfleet.cnc.nso.NsoCandidatePath;
import io.cemfleet.cnc.nso.NsoPolicy;
import io.cemfleet.cnc.nso.SidList;
import io.cemfleet.network.policy.CandidatePath;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.policy.PolicyType;
import io.cemfleet.network.policy.ReportedHop;
import io.cemfleet.network.policy.SegmentList;
import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.topology.NetworkTopology;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * The SR policies that NSO's make in a network: one for each head-end, end-point and colour, with all their paths.
 *
 * @param down preferences of the paths that are down
 */
record NsoPolicyRealization(
        Collection<NsoPolicy> policies,
        Map<String, SidList> lists,
        NetworkTopology topology,
        PolicyType type,
        Set<Integer> down) {

    /** Those whose ends are in the topology. */
    List<SrPolicy> live() {
        var keys = new TreeMap<String, PolicyKey>();
        policies.forEach(policy -> {
            PolicyKey key = key(policy);
            keys.put(key.toString(), key);
        });
        return keys.values().stream()
                .filter(key -> topology.router(key.headEnd()).isPresent()
                        && topology.router(key.endPoint()).isPresent())
                .map(this::merged)
                .toList();
    }

    private SrPolicy merged(PolicyKey key) {
        var paths = new ArrayList<NsoCandidatePath>();
        Integer bindingSid = null;
        for (NsoPolicy policy : policies) {
            if (key.equals(key(policy))) {
                paths.addAll(policy.paths());
                bindingSid = policy.bindingSid() == null ? bindingSid : policy.bindingSid();
            }
        }
        paths.sort(Comparator.comparingInt(NsoCandidatePath::preference).reversed());
        var candidates = new ArrayList<CandidatePath>();
        for (NsoCandidatePath path : paths) {
            candidates.add(candidate(key, path, candidates.stream().noneMatch(CandidatePath::active)));
        }
        return new SrPolicy(key, bindingSid, true, type, false, candidates);
    }

    private CandidatePath candidate(PolicyKey key, NsoCandidatePath path, boolean first) {
        boolean up = !down.contains(path.preference());
        boolean active = first && up;
        return switch (path) {
            case NsoCandidatePath.Dynamic dynamic ->
                new CandidatePath(
                        dynamic.preference(),
                        "dynamic",
                        CandidatePath.PathKind.DYNAMIC,
                        up,
                        "IGP-METRIC",
                        List.of(list(1, List.of(nodeSid(key.endPoint())))),
                        active);
            case NsoCandidatePath.Explicit explicit ->
                new CandidatePath(
                        explicit.preference(),
                        "explicit",
                        CandidatePath.PathKind.EXPLICIT,
                        up,
                        null,
                        explicit.sidLists().stream()
                                .map(l -> list(
                                        l.weight() == null ? 1 : l.weight().intValue(),
                                        Objects.requireNonNull(lists.get(l.name()), l.name())
                                                .labels()))
                                .toList(),
                        active);
        };
    }

    private static PolicyKey key(NsoPolicy policy) {
        return new PolicyKey(policy.headEnd(), policy.endPoint(), policy.color());
    }

    private Integer nodeSid(String node) {
        return Objects.requireNonNull(topology.router(node).orElseThrow().nodeSid());
    }

    private static SegmentList list(int weight, List<Integer> labels) {
        return new SegmentList(
                weight,
                labels.stream()
                        .map(label -> new ReportedHop(
                                label < 24000 ? ReportedHop.HopKind.NODE : ReportedHop.HopKind.ADJACENCY,
                                null,
                                null,
                                label))
                        .toList());
    }
}
