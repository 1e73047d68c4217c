package io.cemfleet.e2e.harm;

import io.cemfleet.a2a.contract.PathSegment;
import io.cemfleet.a2a.contract.SegmentId;
import io.cemfleet.lab.network.CandidatePath;
import io.cemfleet.lab.network.CarrierNetwork;
import io.cemfleet.lab.network.ChangeOutcome;
import io.cemfleet.lab.network.DirectedLink;
import io.cemfleet.lab.network.LabLink;
import io.cemfleet.lab.network.LabNetwork;
import io.cemfleet.lab.network.LinkImpairment;
import io.cemfleet.lab.network.NamedPolicy;
import io.cemfleet.lab.network.NetworkState;
import io.cemfleet.lab.network.PathSpec;
import io.cemfleet.lab.network.RoutePolicy;
import io.cemfleet.lab.network.ServiceDemand;
import io.cemfleet.lab.network.ServiceState;
import io.cemfleet.lab.network.SidList;
import io.cemfleet.network.topology.LabelRange;
import io.cemfleet.network.topology.LinkAttributes;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.LinkEnd;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.network.topology.Router;
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
    private final Set<CarrierNetwork.VpnNode> colored = new LinkedHashSet<>();

    private SimulatedNetwork(CarrierNetwork carrier) {
        this.lab = new LabNetwork(carrier, Clock.fixed(NOON, ZoneOffset.UTC), Duration.ofMinutes(1), SEED);
        done(lab.putRoutePolicy(new RoutePolicy(FLEET_ROUTE_POLICY, FLEET_COLOR)));
    }

    /** The carrier with all demands scaled by one factor, so that the fullest direction is as full as this, 0 to 1. */
    static SimulatedNetwork of(CarrierNetwork carrier, double fullest) {
        double now = new SimulatedNetwork(carrier).fullest();
        double factor = fullest / now;
        List<ServiceDemand> scaled = carrier.demands().stream()
                .map(d -> new ServiceDemand(d.index(), d.service(), d.from(), d.to(), d.mbps() * factor, d.flows()))
                .toList();
        return new SimulatedNetwork(new CarrierNetwork(
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

    /** The offered load of a direction by its capacity; above 1 where it exceeds the capacity. */
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

    void degrade(LinkDegradation degradation) {
        for (String link : degradation.links()) {
            done(degradation.cut() ? lab.fail(link) : lab.degrade(link, new LinkImpairment(250, 0, 3)));
        }
    }

    void heal(LinkDegradation degradation) {
        degradation.links().forEach(link -> done(lab.heal(link)));
    }

    /** Puts an explicit path above all others of its policy; plain routes get a colour of the fleet's first. */
    void protect(ProtectedFlow flow, List<PathSegment> segments) {
        String name = "protect-" + written.size();
        int color = flow.color() == null ? FLEET_COLOR : flow.color();
        done(lab.putSidList(
                new SidList(name, segments.stream().map(SimulatedNetwork::label).toList())));
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
            flow.services().forEach(service -> color(new CarrierNetwork.VpnNode(service, flow.endPoint())));
        }
    }

    private void color(CarrierNetwork.VpnNode node) {
        if (colored.add(node)) {
            done(lab.color(node.service(), node.node(), FLEET_ROUTE_POLICY));
        }
    }

    /** Removes every protection from the network. */
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
                                io.cemfleet.lab.network.LabRouter.SRGB_LOWER,
                                io.cemfleet.lab.network.LabRouter.SRGB_UPPER),
                        new LabelRange(
                                io.cemfleet.lab.network.LabRouter.SRLB_LOWER,
                                io.cemfleet.lab.network.LabRouter.SRLB_UPPER),
                        io.cemfleet.lab.network.LabRouter.MAXIMUM_SID_DEPTH,
                        r.nodeSid()))
                .toList();
        var directions = lab.topology().links().stream()
                .filter(link -> !state().failed(link.index()))
                .flatMap(link -> List.of(direction(link, link.forward()), direction(link, link.reverse())).stream())
                .toList();
        return NetworkTopology.of(routers, directions, NOON);
    }

    private LinkDirection direction(LabLink link, DirectedLink direction) {
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

    private static void done(ChangeOutcome outcome) {
        if (outcome instanceof ChangeOutcome.Refused refused) {
            throw new IllegalStateException(refused.toString());
        }
    }

    private static Integer label(PathSegment segment) {
        return switch (segment.sid()) {
            case SegmentId.MplsLabel(int value) -> value;
            case SegmentId.Srv6Sid sid ->
                throw new IllegalArgumentException("the simulated network forwards by labels, not by " + sid);
        };
    }
}
