package io.cemfleet.lab.cnc;

import io.cemfleet.lab.network.CandidateState;
import io.cemfleet.lab.network.LabTopology;
import io.cemfleet.lab.network.NetworkState;
import io.cemfleet.lab.network.PolicyKey;
import io.cemfleet.lab.network.SegmentListState;
import io.cemfleet.lab.network.SrPolicyState;
import java.util.List;

/** Sums along the active path of an SR policy, over the branch with the greatest delay. All 0 while it is down. */
record PolicyMetrics(int igpMetric, int teMetric, double delayMs) {

    static PolicyMetrics of(NetworkState state, PolicyKey key) {
        PolicyMetrics worst = new PolicyMetrics(0, 0, 0);
        for (List<Integer> branch : branches(state, key)) {
            PolicyMetrics metrics = of(state, branch);
            worst = metrics.delayMs > worst.delayMs ? metrics : worst;
        }
        return worst;
    }

    /** Every branch that the active path's valid lists may take, as directions. */
    static List<List<Integer>> branches(NetworkState state, PolicyKey key) {
        return state.srPolicy(key).flatMap(SrPolicyState::active).map(CandidateState::lists).orElse(List.of()).stream()
                .filter(SegmentListState::valid)
                .flatMap(list -> list.branches().stream())
                .toList();
    }

    private static PolicyMetrics of(NetworkState state, List<Integer> branch) {
        LabTopology topology = state.topology();
        int igp = 0;
        int te = 0;
        double delay = 0;
        for (int direction : branch) {
            igp += state.igpMetric(direction);
            te += topology.direction(direction).teMetric();
            delay += topology.linkOf(direction).delayMs();
        }
        return new PolicyMetrics(igp, te, delay);
    }
}
