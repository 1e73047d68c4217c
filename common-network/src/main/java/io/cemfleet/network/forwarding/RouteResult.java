package io.cemfleet.network.forwarding;

import io.cemfleet.network.topology.LinkDirection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The route of a flow, or the reason why it has none. */
public sealed interface RouteResult {

    /**
     * The links that the flow takes.
     *
     * @param shares part of the flow on each direction, in a fixed order; above 1 only where a segment list crosses a
     *     direction twice
     * @param branches each branch with its share, at most {@link EcmpRoutes#MAX_BRANCHES}
     * @param branchesComplete false when the flow has more branches than {@code branches} lists; {@code shares} are
     *     complete in any case
     */
    record Routed(Map<LinkDirection, Double> shares, List<EcmpBranch> branches, boolean branchesComplete)
            implements RouteResult {

        public Routed {
            branches = List.copyOf(branches);
        }

        /** The undirected ids of all links that the flow takes. */
        public Set<String> linkIds() {
            return shares.keySet().stream()
                    .map(LinkDirection::linkId)
                    .collect(Collectors.toCollection(java.util.TreeSet::new));
        }

        /** The part of the flow that crosses the link in either direction; 0 when it does not. */
        public double shareOn(String linkId) {
            return shares.entrySet().stream()
                    .filter(e -> e.getKey().linkId().equals(linkId))
                    .mapToDouble(Map.Entry::getValue)
                    .sum();
        }
    }

    /** The flow has no route to its end. */
    record NoRoute(String reason) implements RouteResult {}

    default Optional<Routed> routed() {
        return this instanceof Routed routed ? Optional.of(routed) : Optional.empty();
    }
}
