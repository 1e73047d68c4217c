package io.cemfleet.lab.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Routers and links, immutable. Directions have dense indexes: twice the link's, plus 1 for the reverse. */
public final class Topology {

    private final List<Router> routers;
    private final List<Link> links;
    private final Map<String, Router> byId = new HashMap<>();
    private final Map<String, Router> byHostname = new HashMap<>();
    private final Map<String, Router> byRouterId = new HashMap<>();
    private final Map<String, Link> linkById = new HashMap<>();
    private final DirectedLink[] directions;
    private final int[][] outgoing;

    Topology(List<Router> routers, List<Link> links) {
        this.routers = List.copyOf(routers);
        this.links = List.copyOf(links);
        for (Router router : routers) {
            if (byId.put(router.id(), router) != null) {
                throw new IllegalArgumentException("two routers are called " + router.id());
            }
            byHostname.put(router.hostname(), router);
            byRouterId.put(router.routerId(), router);
        }
        directions = new DirectedLink[2 * links.size()];
        List<List<Integer>> out = new ArrayList<>();
        routers.forEach(router -> out.add(new ArrayList<>()));
        for (Link link : links) {
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

    public List<Router> routers() {
        return routers;
    }

    public List<Link> links() {
        return links;
    }

    public Router router(int index) {
        return routers.get(index);
    }

    public Link link(int index) {
        return links.get(index);
    }

    /** The direction of an index from 0 to {@link #directionCount()} − 1. */
    public DirectedLink direction(int index) {
        return directions[index];
    }

    public int directionCount() {
        return directions.length;
    }

    public Optional<Router> routerById(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    public Optional<Router> routerByHostname(String hostname) {
        return Optional.ofNullable(byHostname.get(hostname));
    }

    public Optional<Router> routerByRouterId(String routerId) {
        return Optional.ofNullable(byRouterId.get(routerId));
    }

    public Optional<Link> linkById(String id) {
        return Optional.ofNullable(linkById.get(id));
    }

    /** The direction that leaves a router by an interface. */
    public Optional<DirectedLink> directionAt(String hostname, String interfaceName) {
        Router router = byHostname.get(hostname);
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

    /** Indexes of the directions that leave a router. Not to be written to. */
    int[] outgoing(int router) {
        return outgoing[router];
    }

    /** The link that a direction belongs to. */
    public Link linkOf(int direction) {
        return links.get(direction >> 1);
    }
}
