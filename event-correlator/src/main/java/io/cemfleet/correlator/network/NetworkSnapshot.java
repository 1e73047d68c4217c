package io.cemfleet.correlator.network;

import io.cemfleet.a2a.naming.TunnelName;
import io.cemfleet.correlator.alert.AlertLocation;
import io.cemfleet.correlator.source.AlertSubject;
import io.cemfleet.network.forwarding.EcmpRoutes;
import io.cemfleet.network.forwarding.RouteResult;
import io.cemfleet.network.policy.PolicyForwarding;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.policy.SrPolicies;
import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.topology.Link;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.network.topology.Router;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One topology with the policies read over it, and the queries that locate alerts in it. */
public final class NetworkSnapshot {
    private final NetworkTopology topology;
    private final @Nullable Long version;
    private final EcmpRoutes routes;
    private final @Nullable Map<PolicyKey, RouteResult> policyRoutes;
    private final Map<String, List<String>> policiesOnLink = new HashMap<>();
    private final Map<String, Map<String, SortedSet<String>>> tunnelsOnLink = new HashMap<>();

    /**
     * @param policies absent while they could not be read: then the paths of coloured sessions are unknown
     * @param version the published version that both are of, absent if they were read from the controller
     */
    NetworkSnapshot(NetworkTopology topology, @Nullable SrPolicies policies, @Nullable Long version) {
        this.topology = topology;
        this.version = version;
        this.routes = EcmpRoutes.over(topology);
        if (policies == null) {
            this.policyRoutes = null;
            return;
        }
        PolicyForwarding forwarding = new PolicyForwarding(routes);
        Map<PolicyKey, RouteResult> found = new HashMap<>();
        for (SrPolicy policy : policies.policies()) {
            RouteResult route = forwarding.route(policy);
            found.put(policy.key(), route);
            route.routed().ifPresent(routed -> routed.linkIds().forEach(link -> policiesOnLink
                    .computeIfAbsent(link, any -> new ArrayList<>())
                    .add(policy.key().toString())));
            policy.activePath()
                    .flatMap(active -> TunnelName.ofCandidatePath(active.name()))
                    .ifPresent(tunnel -> route.routed().ifPresent(routed -> carries(tunnel, routed)));
        }
        this.policyRoutes = found;
    }

    private void carries(String tunnel, RouteResult.Routed routed) {
        routed.shares().keySet().forEach(direction -> tunnelsOnLink
                .computeIfAbsent(direction.linkId(), any -> new HashMap<>())
                .computeIfAbsent(direction.from(), any -> new TreeSet<>())
                .add(tunnel));
    }

    /** The fleet's own tunnels whose traffic crosses a link now, by the end that sends it; empty where none does. */
    public Map<String, SortedSet<String>> tunnelsOn(String linkId) {
        return tunnelsOnLink.getOrDefault(linkId, Map.of());
    }

    public NetworkTopology topology() {
        return topology;
    }

    /**
     * The links that a session takes now; empty when it is not known. A colour without a policy, or whose policy is
     * down, falls back to the IGP, as routers do.
     */
    public Optional<RouteResult.Routed> route(AlertSubject.NamedSession session) {
        Optional<Router> from = topology.find(session.from());
        Optional<Router> to = topology.find(session.to());
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        String head = from.get().id();
        String end = to.get().id();
        Integer color = session.color();
        if (color == null) {
            return routes.route(head, end).routed();
        }
        if (policyRoutes == null) {
            return Optional.empty();
        }
        RouteResult ridden = policyRoutes.get(new PolicyKey(head, end, color));
        return ridden == null ? routes.route(head, end).routed() : ridden.routed();
    }

    Optional<AlertLocation> place(AlertSubject subject) {
        return switch (subject) {
            case AlertSubject.NamedInterface(String node, String port) ->
                topology.find(node)
                        .flatMap(router -> topology.directionAt(router.id(), port))
                        .flatMap(direction ->
                                topology.link(direction.linkId()).map(link -> placeLink(link, direction.from())));
            case AlertSubject.NamedLink(String name) ->
                topology.link(name)
                        .or(() -> topology.directionByCncLinkId(name).flatMap(d -> topology.link(d.linkId())))
                        .map(this::placeLink)
                        .or(() -> topology.find(name).flatMap(this::placeDevice));
            case AlertSubject.NamedDevice(String node) -> topology.find(node).flatMap(this::placeDevice);
            case AlertSubject.NamedSession session -> route(session).flatMap(routed -> placeSession(session, routed));
            case AlertSubject.Unnamed unnamed -> Optional.empty();
        };
    }

    AlertLocation placeLink(Link link) {
        return placeLink(link, null);
    }

    private AlertLocation placeLink(Link link, @Nullable String from) {
        return new AlertLocation(
                domain(link),
                link.id(),
                from,
                List.of(),
                List.of(link.a(), link.z()),
                List.copyOf(link.srlgs()),
                policiesOnLink.getOrDefault(link.id(), List.of()),
                topology.version(),
                version);
    }

    private Optional<AlertLocation> placeDevice(Router router) {
        List<Link> links = topology.linksAt(router.id());
        return links.isEmpty()
                ? Optional.empty()
                : Optional.of(new AlertLocation(
                        domain(links.getFirst()),
                        null,
                        null,
                        links.stream().map(Link::id).toList(),
                        List.of(router.id()),
                        List.of(),
                        List.of(),
                        topology.version(),
                        version));
    }

    private Optional<AlertLocation> placeSession(AlertSubject.NamedSession session, RouteResult.Routed routed) {
        List<String> candidates = List.copyOf(routed.linkIds());
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        Integer color = session.color();
        List<String> ends = List.of(
                topology.find(session.from()).map(Router::id).orElseThrow(),
                topology.find(session.to()).map(Router::id).orElseThrow());
        List<String> ridden =
                color == null ? List.of() : List.of(new PolicyKey(ends.getFirst(), ends.getLast(), color).toString());
        return topology.link(candidates.getFirst())
                .map(first -> new AlertLocation(
                        domain(first), null, null, candidates, ends, List.of(), ridden, topology.version(), version));
    }

    private static String domain(Link link) {
        return link.directions().getFirst().attributes().domain();
    }
}
