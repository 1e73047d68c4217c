package io.cemfleet.lab.control;

import io.cemfleet.lab.network.LabLink;
import io.cemfleet.lab.network.LinkImpairment;
import io.cemfleet.lab.network.NetworkState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The healthy links, as an undirected graph of routers. */
final class HealthyLinkGraph {
    private final List<LabLink> links;

    private HealthyLinkGraph(List<LabLink> links) {
        this.links = List.copyOf(links);
    }

    /** A graph of the links that are neither down nor impaired. */
    static HealthyLinkGraph of(NetworkState state) {
        return new HealthyLinkGraph(state.topology().links().stream()
                .filter(link -> !state.failed(link.index())
                        && state.impairment(link.index()).equals(LinkImpairment.NONE))
                .toList());
    }

    HealthyLinkGraph without(Collection<LabLink> removed) {
        return new HealthyLinkGraph(
                links.stream().filter(link -> !removed.contains(link)).toList());
    }

    /** The routers that are connected to a router, itself included. */
    BitSet reached(int router) {
        Map<Integer, List<Integer>> neighbours = new HashMap<>();
        for (LabLink link : links) {
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

    /** Whether the ends of each of these links stay connected without all of them. */
    boolean survives(LabLink... gone) {
        HealthyLinkGraph rest = without(List.of(gone));
        for (LabLink link : gone) {
            if (!rest.reached(link.forward().from()).get(link.forward().to())) {
                return false;
            }
        }
        return true;
    }

    List<LabLink> links() {
        return links;
    }
}
