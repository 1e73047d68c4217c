package io.cemfleet.correlator;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.a2a.naming.TunnelName;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.alarm.AlarmSubscriptions;
import io.cemfleet.cnc.alarm.OpenAlarms;
import io.cemfleet.cnc.policy.SrPolicyClient;
import io.cemfleet.cnc.topology.TopologyHolder;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.AlertSourceId;
import io.cemfleet.correlator.intake.AlertNormaliser;
import io.cemfleet.correlator.ledger.SourceAlarmStore;
import io.cemfleet.correlator.network.KnownLinkStore;
import io.cemfleet.correlator.network.NetworkSnapshotCache;
import io.cemfleet.correlator.source.AlertBodyParser;
import io.cemfleet.correlator.source.AlertSource;
import io.cemfleet.correlator.source.AlertSources;
import io.cemfleet.correlator.source.ParsedElement;
import io.cemfleet.correlator.source.alertmanager.AlertmanagerSource;
import io.cemfleet.correlator.source.alertmanager.AlertmanagerSourceSettings;
import io.cemfleet.correlator.source.cnc.CncSource;
import io.cemfleet.correlator.source.cnc.CncSourceSettings;
import io.cemfleet.correlator.source.pca.PcaAlertClient;
import io.cemfleet.correlator.source.pca.PcaSource;
import io.cemfleet.correlator.source.pca.PcaSourceSettings;
import io.cemfleet.correlator.source.proactive.ForecastSource;
import io.cemfleet.correlator.suppression.ActiveSuppressions;
import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.network.policy.CandidatePath;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.policy.PolicyType;
import io.cemfleet.network.policy.ReportedHop;
import io.cemfleet.network.policy.SegmentList;
import io.cemfleet.network.policy.SrPolicies;
import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.snapshot.NetworkSnapshots;
import io.cemfleet.network.topology.LinkAttributes;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.LinkEnd;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.network.topology.Router;
import io.cemfleet.runtime.testing.FleetJson;
import io.cemfleet.runtime.testing.FleetPostgres;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * Islands: networks of six routers, each its own IGP domain, so that tests do not meet. On island 3 the link ids are
 * {@code alfa3-bravo3} and so on; every link takes 4 ms.
 *
 * <pre>
 *   Alfa --10-- Bravo --10-- Charlie --10-- Delta --10-- Echo --10-- Foxtrot      and Alfa --90-- Foxtrot
 * </pre>
 *
 * Alfa-Bravo and Echo-Foxtrot share risk group 7. A policy of colour 100 takes Alfa to Delta over the row.
 */
public final class CorrelatorFixtures {
    public static final double DELAY_MS = 4.0;
    /** Of the network that all tests of one context share; more than these tests need. */
    public static final int ISLANDS = 72;

    private static final AtomicInteger HANDED_OUT = new AtomicInteger();
    private static final List<String> NAMES = List.of("Alfa", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot");

    /** The sources as beans, with clients that nothing answers. */
    public static final AlertSources SOURCES = new AlertSources(List.of(
            new PcaSource(mock(PcaAlertClient.class), new PcaSourceSettings("")),
            new CncSource(mock(AlarmSubscriptions.class), mock(OpenAlarms.class), new CncSourceSettings("")),
            new AlertmanagerSource(new AlertmanagerSourceSettings("")),
            new ForecastSource()));

    private CorrelatorFixtures() {}

    /**
     * An island of the shared network that no other test has: contexts, and the agents that stand in for the others, are
     * shared by classes, so that what one test does on an island another one would see.
     */
    public static int freshIsland() {
        int island = HANDED_OUT.incrementAndGet();
        if (island > ISLANDS) {
            throw new IllegalStateException("more tests than islands, raise ISLANDS");
        }
        return island;
    }

    public static NetworkTopology islands(int count) {
        List<Router> routers = new ArrayList<>();
        List<LinkDirection> links = new ArrayList<>();
        for (int island = 1; island <= count; island++) {
            for (int i = 0; i < NAMES.size(); i++) {
                routers.add(NetworkFixtures.router(NAMES.get(i) + island, island * 10 + i));
                int next = (i + 1) % NAMES.size();
                boolean sharesRisk = i == 0 || i == 4;
                int metric = next == 0 ? 90 : 10;
                links.addAll(link(island, i, next, metric, sharesRisk ? Set.of(7) : Set.of()));
            }
        }
        return NetworkTopology.of(routers, links, Instant.EPOCH);
    }

    public static List<SrPolicy> policies(int count) {
        List<SrPolicy> policies = new ArrayList<>();
        for (int island = 1; island <= count; island++) {
            ReportedHop toDelta =
                    new ReportedHop(ReportedHop.HopKind.NODE, routerId(island, 3), null, 16000 + island * 10 + 3);
            policies.add(new SrPolicy(
                    new PolicyKey(slug("Alfa" + island), slug("Delta" + island), 100),
                    null,
                    true,
                    PolicyType.REGULAR,
                    false,
                    List.of(new CandidatePath(
                            100,
                            "p",
                            CandidatePath.PathKind.EXPLICIT,
                            true,
                            null,
                            List.of(new SegmentList(1, List.of(toDelta))),
                            true))));
        }
        return policies;
    }

    /** A policy of colour 200 that a tunnel of the fleet carries, Alfa to Delta over the row, as the network reports it. */
    public static SrPolicy tunnel(int island) {
        ReportedHop toDelta =
                new ReportedHop(ReportedHop.HopKind.NODE, routerId(island, 3), null, 16000 + island * 10 + 3);
        return new SrPolicy(
                new PolicyKey(slug("Alfa" + island), slug("Delta" + island), 200),
                null,
                true,
                PolicyType.REGULAR,
                false,
                List.of(new CandidatePath(
                        300,
                        "cfg_" + tunnelId(island) + "_discr_300",
                        CandidatePath.PathKind.EXPLICIT,
                        true,
                        null,
                        List.of(new SegmentList(1, List.of(toDelta))),
                        true)));
    }

    public static String tunnelId(int island) {
        return TunnelName.of(TeType.SR_MPLS, slug("Alfa" + island), slug("Delta" + island), 1);
    }

    public static String routerId(int island, int place) {
        int number = island * 10 + place;
        return "10.0." + number / 256 + "." + number % 256;
    }

    /** {@code link(3, "Alfa", "Bravo")} is {@code alfa3-bravo3}. */
    public static String link(int island, String a, String z) {
        return slug(a + island) + '-' + slug(z + island);
    }

    private static List<LinkDirection> link(int island, int a, int z, int metric, Set<Integer> srlgs) {
        String id = z == 0 ? link(island, NAMES.get(z), NAMES.get(a)) : link(island, NAMES.get(a), NAMES.get(z));
        return List.of(direction(id, island, a, z, metric, srlgs), direction(id, island, z, a, metric, srlgs));
    }

    private static LinkDirection direction(String id, int island, int from, int to, int metric, Set<Integer> srlgs) {
        String source = NAMES.get(from) + island;
        String target = NAMES.get(to) + island;
        return new LinkDirection(
                id,
                new LinkEnd(slug(source), port(target), "10." + island + '.' + from + '.' + to),
                new LinkEnd(slug(target), port(source), "10." + island + '.' + to + '.' + from),
                "%s : %s : %s : %s : ISIS_IPV4_L2".formatted(source, port(target), target, port(source)),
                new LinkAttributes(String.valueOf(island), metric, metric, 30000 + to, 10_000.0, DELAY_MS, srlgs, 0));
    }

    /** The interface towards a neighbour. */
    private static String port(String neighbour) {
        int place = NAMES.indexOf(neighbour.replaceAll("[0-9]", ""));
        return "GigabitEthernet0/0/0/" + place;
    }

    private static String slug(String hostname) {
        return hostname.toLowerCase(java.util.Locale.ROOT);
    }

    /** CNC's notification of a crossed delay threshold at {@code node}'s interface to {@code neighbour}. */
    public static JsonNode cncAlarm(int island, String node, String neighbour, String severity) {
        return cncAlarm("uuid-" + node + island + neighbour, node + island, port(neighbour), severity);
    }

    public static JsonNode cncAlarm(String uuid, String node, String port, String severity) {
        boolean cleared = severity.equals("cleared");
        return FleetJson.parse(
                """
                {"ietf-restconf:notification.notification":{
                  "ietf-restconf:notification.topic":"alarm",
                  "ietf-restconf:notification.operation":"%s",
                  "alm.alarm":{
                    "alm.uuid":"%s","alm.type":"device","alm.perceived-severity":"%s",
                    "alm.description":"Delay threshold crossed on %s: 262.4 ms > 20.0 ms",
                    "alm.category":"performance","alm.source-object-name":"%s","alm.probable-cause":"thresholdCrossed",
                    "alm.alarm-identifier":{"alm.event-identifier":"%s",
                      "alm.resource-object-ref":"MD=CISCO_EMS!ND=%s!FTP=name=%s"}}}}"""
                        .formatted(cleared ? "modify" : "create", uuid, severity, port, node, uuid, node, port));
    }

    /** PCA's alert of a session between two routers (by place, 0 is Alfa), 30 ms over a threshold of 20 ms. */
    public static JsonNode pcaAlert(int island, int from, int to, String color, String state) {
        String session = "twamp-%d-%d-%d-%s".formatted(island, from, to, color);
        return FleetJson.parse(
                """
                {"uid":"u-%s","tenantId":"t","policyId":"p-1","policyType":"micro-tca","severity":"critical",
                 "alertState":"%s","timestamp":%d,"objectId":"%s","objectName":"%s-%s","objectType":"twamp-sf",
                 "sessionId":"%s","metric":"delayP95","direction":"0","comparator":"gt","value":"20000",
                 "triggeredValue":"30000","metadata":{%s},"sourceIp":"%s","destinationIp":"%s"}"""
                        .formatted(
                                session,
                                state,
                                Instant.now().toEpochMilli(),
                                session,
                                NAMES.get(from) + island,
                                NAMES.get(to) + island,
                                session,
                                color.isEmpty() ? "" : "\"color\":\"" + color + "\"",
                                routerId(island, from),
                                routerId(island, to)));
    }

    /** The short form of a CNC alarm on a link. */
    public static JsonNode shortCnc(String alarmId, String resource, String severity) {
        return FleetJson.parse(
                """
                {"alarm_id":"%s","alarm_type":"threshold","severity":"%s","resource_type":"link","resource_id":"%s",
                 "description":"","timestamp":"%s"}"""
                        .formatted(alarmId, severity, resource, Instant.now()));
    }

    public static JsonNode shortPca(String probe, String from, String to, double value) {
        return FleetJson.parse(
                """
                {"alert_id":"a-%s","probe_id":"%s","metric_type":"latency","current_value":%s,"threshold_value":20.0,
                 "source_ip":"%s","dest_ip":"%s","timestamp":"%s"}"""
                        .formatted(probe, probe, value, from, to, Instant.now()));
    }

    /** An empty database with this agent's tables. */
    public static DataSource database() {
        DataSource database = FleetPostgres.dataSource("event_correlator");
        Flyway.configure()
                .dataSource(database)
                .defaultSchema("event_correlator")
                .createSchemas(true)
                .locations("classpath:db/a2a", "classpath:db/scheduler", "classpath:db/migration")
                .outOfOrder(true)
                .load()
                .migrate();
        return database;
    }

    /** The packaged settings, with a deadline that tests can wait for. */
    public static CorrelatorSettings settings() {
        return new Binder(new MapConfigurationPropertySource(
                        Map.of("cem.correlator.own-congestion.deadline", Duration.ofMillis(500))))
                .bindOrCreate("cem.correlator", CorrelatorSettings.class);
    }

    /** The view of two islands with these policies, as of a moment. */
    public static NetworkSnapshotCache view(SrPolicyClient policies, Clock clock) {
        return view(islands(2), policies, mock(KnownLinkStore.class), clock);
    }

    /** The view of a topology with these policies, as of a moment. */
    public static NetworkSnapshotCache view(
            NetworkTopology topology, SrPolicyClient policies, KnownLinkStore links, Clock clock) {
        return view(topology, policies, NetworkSnapshots.NONE, links, clock);
    }

    /** The view of a topology with these policies, or those that are published. */
    public static NetworkSnapshotCache view(
            NetworkTopology topology,
            SrPolicyClient policies,
            NetworkSnapshots published,
            KnownLinkStore links,
            Clock clock) {
        TopologyHolder holder = mock(TopologyHolder.class);
        org.mockito.Mockito.doAnswer(call -> {
                    Consumer<NetworkTopology> listener = call.getArgument(0);
                    listener.accept(topology);
                    return null;
                })
                .when(holder)
                .onNewVersion(any());
        when(holder.newest()).thenReturn(Optional.of(topology));
        return new NetworkSnapshotCache(holder, policies, published, links, clock);
    }

    /** What the real normaliser makes of a message at a moment, over the islands and their policies. */
    public static AlertRecord normalised(AlertSourceId id, JsonNode message, Instant at) {
        SrPolicyClient policies = mock(SrPolicyClient.class);
        when(policies.list(any())).thenReturn(CncResult.ok(new SrPolicies(policies(2), List.of())));
        AlertNormaliser normaliser = new AlertNormaliser(
                view(policies, Clock.fixed(at, ZoneOffset.UTC)),
                mock(ActiveSuppressions.class),
                mock(SourceAlarmStore.class),
                Clock.fixed(at, ZoneOffset.UTC));
        AlertSource source = SOURCES.find(id.wire()).orElseThrow();
        return normaliser.normalise(((ParsedElement.Alert) AlertBodyParser.accepted(source, message)).alert());
    }
}
