package io.cemfleet.lab.network;

import java.util.List;

/**
 * A segment list as the head-end sees it.
 *
 * @param name of the SID list, empty where it was computed
 * @param weight from 1
 * @param problem empty when the list is valid, else the reason why it is not
 * @param segments resolved segments, empty when invalid
 * @param branches every branch of its ECMP forwarding, as indexes of directions; empty when invalid
 */
public record SegmentListState(
        String name, int weight, String problem, List<ResolvedSegment> segments, List<List<Integer>> branches) {

    public SegmentListState {
        segments = List.copyOf(segments);
        branches = List.copyOf(branches);
    }

    public boolean valid() {
        return problem.isEmpty();
    }
}
