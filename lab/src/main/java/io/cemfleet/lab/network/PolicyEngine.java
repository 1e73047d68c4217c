package io.cemfleet.lab.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
     * All policies of every head-end.
     *
     * @param before their former states, whose dynamic binding SIDs stay the same
     */
    List<SrPolicyState> evaluateAll(NetworkConfig config, Map<PolicyKey, SrPolicyState> before) {
        Map<String, List<NamedPolicy>> policies = new HashMap<>();
        for (NamedPolicy policy : config.policies().values()) {
            policy.headEnds().forEach(headEnd -> policies.computeIfAbsent(headEnd, missing -> new ArrayList<>())
                    .add(policy));
        }
        Map<String, Map<PolicyKey, SrPolicyState>> former = new HashMap<>();
        before.forEach((key, state) -> former.computeIfAbsent(key.headEnd(), missing -> new HashMap<>())
                .put(key, state));
        List<SrPolicyState> states = new ArrayList<>();
        for (LabRouter router : topology.routers()) {
            List<NamedPolicy> here = policies.getOrDefault(router.id(), List.of());
            states.addAll(evaluate(router.id(), here, config, former.getOrDefault(router.id(), Map.of())));
        }
        return states;
    }

    /** All policies of one head-end. */
    List<SrPolicyState> evaluate(String headEnd, NetworkConfig config, Map<PolicyKey, SrPolicyState> before) {
        List<NamedPolicy> here = config.policies().values().stream()
                .filter(policy -> policy.headEnds().contains(headEnd))
                .toList();
        return evaluate(headEnd, here, config, before);
    }

    private List<SrPolicyState> evaluate(
            String headEnd, List<NamedPolicy> here, NetworkConfig config, Map<PolicyKey, SrPolicyState> before) {
        BindingSids labels = new BindingSids(topology, headEnd, here, before);
        Map<PolicyKey, List<NamedPolicy>> byKey = new LinkedHashMap<>();
        for (NamedPolicy policy : here) {
            byKey.computeIfAbsent(
                            new PolicyKey(headEnd, policy.endPoint(), policy.color()), missing -> new ArrayList<>())
                    .add(policy);
        }
        List<SrPolicyState> states = new ArrayList<>(byKey.size());
        byKey.forEach((key, named) -> states.add(new SrPolicyState(key, null, candidates(key, named, config, labels))));
        states.replaceAll(state -> labels.bind(state, before.get(state.key())));
        return states;
    }

    private List<CandidateState> candidates(
            PolicyKey key, List<NamedPolicy> named, NetworkConfig config, BindingSids labels) {
        List<CandidateState> candidates = new ArrayList<>();
        for (NamedPolicy policy : named) {
            String conflict = labels.conflict(policy);
            policy.paths().forEach(path -> candidates.add(candidate(key, policy, path, conflict, config)));
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
