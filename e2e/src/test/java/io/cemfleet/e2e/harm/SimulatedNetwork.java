package io.cemfleet.e2e.harm;

import io.cemfleet.a2a.contract.Segment;
import io.cemfleet.cnc.topology.LabelRange;
import io.cemfleet.cnc.topology.LinkAttributes;
import io.cemfleet.cnc.topology.LinkDirection;
import io.cemfleet.cnc.topology.LinkEnd;
import io.cemfleet.cnc.topology.NetworkTopology;
import io.cemfleet.cnc.topology.Router;
import io.cemfleet.lab.network.CandidatePath;
import io.cemfleet.lab.network.Carrier;
import io.cemfleet.lab.network.Demand;
import io.cemfleet.lab.network.DirectedLink;
import io.cemfleet.lab.network.Impairment;
import io.cemfleet.lab.network.LabNetwork;
import io.cemfleet.lab.network.Link;
import io.cemfleet.lab.network.NamedPolicy;
import io.cemfleet.lab.network.NetworkState;
import io.cemfleet.lab.network.Outcome;
import io.cemfleet.lab.network.PathSpec;
import io.cemfleet.lab.network.RoutePolicy;
import io.cemfleet.lab.network.ServiceState;
import io.cemfleet.lab.network.SidList;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** A network of the lab at a standstill: faults come and go, and protections are written as the fleet writes them. */
final class SimulatedNetwork {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final long SEED = 2026;
    private static final int ABOVE_ALL = 60_000;
    private static final int FLEET_COLOR = 4_000;
    private static final String FLEET_ROUTE_POLICY = "fleet-4000";

    private final LabNetwork lab;
    private final List<String> written = new ArrayList<>();
    private final Set<Carrier.VpnNode> colored = new LinkedHashSet<>();

    private SimulatedNetwork(Carrier carrier) {
        this.lab = new LabNetwork(carrier, Clock.fixed(NOON, ZoneOffset.UTC), Duration.ofMinutes(1), SEED);
        done(lab.putRoutePolicy(new RoutePolicy(FLEET_ROUTE_POLICY, FLEET_COLOR)));
    }

    /** The carrier with all demands scaled by one factor, so that the fullest direction is as full as this, 0 to 1. */
    static SimulatedNetwork of(Carrier carrier, double fullest) {
        double now = new SimulatedNetwork(carrier).fullest();
        double factor = fullest / now;
        List<Demand> scaled = carrier.demands().stream()
                .map(d -> new Demand(d.index(), d.service(), d.from(), d.to(), d.mbps() * factor, d.flows()))
                .toList();
        return new SimulatedNetwork(new Carrier(
                carrier.name(),
                carrier.topology(),
                carrier.services(),
                scaled,
                carrier.routePolicies(),
                carrier.colored(),
                carrier.sidLists(),
                carrier.policies()));
    }

    NetworkState state() {
        return lab.state();
    }

    /** The load that wants to cross a direction, by its capacity; beyond 1 where it is more than fits. */
    double utilisation(int direction) {
        return state().condition(direction).offeredMbps()
                / lab.topology().linkOf(direction).capacityMbps();
    }

    double[] utilisation() {
        return IntStream.range(0, lab.topology().directionCount())
                .mapToDouble(this::utilisation)
                .toArray();
    }

    private double fullest() {
        return IntStream.range(0, lab.topology().directionCount())
                .mapToDouble(this::utilisation)
                .max()
                .orElseThrow();
    }

    void degrade(Degradation degradation) {
        for (String link : degradation.links()) {
            done(degradation.cut() ? lab.fail(link) : lab.degrade(link, new Impairment(250, 0, 3)));
        }
    }

    void heal(Degradation degradation) {
        degradation.links().forEach(link -> done(lab.heal(link)));
    }

    /** Puts an explicit path above all others of its policy; plain routes get a colour of the fleet's first. */
    void protect(ProtectedFlow flow, List<Segment> segments) {
        String name = "protect-" + written.size();
        int color = flow.color() == null ? FLEET_COLOR : flow.color();
        done(lab.putSidList(
                new SidList(name, segments.stream().map(Segment::sid).toList())));
        done(lab.putPolicy(new NamedPolicy(
                name,
                List.of(flow.headEnd()),
                flow.endPoint(),
                color,
                null,
                List.of(new CandidatePath(
                        ABOVE_ALL, new PathSpec.Explicit(List.of(new PathSpec.WeightedSidList(name, 1))))),
                NamedPolicy.Origin.NSO)));
        written.add(name);
        if (flow.color() == null) {
            flow.services().forEach(service -> color(new Carrier.VpnNode(service, flow.endPoint())));
        }
    }

    private void color(Carrier.VpnNode node) {
        if (colored.add(node)) {
            done(lab.color(node.service(), node.node(), FLEET_ROUTE_POLICY));
        }
    }

    /** Takes every protection out of the network again. */
    void withdrawAll() {
        colored.forEach(node -> done(lab.color(node.service(), node.node(), null)));
        colored.clear();
        written.forEach(name -> {
            done(lab.deletePolicy(name));
            done(lab.deleteSidList(name));
        });
        written.clear();
    }

    List<ServiceState> services() {
        return state().services().stream()
                .flatMap(service -> state().serviceState(service.id()).stream())
                .toList();
    }

    /** The network as a controller would report it: a link that is down is not there. */
    NetworkTopology topology() {
        var routers = lab.topology().routers().stream()
                .map(r -> new Router(
                        r.id(),
                        r.hostname(),
                        r.routerId(),
                        new LabelRange(
                                io.cemfleet.lab.network.Router.SRGB_LOWER, io.cemfleet.lab.network.Router.SRGB_UPPER),
                        new LabelRange(
                                io.cemfleet.lab.network.Router.SRLB_LOWER, io.cemfleet.lab.network.Router.SRLB_UPPER),
                        io.cemfleet.lab.network.Router.MAXIMUM_SID_DEPTH,
                        r.nodeSid()))
                .toList();
        var directions = lab.topology().links().stream()
                .filter(link -> !state().failed(link.index()))
                .flatMap(link -> List.of(direction(link, link.forward()), direction(link, link.reverse())).stream())
                .toList();
        return NetworkTopology.of(routers, directions, NOON);
    }

    private LinkDirection direction(Link link, DirectedLink direction) {
        return new LinkDirection(
                link.id(),
                new LinkEnd(id(direction.from()), direction.interfaceName(), direction.address()),
                new LinkEnd(id(direction.to()), direction.peerInterface(), direction.peerAddress()),
                link.id() + '/' + direction.index(),
                new LinkAttributes(
                        "0",
                        state().igpMetric(direction.index()),
                        direction.teMetric(),
                        direction.adjacencySid(),
                        link.capacityMbps(),
                        link.delayMs(),
                        link.srlgs(),
                        link.affinities()));
    }

    private String id(int router) {
        return lab.topology().router(router).id();
    }

    /** The lab's number of a direction. */
    int index(LinkDirection direction) {
        return Integer.parseInt(
                direction.cncLinkId().substring(direction.cncLinkId().indexOf('/') + 1));
    }

    private static void done(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            throw new IllegalStateException(refused.toString());
        }
    }
}
