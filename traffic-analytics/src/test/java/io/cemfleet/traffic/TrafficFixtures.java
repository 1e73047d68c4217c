package io.cemfleet.traffic;

import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.a2a.naming.TunnelName;
import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.network.measurement.LinkMeasurement;
import io.cemfleet.network.policy.CandidatePath;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.policy.SegmentList;
import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.service.VpnNode;
import io.cemfleet.network.service.VpnService;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.traffic.forecast.UtilisationSample;
import io.cemfleet.traffic.network.MeasuredLoads;
import io.cemfleet.traffic.network.MeasuredNetwork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * Sample data over the small network: one VPN between Frankfurt and Vienna, 200 Mbit/s sold each way; traffic to Vienna
 * is coloured and takes the policy over Prague; the return direction is plain IGP.
 */
public final class TrafficFixtures {
    public static final NetworkTopology NETWORK = NetworkFixtures.topology();
    public static final PolicyKey POLICY = NetworkFixtures.policy().key();
    public static final Instant NOW = NetworkFixtures.NOW;

    private static final int VIENNA = 3;
    private static final int MUNICH = 4;

    private TrafficFixtures() {}

    /** The policy while a tunnel of the fleet leads it over Munich. */
    public static SrPolicy steeredOffPrague() {
        SrPolicy policy = NetworkFixtures.policy();
        List<CandidatePath> paths = new ArrayList<>();
        paths.add(new CandidatePath(
                300,
                "cfg_" + TunnelName.of(TeType.SR_MPLS, "frankfurt", "vienna", 1) + "_discr_300",
                CandidatePath.PathKind.EXPLICIT,
                true,
                null,
                List.of(new SegmentList(1, List.of(NetworkFixtures.node(MUNICH), NetworkFixtures.node(VIENNA)))),
                true));
        paths.addAll(policy.paths());
        return new SrPolicy(policy.key(), null, true, policy.type(), false, paths);
    }

    /** The measured loads in Mbit/s by {@code link_id/from}. */
    public static MeasuredLoads loads(Map<String, Double> links, Map<PolicyKey, Double> policies) {
        Map<LinkDirection, Double> measured = new HashMap<>();
        links.forEach((name, mbps) -> measured.put(direction(name), mbps));
        return new MeasuredLoads(measured, policies, List.of());
    }

    /** Every direction carries this much. */
    public static Map<String, Double> everywhere(double mbps) {
        Map<String, Double> all = new HashMap<>();
        NETWORK.directions().forEach(d -> all.put(d.linkId() + "/" + d.from(), mbps));
        return all;
    }

    public static MeasuredNetwork picture(MeasuredLoads loads) {
        return picture(loads, List.of(NetworkFixtures.service()));
    }

    public static MeasuredNetwork picture(MeasuredLoads loads, List<VpnService> services) {
        SrPolicy policy = NetworkFixtures.policy();
        return new MeasuredNetwork(NETWORK, Map.of(policy.key(), policy), services, loads, true, List.of());
    }

    /** The VPN without Vienna's committed bandwidth. */
    public static VpnService withoutCommitment() {
        VpnService service = NetworkFixtures.service();
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
        return NetworkFixtures.direction(parts[0], parts[1]);
    }

    /** A reading of utilisation only. */
    public static LinkMeasurement used(LinkDirection direction, double utilisation) {
        return new LinkMeasurement(
                direction.linkId(), direction.from(), direction.to(), 1.0, 0.1, 0.0, utilisation, NOW);
    }

    /** Samples every five minutes, the last one now. */
    public static List<UtilisationSample> points(int count, IntToDoubleFunction utilisation) {
        List<UtilisationSample> points = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            points.add(new UtilisationSample(NOW.minusSeconds(300L * (count - 1 - i)), utilisation.applyAsDouble(i)));
        }
        return points;
    }
}
