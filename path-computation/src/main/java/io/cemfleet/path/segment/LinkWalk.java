package io.cemfleet.path.segment;

import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Paths through a given set of links. */
public final class LinkWalk {

    private final NetworkTopology topology;

    public LinkWalk(NetworkTopology topology) {
        this.topology = topology;
    }

    /** The links as one path between two routers, if they form exactly one; in any order. */
    public Optional<List<LinkDirection>> simplePath(String from, String to, Collection<String> linkIds) {
        var open = new HashSet<>(linkIds);
        var path = new ArrayList<LinkDirection>();
        var here = from;
        while (!open.isEmpty()) {
            var next = onward(here, open);
            if (next.size() != 1) {
                return Optional.empty();
            }
            open.remove(next.getFirst().linkId());
            path.add(next.getFirst());
            here = next.getFirst().to();
        }
        return here.equals(to) && !path.isEmpty() ? Optional.of(path) : Optional.empty();
    }

    /** The path with the fewest hops that stays within the links. */
    public Optional<List<LinkDirection>> shortestWithin(String from, String to, Collection<String> linkIds) {
        var allowed = Set.copyOf(linkIds);
        var reachedBy = new HashMap<String, LinkDirection>();
        var queue = new ArrayDeque<>(List.of(from));
        while (!queue.isEmpty() && !reachedBy.containsKey(to)) {
            for (var step : onward(queue.remove(), allowed)) {
                if (!step.to().equals(from) && reachedBy.putIfAbsent(step.to(), step) == null) {
                    queue.add(step.to());
                }
            }
        }
        var path = new LinkedList<LinkDirection>();
        for (var step = reachedBy.get(to); step != null; step = reachedBy.get(step.from())) {
            path.addFirst(step);
        }
        return path.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(path));
    }

    private List<LinkDirection> onward(String node, Set<String> allowed) {
        return topology.directionsFrom(node).stream()
                .filter(direction -> allowed.contains(direction.linkId()))
                .toList();
    }
}
