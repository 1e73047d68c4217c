package io.cemfleet.network.topology;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An immutable snapshot of the network. Its lists are sorted, so that equal content gives equal order everywhere.
 *
 * <p>{@link #version()} is a hash of the content ({@code t-} and sixteen hex digits): the same content has the same
 * version in every process and after every restart; versions have no order.
 */
public final class NetworkTopology {

    private final String version;
    private final Instant readAt;
    private final List<Router> routers;
    private final List<LinkDirection> directions;
    private final List<Link> links;
    private final Map<String, Router> byId;
    private final Map<String, Router> byHostname;
    private final Map<String, Router> byRouterId;
    private final Map<Integer, Router> byNodeSid;
    private final Map<String, Link> linksById;
    private final Map<String, LinkDirection> byCncLinkId;
    private final Map<String, List<LinkDirection>> outgoing;
    private final Map<String, List<Link>> atNode;
    private final Map<Integer, List<Link>> withSrlg;
    private final Set<String> withoutAdjacency;

    private NetworkTopology(
            Collection<Router> routers,
            Collection<LinkDirection> directions,
            Collection<String> withoutAdjacency,
            Instant readAt) {
        this.readAt = readAt;
        this.withoutAdjacency = Set.copyOf(withoutAdjacency);
        this.routers = routers.stream().sorted(Comparator.comparing(Router::id)).toList();
        this.directions = directions.stream()
                .sorted(Comparator.comparing(LinkDirection::linkId).thenComparing(LinkDirection::from))
                .toList();
        this.byId = index(this.routers, Router::id);
        this.byHostname = index(this.routers, Router::hostname);
        this.byRouterId = index(this.routers, Router::routerId);
        this.byNodeSid = this.routers.stream()
                .filter(r -> r.nodeSid() != null)
                .collect(Collectors.toUnmodifiableMap(NetworkTopology::sidOf, Function.identity(), (a, b) -> a));
        this.byCncLinkId = index(this.directions, LinkDirection::cncLinkId);
        this.outgoing = this.directions.stream().collect(Collectors.groupingBy(LinkDirection::from));
        this.links = this.directions.stream().collect(Collectors.groupingBy(LinkDirection::linkId)).values().stream()
                .map(NetworkTopology::link)
                .sorted(Comparator.comparing(Link::id))
                .toList();
        this.linksById = index(this.links, Link::id);
        this.atNode = grouped(this.links, link -> Set.of(link.a(), link.z()));
        this.withSrlg = grouped(this.links, Link::srlgs);
        this.version = ContentHash.of(this.routers, this.directions);
    }

    /** The same content, of another moment. */
    private NetworkTopology(NetworkTopology same, Instant readAt) {
        this.readAt = readAt;
        this.withoutAdjacency = same.withoutAdjacency;
        this.routers = same.routers;
        this.directions = same.directions;
        this.byId = same.byId;
        this.byHostname = same.byHostname;
        this.byRouterId = same.byRouterId;
        this.byNodeSid = same.byNodeSid;
        this.byCncLinkId = same.byCncLinkId;
        this.outgoing = same.outgoing;
        this.links = same.links;
        this.linksById = same.linksById;
        this.atNode = same.atNode;
        this.withSrlg = same.withSrlg;
        this.version = same.version;
    }

    /**
     * Builds a snapshot.
     *
     * @throws IllegalArgumentException when a direction names a router that is not given, or ids are not unique
     */
    public static NetworkTopology of(Collection<Router> routers, Collection<LinkDirection> directions, Instant readAt) {
        return of(routers, directions, Set.of(), readAt);
    }

    /**
     * Builds a snapshot.
     *
     * @param withoutAdjacency ids of links whose IGP adjacency is down, and which the directions therefore lack
     * @throws IllegalArgumentException when a direction names a router that is not given, or ids are not unique
     */
    public static NetworkTopology of(
            Collection<Router> routers,
            Collection<LinkDirection> directions,
            Collection<String> withoutAdjacency,
            Instant readAt) {
        var topology = new NetworkTopology(routers, directions, withoutAdjacency, readAt);
        if (topology.byId.size() != routers.size() || topology.byCncLinkId.size() != directions.size()) {
            throw new IllegalArgumentException("router slugs or link ids are not unique");
        }
        for (var direction : directions) {
            if (!topology.byId.containsKey(direction.from()) || !topology.byId.containsKey(direction.to())) {
                throw new IllegalArgumentException(direction.linkId() + " ends at an unknown router");
            }
        }
        return topology;
    }

    /** The snapshot as read once more, unchanged, at this moment; it shares all of its content. */
    public NetworkTopology readAgain(Instant at) {
        return at.equals(readAt) ? this : new NetworkTopology(this, at);
    }

    /** The part of the network that these of its links, and the routers at their ends, make up. */
    public NetworkTopology only(Collection<Link> part) {
        var ends = part.stream().flatMap(link -> Stream.of(link.a(), link.z())).collect(Collectors.toSet());
        var both = part.stream().flatMap(link -> link.directions().stream()).collect(Collectors.toSet());
        return of(ends.stream().flatMap(end -> router(end).stream()).toList(), both, readAt);
    }

    /** Hash of the content; the same content has the same version everywhere. */
    public String version() {
        return version;
    }

    /** When the snapshot was read. */
    public Instant readAt() {
        return readAt;
    }

    /** All routers, sorted by id. */
    public List<Router> routers() {
        return routers;
    }

    /** All undirected links, sorted by id. */
    public List<Link> links() {
        return links;
    }

    /** All directions, sorted by link id and sending router. */
    public List<LinkDirection> directions() {
        return directions;
    }

    public Optional<Router> router(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    public Optional<Router> routerByHostname(String hostname) {
        return Optional.ofNullable(byHostname.get(hostname));
    }

    public Optional<Router> routerByRouterId(String routerId) {
        return Optional.ofNullable(byRouterId.get(routerId));
    }

    /** The router with this absolute prefix-SID label. */
    public Optional<Router> routerByNodeSid(int label) {
        return Optional.ofNullable(byNodeSid.get(label));
    }

    /**
     * The router with this slug, hostname or router id, in this order; for names that come from people or other
     * systems.
     */
    public Optional<Router> find(String name) {
        return router(name).or(() -> routerByHostname(name)).or(() -> routerByRouterId(name));
    }

    public Optional<Link> link(String linkId) {
        return Optional.ofNullable(linksById.get(linkId));
    }

    /** Whether the network has a link with this id, with an IGP adjacency or without one while it is down. */
    public boolean knows(String linkId) {
        return linksById.containsKey(linkId) || withoutAdjacency.contains(linkId);
    }

    /** Ids of the configured links without an IGP adjacency: they are down. */
    public Set<String> withoutAdjacency() {
        return withoutAdjacency;
    }

    /** The direction of a link on which the given router sends. */
    public Optional<LinkDirection> direction(String linkId, String from) {
        return link(linkId).flatMap(link -> link.from(from));
    }

    /** The direction that a router (slug) sends on an interface. */
    public Optional<LinkDirection> directionAt(String node, String interfaceName) {
        return directionsFrom(node).stream()
                .filter(d -> d.fromInterface().equals(interfaceName))
                .findFirst();
    }

    /** The direction with this id of the controller. */
    public Optional<LinkDirection> directionByCncLinkId(String cncLinkId) {
        return Optional.ofNullable(byCncLinkId.get(cncLinkId));
    }

    /** The direction with this adjacency SID at this router (labels of adjacencies are local to a router). */
    public Optional<LinkDirection> directionByAdjacencySid(String node, int label) {
        return directionsFrom(node).stream()
                .filter(d -> Integer.valueOf(label).equals(d.adjacencySid()))
                .findFirst();
    }

    /** The direction whose sending interface has this address. */
    public Optional<LinkDirection> directionByAddress(String address) {
        return directions.stream()
                .filter(d -> address.equals(d.source().address()))
                .findFirst();
    }

    /** The directions that a router (slug) sends on. */
    public List<LinkDirection> directionsFrom(String node) {
        return outgoing.getOrDefault(node, List.of());
    }

    /** The links at a router (slug), sorted by id. */
    public List<Link> linksAt(String node) {
        return atNode.getOrDefault(node, List.of());
    }

    /** The links of a shared-risk group, sorted by id. */
    public List<Link> linksWithSrlg(int srlg) {
        return withSrlg.getOrDefault(srlg, List.of());
    }

    /** The IGP domains in which a router (slug) has links. */
    public Set<String> domainsOf(String node) {
        return directionsFrom(node).stream()
                .map(d -> d.attributes().domain())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public String toString() {
        return "NetworkTopology[%s, %d routers, %d links]".formatted(version, routers.size(), links.size());
    }

    private static int sidOf(Router router) {
        var sid = router.nodeSid();
        return sid == null ? -1 : sid;
    }

    private static Link link(List<LinkDirection> both) {
        var first = both.getFirst();
        var a = first.from().compareTo(first.to()) <= 0 ? first.from() : first.to();
        var z = a.equals(first.from()) ? first.to() : first.from();
        return new Link(first.linkId(), a, z, both);
    }

    private static <K> Map<K, List<Link>> grouped(List<Link> links, Function<Link, Set<K>> keys) {
        var groups = new HashMap<K, List<Link>>();
        for (var link : links) {
            keys.apply(link).forEach(key -> groups.computeIfAbsent(key, any -> new ArrayList<>())
                    .add(link));
        }
        groups.replaceAll((key, members) -> List.copyOf(members));
        return groups;
    }

    private static <K, V> Map<K, V> index(Collection<V> values, Function<V, K> key) {
        return values.stream().collect(Collectors.toUnmodifiableMap(key, Function.identity(), (a, b) -> a));
    }
}
