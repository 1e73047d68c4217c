package io.cemfleet.lab.network;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The labels of one head-end: an explicit binding SID belongs to the first policy that requests it; all others come
 * from the dynamic range.
 */
final class BindingSids {

    private static final int FIRST_DYNAMIC = LabRouter.DYNAMIC_LOWER + 1000;

    private final Map<Integer, PolicyKey> explicit = new HashMap<>();
    private final Map<String, String> conflicts = new HashMap<>();
    private final Set<Integer> dynamic = new HashSet<>();
    private final Set<Integer> former = new HashSet<>();

    BindingSids(
            LabTopology topology, String headEnd, List<NamedPolicy> policies, Map<PolicyKey, SrPolicyState> before) {
        for (SrPolicyState state : before.values()) {
            if (state.key().headEnd().equals(headEnd) && state.bindingSid() != null) {
                former.add(state.bindingSid());
            }
        }
        Set<Integer> adjacencies = new HashSet<>();
        for (int direction :
                topology.outgoing(topology.routerById(headEnd).orElseThrow().index())) {
            adjacencies.add(topology.direction(direction).adjacencySid());
        }
        for (NamedPolicy policy : policies) {
            Integer label = policy.bindingSid();
            if (label == null) {
                continue;
            }
            PolicyKey key = new PolicyKey(headEnd, policy.endPoint(), policy.color());
            PolicyKey owner = explicit.putIfAbsent(label, key);
            boolean taken = owner != null && !owner.equals(key);
            if (taken || adjacencies.contains(label) || inSrgb(label)) {
                conflicts.put(policy.name(), "binding SID " + label + " is in use on " + headEnd);
            }
        }
    }

    private static boolean inSrgb(int label) {
        return label >= LabRouter.SRGB_LOWER && label <= LabRouter.SRGB_UPPER;
    }

    /** The reason why a policy's explicit binding SID is not available, or null. */
    @Nullable
    String conflict(NamedPolicy policy) {
        return conflicts.get(policy.name());
    }

    /** The policy with its binding SID: that of the active path, the former one, or a free one. */
    SrPolicyState bind(SrPolicyState state, @Nullable SrPolicyState before) {
        CandidateState active = state.active().orElse(null);
        if (active == null) {
            return state;
        }
        Integer label = active.bindingSid();
        if (label == null) {
            Integer kept = before == null ? null : before.bindingSid();
            boolean keeps = kept != null && kept >= FIRST_DYNAMIC && !explicit.containsKey(kept) && dynamic.add(kept);
            label = keeps ? kept : Integer.valueOf(free(state.key()));
        }
        return new SrPolicyState(state.key(), label, state.candidates());
    }

    private int free(PolicyKey key) {
        int span = LabRouter.DYNAMIC_UPPER - FIRST_DYNAMIC;
        int label = FIRST_DYNAMIC + Math.floorMod((int) FlowHashing.mix(key.hashCode()), span) % 50_000;
        while (explicit.containsKey(label) || former.contains(label) || !dynamic.add(label)) {
            label++;
        }
        return label;
    }
}
