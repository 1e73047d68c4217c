package io.cemfleet.impact;

import io.cemfleet.impact.ImpactSettings.ServiceField;
import io.cemfleet.impact.ImpactSettings.TierRule;
import io.cemfleet.impact.network.ServiceNetworkState;
import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.network.forwarding.EcmpRoutes;
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
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.runtime.testing.FleetPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/** Services and policies on common-cnc's small network. */
public final class ImpactFixtures {

    /** Frankfurt to Vienna over Prague, independent of the IGP. */
    public static final PolicyKey OVER_PRAGUE = new PolicyKey("frankfurt", "vienna", 100);

    private ImpactFixtures() {}

    /** Every assessment reads services and policies. */
    public static ImpactSettings settings() {
        return settings(Duration.ZERO, Duration.ZERO);
    }

    /**
     * Settings of an assessment.
     *
     * @param services maximum age of services
     * @param policies maximum age of policies
     */
    public static ImpactSettings settings(Duration services, Duration policies) {
        var rules = Stream.of("platinum", "gold", "silver", "bronze")
                .map(name -> new TierRule(
                        io.cemfleet.a2a.contract.SlaTier.valueOf(name.toUpperCase(Locale.ROOT)),
                        ServiceField.VPN_DESCRIPTION,
                        "\\btier=" + name + "\\b"))
                .toList();
        var limits = Map.of(
                "platinum", new ImpactSettings.TierLimits(30, 5, 0.01),
                "gold", new ImpactSettings.TierLimits(60, 10, 0.1),
                "silver", new ImpactSettings.TierLimits(100, 20, 0.5),
                "bronze", new ImpactSettings.TierLimits(150, 30, 1));
        var reading = new ImpactSettings.ReadSettings(
                Duration.ofSeconds(8),
                policies,
                services,
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofHours(24));
        return new ImpactSettings(rules, limits, reading);
    }

    /** A service between nodes; its accesses were sold with 300 Mbit/s each way. */
    public static VpnService service(String id, String description, VpnNode... nodes) {
        return new VpnService(id, "vpn " + id, "ACME", description, "any-to-any", List.of(nodes));
    }

    /** A node whose exported routes have no colour. */
    public static VpnNode plain(String hostname) {
        return node(hostname, null, null);
    }

    /** A node towards which traffic has this colour. */
    public static VpnNode colored(String hostname, int color) {
        return node(hostname, "color-" + color, color);
    }

    /** A node with a route policy whose colour is unknown. */
    public static VpnNode colorUnknown(String hostname) {
        return node(hostname, "mystery", null);
    }

    private static VpnNode node(String hostname, @Nullable String routePolicy, @Nullable Integer color) {
        var access = new VpnAccess("1", "GigabitEthernet0/0/0/9", null, null, 300.0, 300.0);
        return new VpnNode(hostname, hostname.toLowerCase(Locale.ROOT), null, List.of(access), routePolicy, color);
    }

    /** A gold service whose traffic to Vienna is coloured, a silver plain one to Zurich, and one of no known tier. */
    public static List<VpnService> services() {
        return List.of(
                service("L3VPN-1", "backbone tier=gold", plain("Frankfurt"), colored("Vienna", 100)),
                service("L3VPN-2", "office tier=silver", plain("Frankfurt"), plain("Zurich")),
                service("L3VPN-3", "no tier told", plain("Prague"), colored("Vienna", 100)));
    }

    /** The policy of {@link #OVER_PRAGUE}, carrying traffic. */
    public static SrPolicy overPrague() {
        return NetworkFixtures.policy();
    }

    /** The same policy over the first of the two links between Prague and Vienna. */
    public static SrPolicy overFirstLink() {
        var first = NetworkFixtures.direction("prague-vienna", "prague");
        var adjacency =
                new ReportedHop(ReportedHop.HopKind.ADJACENCY, first.source().address(), null, first.adjacencySid());
        var list = new SegmentList(1, List.of(NetworkFixtures.node(2), adjacency));
        var path = new CandidatePath(200, "first", CandidatePath.PathKind.DYNAMIC, true, null, List.of(list), true);
        return new SrPolicy(NetworkFixtures.policy().key(), 24005, true, PolicyType.REGULAR, false, List.of(path));
    }

    /** The same policy when it is down. */
    public static SrPolicy down() {
        var policy = NetworkFixtures.policy();
        var paths = policy.paths().stream()
                .map(path -> new CandidatePath(
                        path.preference(), path.name(), path.kind(), false, path.metricType(), List.of(), false))
                .toList();
        return new SrPolicy(policy.key(), null, false, PolicyType.REGULAR, false, paths);
    }

    public static ServiceNetworkState state(List<VpnService> services, SrPolicy... policies) {
        return state(NetworkFixtures.topology(), services, policies);
    }

    public static ServiceNetworkState state(NetworkTopology topology, List<VpnService> services, SrPolicy... policies) {
        return new ServiceNetworkState(
                EcmpRoutes.over(topology),
                services,
                Stream.of(policies).collect(Collectors.toMap(SrPolicy::key, Function.identity())),
                NetworkFixtures.NOW);
    }

    /** An empty database with this agent's tables. */
    public static DataSource database() {
        DataSource database = FleetPostgres.dataSource("service_impact");
        Flyway.configure()
                .dataSource(database)
                .defaultSchema("service_impact")
                .createSchemas(true)
                .load()
                .migrate();
        return database;
    }

    /** The small network after links have left it. */
    public static NetworkTopology without(String... links) {
        var topology = NetworkFixtures.topology();
        return NetworkTopology.of(
                topology.routers(),
                topology.directions().stream()
                        .filter(direction -> !List.of(links).contains(direction.linkId()))
                        .toList(),
                NetworkFixtures.NOW);
    }

    /** A sample with this delay and loss, and little jitter. */
    public static LinkMeasurement sample(LinkDirection direction, @Nullable Double delayMs, @Nullable Double lossPct) {
        return new LinkMeasurement(
                direction.linkId(), direction.from(), direction.to(), delayMs, 0.5, lossPct, 0.3, Instant.now());
    }
}
