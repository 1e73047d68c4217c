package io.cemfleet.lab.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the policies of head-ends: which candidate paths are valid, which one is active, and which binding SID is
 * in force.
 */
final class PolicyEngine {

    private final LabTopology topology;
    private final SegmentResolver resolver;
    private final DynamicPaths dynamicPaths;

    PolicyEngine(IgpRouting igp) {
        this.topology = igp.topology();
        this.resolver = new SegmentResolver(igp);
        this.dynamicPaths = new DynamicPaths(igp, resolver);
    }

    SegmentResolver resolver() {
        return resolver;
    }

    DynamicPaths dynamicPaths() {
        return dynamicPaths;
    }

    /**
     * All policies of one head-end.
     *
     * @param before their former states, whose dynamic binding SIDs stay the same
     */
    List<SrPolicyState> evaluate(String headEnd, NetworkConfig config, Map<PolicyKey, SrPolicyState> before) {
        List<NamedPolicy> here = config.policies().values().stream()
                .filter(policy -> policy.headEnds().contains(headEnd))
                .toList();
        BindingSids labels = new BindingSids(topology, headEnd, here, before);
        List<SrPolicyState> states = new ArrayList<>();
        Set<PolicyKey> seen = new HashSet<>();
        for (NamedPolicy policy : here) {
            PolicyKey key = new PolicyKey(headEnd, policy.endPoint(), policy.color());
            if (seen.add(key)) {
                states.add(new SrPolicyState(key, null, candidates(key, here, config, labels)));
            }
        }
        states.replaceAll(state -> labels.bind(state, before.get(state.key())));
        return states;
    }

    private List<CandidateState> candidates(
            PolicyKey key, List<NamedPolicy> here, NetworkConfig config, BindingSids labels) {
        List<CandidateState> candidates = new ArrayList<>();
        for (NamedPolicy policy : here) {
            if (policy.endPoint().equals(key.endPoint()) && policy.color() == key.color()) {
                String conflict = labels.conflict(policy);
                policy.paths().forEach(path -> candidates.add(candidate(key, policy, path, conflict, config)));
            }
        }
        candidates.sort(Comparator.comparingInt(CandidateState::preference).reversed());
        for (int i = 0; i < candidates.size(); i++) {
            if (candidates.get(i).up()) {
                candidates.set(i, candidates.get(i).asActive());
                break;
            }
        }
        return candidates;
    }

    private CandidateState candidate(
            PolicyKey key, NamedPolicy policy, CandidatePath path, @Nullable String conflict, NetworkConfig config) {
        int from = topology.routerById(key.headEnd()).orElseThrow().index();
        int to = topology.routerById(key.endPoint()).orElseThrow().index();
        List<SegmentListState> lists = new ArrayList<>();
        int metric = 0;
        String problem = "";
        switch (path.spec()) {
            case PathSpec.Explicit explicit -> {
                for (PathSpec.WeightedSidList weighted : explicit.lists()) {
                    SidList list = config.sidLists().get(weighted.sidList());
                    List<Integer> labels = list == null ? List.of() : list.labels();
                    lists.add(resolver.resolve(weighted.sidList(), weighted.weight(), labels, from, to));
                }
                if (lists.stream().noneMatch(SegmentListState::valid)) {
                    problem = lists.isEmpty() ? "no SID list" : lists.getFirst().problem();
                }
            }
            case PathSpec.Dynamic dynamic -> {
                DynamicPaths.Computed computed =
                        dynamicPaths.compute(from, to, dynamic).orElse(null);
                if (computed == null) {
                    problem = "no path found for the given constraints";
                } else {
                    metric = computed.metricValue();
                    List<List<Integer>> branches = resolver.branches(computed.segments(), from).stream()
                            .map(DirectionIndexList::list)
                            .toList();
                    lists.add(new SegmentListState("", 1, "", computed.segments(), branches));
                }
            }
        }
        return new CandidateState(
                policy.name(),
                policy.origin(),
                path.preference(),
                path.spec(),
                policy.bindingSid(),
                false,
                conflict == null ? problem : conflict,
                metric,
                lists);
    }
}
