package io.cemfleet.lab.control;

import io.cemfleet.lab.network.Impairment;
import io.cemfleet.lab.network.Link;
import io.cemfleet.lab.network.NetworkState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The links that are well, as an undirected graph of routers. */
final class Graph {
    private final List<Link> links;

    private Graph(List<Link> links) {
        this.links = List.copyOf(links);
    }

    /** Of links that are neither down nor impaired. */
    static Graph of(NetworkState state) {
        return new Graph(state.topology().links().stream()
                .filter(link -> !state.failed(link.index())
                        && state.impairment(link.index()).equals(Impairment.NONE))
                .toList());
    }

    Graph without(Collection<Link> removed) {
        return new Graph(links.stream().filter(link -> !removed.contains(link)).toList());
    }

    /** The routers that a router reaches, itself included. */
    BitSet reached(int router) {
        Map<Integer, List<Integer>> neighbours = new HashMap<>();
        for (Link link : links) {
            int a = link.forward().from();
            int z = link.forward().to();
            neighbours.computeIfAbsent(a, missing -> new ArrayList<>()).add(z);
            neighbours.computeIfAbsent(z, missing -> new ArrayList<>()).add(a);
        }
        BitSet reached = new BitSet();
        Deque<Integer> open = new ArrayDeque<>(List.of(router));
        reached.set(router);
        while (!open.isEmpty()) {
            for (int next : neighbours.getOrDefault(open.removeFirst(), List.of())) {
                if (!reached.get(next)) {
                    reached.set(next);
                    open.addLast(next);
                }
            }
        }
        return reached;
    }

    /** Whether both ends of each of these links still reach each other when all of them are gone. */
    boolean survives(Link... gone) {
        Graph rest = without(List.of(gone));
        for (Link link : gone) {
            if (!rest.reached(link.forward().from()).get(link.forward().to())) {
                return false;
            }
        }
        return true;
    }

    List<Link> links() {
        return links;
    }
}
