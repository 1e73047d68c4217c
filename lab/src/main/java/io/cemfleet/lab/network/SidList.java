package io.cemfleet.lab.network;

import java.util.List;

/**
 * A named list of MPLS labels, outermost first.
 *
 * @param name as NSO knows it
 * @param labels node SIDs (global) and adjacency SIDs (local to the router at which they are used)
 */
public record SidList(String name, List<Integer> labels) {

    public SidList {
        labels = List.copyOf(labels);
    }
}
