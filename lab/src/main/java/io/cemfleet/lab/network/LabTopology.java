package io.cemfleet.lab.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Routers and links, immutable. Directions have dense indexes: twice the link's, plus 1 for the reverse. */
public final class LabTopology {

    private final List<LabRouter> routers;
    private final List<LabLink> links;
    private final Map<String, LabRouter> byId = new HashMap<>();
    private final Map<String, LabRouter> byHostname = new HashMap<>();
    private final Map<String, LabRouter> byRouterId = new HashMap<>();
    private final Map<String, LabLink> linkById = new HashMap<>();
    private final DirectedLink[] directions;
    private final int[][] outgoing;

    LabTopology(List<LabRouter> routers, List<LabLink> links) {
        this.routers = List.copyOf(routers);
        this.links = List.copyOf(links);
        for (LabRouter router : routers) {
            if (byId.put(router.id(), router) != null) {
                throw new IllegalArgumentException("two routers are called " + router.id());
            }
            byHostname.put(router.hostname(), router);
            byRouterId.put(router.routerId(), router);
        }
        directions = new DirectedLink[2 * links.size()];
        List<List<Integer>> out = new ArrayList<>();
        routers.forEach(router -> out.add(new ArrayList<>()));
        for (LabLink link : links) {
            if (linkById.put(link.id(), link) != null) {
                throw new IllegalArgumentException("two links are called " + link.id());
            }
            for (DirectedLink direction : List.of(link.forward(), link.reverse())) {
                directions[direction.index()] = direction;
                out.get(direction.from()).add(direction.index());
            }
        }
        outgoing = out.stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    public List<LabRouter> routers() {
        return routers;
    }

    public List<LabLink> links() {
        return links;
    }

    public LabRouter router(int index) {
        return routers.get(index);
    }

    public LabLink link(int index) {
        return links.get(index);
    }

    /** The direction of an index from 0 to {@link #directionCount()} − 1. */
    public DirectedLink direction(int index) {
        return directions[index];
    }

    public int directionCount() {
        return directions.length;
    }

    public Optional<LabRouter> routerById(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    public Optional<LabRouter> routerByHostname(String hostname) {
        return Optional.ofNullable(byHostname.get(hostname));
    }

    public Optional<LabRouter> routerByRouterId(String routerId) {
        return Optional.ofNullable(byRouterId.get(routerId));
    }

    public Optional<LabLink> linkById(String id) {
        return Optional.ofNullable(linkById.get(id));
    }

    /** The direction that leaves a router by an interface. */
    public Optional<DirectedLink> directionAt(String hostname, String interfaceName) {
        LabRouter router = byHostname.get(hostname);
        if (router == null) {
            return Optional.empty();
        }
        for (int direction : outgoing[router.index()]) {
            if (directions[direction].interfaceName().equals(interfaceName)) {
                return Optional.of(directions[direction]);
            }
        }
        return Optional.empty();
    }

    /** The indexes of the directions that leave a router; callers must not change the array. */
    int[] outgoing(int router) {
        return outgoing[router];
    }

    /** The link that a direction belongs to. */
    public LabLink linkOf(int direction) {
        return links.get(direction >> 1);
    }
}
