package io.cemfleet.lab.network;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The forwarding of a pair's traffic at its head-end: into the weighted lists of an SR policy, or along the IGP. */
final class ForwardingRoute {

    private final ForwardingKey key;
    private final @Nullable PolicyKey policy;
    private final IgpRouting igp;
    private final SegmentResolver resolver;
    private final List<SegmentListState> lists;
    private final List<int[]> branches;
    private final int totalWeight;

    ForwardingRoute(ForwardingKey key, @Nullable SrPolicyState state, IgpRouting igp, SegmentResolver resolver) {
        this.key = key;
        this.igp = igp;
        this.resolver = resolver;
        CandidateState active = state == null ? null : state.active().orElse(null);
        this.policy = state == null || active == null ? null : state.key();
        this.lists = active == null
                ? List.of()
                : active.lists().stream().filter(SegmentListState::valid).toList();
        this.totalWeight = lists.stream().mapToInt(SegmentListState::weight).sum();
        this.branches = lists.isEmpty() ? igp.branches(key.from(), key.to()) : union(lists);
    }

    ForwardingKey key() {
        return key;
    }

    /** The policy that carries the pair, or null: plain IGP, also for a colour without a valid policy. */
    @Nullable
    PolicyKey policy() {
        return policy;
    }

    /** Every branch that flows may take; empty when there is none. */
    List<int[]> branches() {
        return branches;
    }

    /** The branch of one flow. */
    void walk(long flow, DirectionIndexList path) {
        if (lists.isEmpty()) {
            igp.walk(key.from(), key.to(), flow, path);
            return;
        }
        double point = FlowHashing.unit(flow ^ 0x5EEDL) * totalWeight;
        SegmentListState chosen = lists.getLast();
        for (SegmentListState list : lists) {
            point -= list.weight();
            if (point < 0) {
                chosen = list;
                break;
            }
        }
        resolver.walk(chosen.segments(), key.from(), flow, path);
    }

    private static List<int[]> union(List<SegmentListState> lists) {
        List<int[]> union = new ArrayList<>();
        for (SegmentListState list : lists) {
            for (List<Integer> branch : list.branches()) {
                int[] way = branch.stream().mapToInt(Integer::intValue).toArray();
                if (union.stream().noneMatch(known -> java.util.Arrays.equals(known, way))) {
                    union.add(way);
                }
            }
        }
        return union;
    }
}
