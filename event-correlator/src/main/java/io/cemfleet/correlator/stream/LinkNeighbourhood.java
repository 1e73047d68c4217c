package io.cemfleet.correlator.stream;

import io.cemfleet.correlator.alert.AlertLocation;
import io.cemfleet.correlator.alert.AlertRecord;
import java.util.List;

/**
 * What a link has in common with others: at most {@link #MOST} of each kind. Policies come in the same order on every
 * link, so that two links keep the same ones.
 */
record LinkNeighbourhood(List<String> nodes, List<Integer> srlgs, List<String> policies) {
    static final int MOST = 100;

    static LinkNeighbourhood of(AlertRecord alert) {
        AlertLocation location = alert.location();
        return new LinkNeighbourhood(first(location.nodes()), first(location.srlgs()), first(location.policies()));
    }

    private static <T> List<T> first(List<T> all) {
        return all.size() <= MOST ? all : List.copyOf(all.subList(0, MOST));
    }
}
