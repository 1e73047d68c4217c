package io.cemfleet.correlator.stream;

import io.cemfleet.correlator.alert.AlertLocation;
import io.cemfleet.correlator.alert.AlertRecord;
import java.util.Collections;
import java.util.List;

/** What a link has in common with others. */
record LinkNeighbourhood(List<String> nodes, List<Integer> srlgs, List<String> policies) {

    static LinkNeighbourhood of(AlertRecord alert) {
        AlertLocation location = alert.location();
        return new LinkNeighbourhood(location.nodes(), location.srlgs(), location.policies());
    }

    boolean sharesNode(LinkNeighbourhood other) {
        return !Collections.disjoint(nodes, other.nodes);
    }

    boolean sharesSrlg(LinkNeighbourhood other) {
        return !Collections.disjoint(srlgs, other.srlgs);
    }

    boolean sharesPolicy(LinkNeighbourhood other) {
        return !Collections.disjoint(policies, other.policies);
    }
}
