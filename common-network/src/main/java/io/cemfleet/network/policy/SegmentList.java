package io.cemfleet.network.policy;

import java.util.List;
import java.util.Objects;

/**
 * A weighted segment list.
 *
 * @param weight relative to the other lists of its path, 1 where none is reported
 */
public record SegmentList(int weight, List<ReportedHop> hops) {

    public SegmentList {
        hops = List.copyOf(hops);
    }

    /** The labels that are known, in order. */
    public List<Integer> labels() {
        return hops.stream()
                .map(ReportedHop::label)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }
}
