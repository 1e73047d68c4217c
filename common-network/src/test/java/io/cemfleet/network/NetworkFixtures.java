package io.cemfleet.network;

import io.cemfleet.network.measurement.LinkMeasurement;
import io.cemfleet.network.policy.CandidatePath;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.policy.PolicyType;
import io.cemfleet.network.policy.ReportedHop;
import io.cemfleet.network.policy.SegmentList;
import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.service.VpnAccess;
import io.cemfleet.network.service.VpnNode;
import io.cemfleet.network.service.VpnService;
import io.cemfleet.network.topology.LabelRange;
import io.cemfleet.network.topology.LinkAttributes;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.LinkEnd;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.network.topology.Router;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A small network for tests: five routers, seven links, two of them parallel. Frankfurt reaches Vienna over Prague
 * (two parallel links) and over Munich at equal cost.
 *
 * <pre>
 *   frankfurt --10/4ms-- prague ==10/3ms== vienna
 *       |   \                              /
 *   30/3ms  10/3ms                  10/3.5ms
 *       |       \                    /
 *    zurich --10/2.5ms--  munich ---
 * </pre>
 */
public final class NetworkFixtures {

    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private NetworkFixtures() {}

    /** The network. */
    public static NetworkTopology topology() {
        var links = new ArrayList<LinkDirection>();
        links.addAll(link("frankfurt-prague", "Frankfurt", 0, "Prague", 0, 10, 4.0, 101));
        links.addAll(link("prague-vienna", "Prague", 1, "Vienna", 0, 10, 3.0, 102));
        links.addAll(link("prague-vienna-2", "Prague", 2, "Vienna", 1, 10, 3.0, 103));
        links.addAll(link("frankfurt-munich", "Frankfurt", 1, "Munich", 0, 10, 3.0, 104));
        links.addAll(link("munich-vienna", "Munich", 1, "Vienna", 2, 10, 3.5, 105));
        links.addAll(link("munich-zurich", "Munich", 2, "Zurich", 0, 10, 2.5, 106));
        links.addAll(link("frankfurt-zurich", "Frankfurt", 2, "Zurich", 1, 30, 3.0, 104));
        return NetworkTopology.of(
                List.of(
                        router("Frankfurt", 1),
                        router("Prague", 2),
                        router("Vienna", 3),
                        router("Munich", 4),
                        router("Zurich", 5)),
                links,
                NOW);
    }

    /** A router with router id 10.0.0.N and node SID 16000+N. */
    public static Router router(String hostname, int number) {
        return new Router(
                slug(hostname),
                hostname,
                "10.0." + number / 256 + "." + number % 256,
                new LabelRange(16000, 23999),
                new LabelRange(24000, 24999),
                10,
                16000 + number);
    }

    /** Both directions of a link of 10 Gbit/s; adjacency SIDs 30000 + interface number. */
    public static List<LinkDirection> link(
            String id, String a, int aPort, String z, int zPort, int metric, double delayMs, int srlg) {
        return List.of(
                direction(id, a, aPort, z, zPort, metric, delayMs, srlg),
                direction(id, z, zPort, a, aPort, metric, delayMs, srlg));
    }

    /** The direction of the small network's link on which the router (slug) sends. */
    public static LinkDirection direction(String linkId, String from) {
        return topology().direction(linkId, from).orElseThrow();
    }

    /** Frankfurt to Vienna, colour 100: over Prague by an explicit list at 200, dynamic at 100. */
    public static SrPolicy policy() {
        var overPrague = new SegmentList(1, List.of(node(2), node(3)));
        var direct = new SegmentList(1, List.of(node(3)));
        return new SrPolicy(
                new PolicyKey("frankfurt", "vienna", 100),
                24005,
                true,
                PolicyType.REGULAR,
                false,
                List.of(
                        new CandidatePath(
                                200,
                                "over-prague",
                                CandidatePath.PathKind.EXPLICIT,
                                true,
                                null,
                                List.of(overPrague),
                                true),
                        new CandidatePath(
                                100, "dynamic", CandidatePath.PathKind.DYNAMIC, true, null, List.of(direct), false)));
    }

    /** A hop to the node SID of router 10.0.0.N. */
    public static ReportedHop node(int number) {
        return new ReportedHop(ReportedHop.HopKind.NODE, "10.0.0." + number, null, 16000 + number);
    }

    /** A gold VPN between Frankfurt and Vienna; traffic towards Vienna is coloured 100. */
    public static VpnService service() {
        return new VpnService(
                "L3VPN-1",
                "acme-backbone",
                "ACME",
                "ACME backbone tier=gold",
                "any-to-any",
                List.of(vpnNode("Frankfurt", null, null), vpnNode("Vienna", "color-100", 100)));
    }

    /** A good sample: the advertised delay, little jitter, no loss, a third used. */
    public static LinkMeasurement sample(LinkDirection direction, Instant at) {
        return new LinkMeasurement(
                direction.linkId(), direction.from(), direction.to(), direction.delayMs(), 0.2, 0.0, 0.3, at);
    }

    private static VpnNode vpnNode(String hostname, @Nullable String routePolicy, @Nullable Integer color) {
        return new VpnNode(
                hostname,
                slug(hostname),
                null,
                List.of(new VpnAccess("a1", "GigabitEthernet0/0/1/0", null, null, 200.0, 300.0)),
                routePolicy,
                color);
    }

    private static LinkDirection direction(
            String id, String from, int fromPort, String to, int toPort, int metric, double delayMs, int srlg) {
        return new LinkDirection(
                id,
                new LinkEnd(slug(from), port(fromPort), address(from, fromPort)),
                new LinkEnd(slug(to), port(toPort), address(to, toPort)),
                "%s : %s : %s : %s : ISIS_IPV4_L2".formatted(from, port(fromPort), to, port(toPort)),
                new LinkAttributes("0", metric, metric, 30000 + fromPort, 10_000.0, delayMs, Set.of(srlg), 0));
    }

    private static String port(int number) {
        return "GigabitEthernet0/0/0/" + number;
    }

    private static String address(String hostname, int port) {
        return "10.%d.%d.1".formatted(Math.floorMod(hostname.hashCode(), 200) + 10, port);
    }

    private static String slug(String hostname) {
        return hostname.toLowerCase(java.util.Locale.ROOT);
    }
}
