package io.cemfleet.traffic;

import io.cemfleet.a2a.naming.TunnelName;
import io.cemfleet.cnc.CncFixtures;
import io.cemfleet.cnc.measurement.LinkMeasurement;
import io.cemfleet.cnc.nso.VpnNode;
import io.cemfleet.cnc.nso.VpnService;
import io.cemfleet.cnc.policy.CandidatePath;
import io.cemfleet.cnc.policy.PolicyKey;
import io.cemfleet.cnc.policy.SegmentList;
import io.cemfleet.cnc.policy.SrPolicy;
import io.cemfleet.cnc.topology.LinkDirection;
import io.cemfleet.cnc.topology.NetworkTopology;
import io.cemfleet.traffic.forecast.Point;
import io.cemfleet.traffic.network.Loads;
import io.cemfleet.traffic.network.NetworkPicture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * Sample data over the small network: one VPN between Frankfurt and Vienna, 200 Mbit/s sold each way; the way to Vienna
 * is coloured and rides the policy over Prague, the way back is plain IGP.
 */
public final class TrafficFixtures {
    public static final NetworkTopology NETWORK = CncFixtures.topology();
    public static final PolicyKey POLICY = CncFixtures.policy().key();
    public static final Instant NOW = CncFixtures.NOW;

    private static final int VIENNA = 3;
    private static final int MUNICH = 4;

    private TrafficFixtures() {}

    /** The policy while a tunnel of the fleet leads it over Munich. */
    public static SrPolicy steeredOffPrague() {
        SrPolicy policy = CncFixtures.policy();
        List<CandidatePath> paths = new ArrayList<>();
        paths.add(new CandidatePath(
                300,
                "cfg_" + TunnelName.of("frankfurt", "vienna", 1) + "_discr_300",
                CandidatePath.Kind.EXPLICIT,
                true,
                null,
                List.of(new SegmentList(1, List.of(CncFixtures.node(MUNICH), CncFixtures.node(VIENNA)))),
                true));
        paths.addAll(policy.paths());
        return new SrPolicy(policy.key(), null, true, policy.type(), false, paths);
    }

    /** What is measured, in Mbit/s by {@code link_id/from}. */
    public static Loads loads(Map<String, Double> links, Map<PolicyKey, Double> policies) {
        Map<LinkDirection, Double> measured = new HashMap<>();
        links.forEach((name, mbps) -> measured.put(direction(name), mbps));
        return new Loads(measured, policies, List.of());
    }

    /** Every direction carries this much. */
    public static Map<String, Double> everywhere(double mbps) {
        Map<String, Double> all = new HashMap<>();
        NETWORK.directions().forEach(d -> all.put(d.linkId() + "/" + d.from(), mbps));
        return all;
    }

    public static NetworkPicture picture(Loads loads) {
        return picture(loads, List.of(CncFixtures.service()));
    }

    public static NetworkPicture picture(Loads loads, List<VpnService> services) {
        SrPolicy policy = CncFixtures.policy();
        return new NetworkPicture(NETWORK, Map.of(policy.key(), policy), services, loads, true, List.of());
    }

    /** The VPN, but nobody told what Vienna may send. */
    public static VpnService withoutCommitment() {
        VpnService service = CncFixtures.service();
        VpnNode vienna = service.node("vienna").orElseThrow();
        VpnNode silent = new VpnNode(
                vienna.hostname(), vienna.node(), vienna.role(), List.of(), vienna.routePolicy(), vienna.color());
        return new VpnService(
                service.vpnId(),
                service.name(),
                service.customer(),
                service.description(),
                service.topology(),
                List.of(service.node("frankfurt").orElseThrow(), silent));
    }

    public static LinkDirection direction(String linkAndFrom) {
        String[] parts = linkAndFrom.split("/", 2);
        return CncFixtures.direction(parts[0], parts[1]);
    }

    /** A reading of utilisation only. */
    public static LinkMeasurement used(LinkDirection direction, double utilisation) {
        return new LinkMeasurement(
                direction.linkId(), direction.from(), direction.to(), 1.0, 0.1, 0.0, utilisation, NOW);
    }

    /** Samples every five minutes, the last one now. */
    public static List<Point> points(int count, IntToDoubleFunction utilisation) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            points.add(new Point(NOW.minusSeconds(300L * (count - 1 - i)), utilisation.applyAsDouble(i)));
        }
        return points;
    }
}
