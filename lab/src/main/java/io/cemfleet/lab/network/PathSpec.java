package io.cemfleet.lab.network;

import java.util.List;

/** The specification of a candidate path (RFC 9256, section 5). */
public sealed interface PathSpec {

    /** Explicit SID lists with weights: flows are hashed over them. */
    record Explicit(List<WeightedSidList> lists) implements PathSpec {

        public Explicit {
            lists = List.copyOf(lists);
        }
    }

    /** Computed by the head-end: the shortest path by a metric over the links that the affinities admit. */
    record Dynamic(PathMetric metric, AffinityConstraint affinities) implements PathSpec {

        public Dynamic(PathMetric metric) {
            this(metric, AffinityConstraint.NONE);
        }
    }

    /**
     * A list and its weight.
     *
     * @param sidList name of the list
     * @param weight from 1
     */
    record WeightedSidList(String sidList, int weight) {}
}
