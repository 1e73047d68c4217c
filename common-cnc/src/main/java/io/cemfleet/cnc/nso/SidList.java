package io.cemfleet.cnc.nso;

import java.util.List;

/** A named list of absolute MPLS labels, in the order of travel. */
public record SidList(String name, List<Integer> labels) {

    public SidList {
        labels = List.copyOf(labels);
    }
}
