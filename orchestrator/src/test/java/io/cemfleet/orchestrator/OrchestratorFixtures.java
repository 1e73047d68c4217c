package io.cemfleet.orchestrator;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.AssessImpact;
import io.cemfleet.a2a.contract.BranchShare;
import io.cemfleet.a2a.contract.ComputePath;
import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.ComputedPath;
import io.cemfleet.a2a.contract.CutoverMode;
import io.cemfleet.a2a.contract.FlowImpact;
import io.cemfleet.a2a.contract.IncidentChange;
import io.cemfleet.a2a.contract.IncidentDetected;
import io.cemfleet.a2a.contract.IncidentSource;
import io.cemfleet.a2a.contract.IncidentUpdated;
import io.cemfleet.a2a.contract.IncidentView;
import io.cemfleet.a2a.contract.OriginalPath;
import io.cemfleet.a2a.contract.PathSegment;
import io.cemfleet.a2a.contract.PlacementDecline;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.a2a.contract.RestorationUpdate;
import io.cemfleet.a2a.contract.SegmentType;
import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.a2a.contract.SlaLimits;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.a2a.testing.AgentInstances;
import io.cemfleet.a2a.testing.PeerStub;
import io.cemfleet.a2a.testing.PeerStub.Reply;
import io.cemfleet.orchestrator.incident.Autonomy;
import io.cemfleet.orchestrator.incident.NoPathPolicy;
import io.cemfleet.orchestrator.incident.OrchestrationRules;
import io.cemfleet.runtime.testing.FleetJson;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Sample data: a carrier where frankfurt-prague degrades; two services ride colour 100, one the plain IGP. */
public final class OrchestratorFixtures {
    public static final Instant BEGIN = Instant.parse("2026-01-19T10:30:00Z");
    public static final String LINK = "frankfurt-prague";
    public static final String OTHER_LINK = "munich-vienna";
    public static final String COLOURED = "frankfurt>prague/100/sr-mpls";
    public static final String REVERSE = "prague>frankfurt/100/sr-mpls";
    public static final String PLAIN = "berlin>prague/-/sr-mpls";
    public static final SlaLimits LIMITS = new SlaLimits(30, 5, 0.01);

    private OrchestratorFixtures() {}

    public static OrchestrationRules rules() {
        return rules(NoPathPolicy.ESCALATE, Autonomy.Mode.AUTOMATIC);
    }

    public static OrchestrationRules rules(NoPathPolicy noPath, Autonomy.Mode platinum) {
        return rules(noPath, platinum, 0.8);
    }

    /** @param threshold of links of which no plan says anything */
    public static OrchestrationRules rules(NoPathPolicy noPath, Autonomy.Mode platinum, double threshold) {
        return new OrchestrationRules(
                3,
                Duration.ofSeconds(1),
                Duration.ofSeconds(60),
                new OrchestrationRules.PathRules(10, 2, threshold),
                new OrchestrationRules.WaitRules(
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(120),
                        Duration.ofSeconds(300),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(10)),
                new OrchestrationRules.HandlingRules(
                        false,
                        CutoverMode.GRADUAL,
                        URI.create("http://127.0.0.1:8000/a2a/tasks"),
                        noPath,
                        new Autonomy(
                                platinum, Autonomy.Mode.AUTOMATIC, Autonomy.Mode.AUTOMATIC, Autonomy.Mode.AUTOMATIC)));
    }

    public static IncidentDetected.Request detected(String incidentId) {
        return detected(incidentId, false, BEGIN);
    }

    public static IncidentDetected.Request detected(String incidentId, boolean flapping, Instant at) {
        return new IncidentDetected.Request(
                incidentId,
                "europe|" + incidentId,
                IncidentSource.PCA,
                Severity.HIGH,
                List.of(LINK),
                List.of(),
                3,
                flapping,
                flapping ? at.plusSeconds(60) : null,
                "same_link",
                LINK,
                List.of(),
                null,
                at,
                flapping ? 4 : null,
                flapping ? 4000.0 : null);
    }

    /** Congestion that is only expected. */
    public static IncidentDetected.Request forecast(String incidentId, Instant expectedAt) {
        return new IncidentDetected.Request(
                incidentId,
                "europe|" + incidentId,
                IncidentSource.PROACTIVE,
                Severity.MEDIUM,
                List.of(LINK),
                List.of(),
                1,
                false,
                null,
                "same_link",
                LINK,
                List.of(),
                Map.of("expected_at", expectedAt.toString(), "predicted_utilisation", 0.85, "probability", 0.8),
                BEGIN,
                null,
                null);
    }

    /** What the restoration monitor measured of a tunnel before and after steering. */
    public static RestorationUpdate.Request measured(
            String incidentId, String tunnelId, String verdict, long planRevision) {
        return seen(
                incidentId,
                RestorationEvent.SLA_AFTER_STEERING,
                planRevision,
                Map.of(
                        "tunnels",
                        List.of(Map.of(
                                "tunnel_id",
                                tunnelId,
                                "verdict",
                                verdict,
                                "before",
                                Map.of("latency_ms", 120.5, "loss_pct", 2.0),
                                "after",
                                Map.of("latency_ms", 12.25, "loss_pct", 0.0)))));
    }

    public static IncidentUpdated.Request updated(String incidentId, IncidentChange change, String... links) {
        boolean cleared = change == IncidentChange.CLEARED;
        return new IncidentUpdated.Request(
                incidentId,
                change,
                cleared ? List.of() : Arrays.asList(links),
                cleared ? Arrays.asList(links) : List.of(),
                null,
                4,
                Severity.HIGH,
                change == IncidentChange.FLAPPING ? BEGIN.plusSeconds(90) : null,
                BEGIN.plusSeconds(20),
                null,
                null);
    }

    public static RestorationUpdate.Request seen(
            String incidentId, RestorationEvent event, long planRevision, Map<String, Object> details) {
        return new RestorationUpdate.Request(
                incidentId, List.of(), event, details, BEGIN.plusSeconds(100), planRevision);
    }

    public static AssessImpact.Flow flow(String from, String to, @Nullable Integer color) {
        return new AssessImpact.Flow(
                from,
                to,
                0.5,
                100.0,
                List.of(new BranchShare(List.of(LINK), 1.0)),
                color,
                TeType.SR_MPLS,
                FlowImpact.DEGRADED,
                null,
                null);
    }

    public static AssessImpact.AffectedService service(String id, SlaTier tier, AssessImpact.Flow... flows) {
        return new AssessImpact.AffectedService(
                id, id.toLowerCase(java.util.Locale.ROOT), "l3vpn", "Nordwind", tier, LIMITS, Arrays.asList(flows));
    }

    /** Three services over two tiers; three protections, one of them shared. */
    public static AssessImpact.Result impact() {
        return impact(
                service(
                        "L3VPN-1",
                        SlaTier.PLATINUM,
                        flow("frankfurt", "prague", 100),
                        flow("prague", "frankfurt", 100)),
                service("L3VPN-2", SlaTier.GOLD, flow("frankfurt", "prague", 100)),
                service("L3VPN-3", SlaTier.GOLD, flow("berlin", "prague", null)));
    }

    public static AssessImpact.Result impact(AssessImpact.AffectedService... services) {
        return new AssessImpact.Result(services.length, Map.of(), List.of(services), "7", 1.5, null);
    }

    public static ComputedPath path(String from, String to, String... links) {
        return new ComputedPath(
                List.of(from, "munich", to),
                Arrays.asList(links),
                List.of(PathSegment.mpls(SegmentType.NODE, 16020, to, null)),
                links.length,
                7.4,
                740,
                740,
                6100.0,
                TeType.SR_MPLS);
    }

    public static ComputePlan.PlacementResult placed(String key, boolean found) {
        return placed(key, found, "frankfurt-munich", "munich-prague");
    }

    public static ComputePlan.PlacementResult placed(String key, boolean found, String... links) {
        String from = key.substring(0, key.indexOf('>'));
        String to = key.substring(key.indexOf('>') + 1, key.indexOf('/'));
        return new ComputePlan.PlacementResult(
                key,
                new ComputePath.Result(
                        found,
                        found ? path(from, to, links) : null,
                        List.of(),
                        found ? List.of(path(from, to, "a-b", "b-c", "c-d")) : List.of(),
                        found ? null : new ComputePath.Explanation(List.of("avoid.links"), "max_delay_ms"),
                        "7",
                        1.5,
                        150,
                        null),
                new OriginalPath(List.of(LINK), null),
                null,
                null,
                null);
    }

    /** Left where it is, for a reason. */
    public static ComputePlan.PlacementResult declined(String key, PlacementDecline.Reason reason, String... links) {
        ComputePlan.PlacementResult none = placed(key, false);
        return new ComputePlan.PlacementResult(
                key,
                none.answer(),
                none.originalPath(),
                null,
                new PlacementDecline(reason, Arrays.asList(links), "add capacity"),
                null);
    }

    /** Left on the tunnel that it has, for a reason; with what is measured there and on its original path. */
    public static ComputePlan.PlacementResult declined(
            String key,
            PlacementDecline.Reason reason,
            IncidentView.SlaValues onTunnel,
            IncidentView.SlaValues onOriginal) {
        ComputePlan.PlacementResult none = declined(key, reason);
        return new ComputePlan.PlacementResult(
                key,
                none.answer(),
                none.originalPath(),
                null,
                none.decline(),
                new ComputePlan.HeldTunnelFigures(onTunnel, onOriginal));
    }

    /** Peers that do what they are asked. */
    public static PeerStub willing(PeerStub peers) {
        return peers.on("assess_impact", payload -> Reply.completed(impact()))
                .on("compute_plan", payload -> Reply.completed(plan(payload)))
                .on("provision_tunnel", payload -> Reply.completed(tunnel(payload)))
                .on("steer_traffic", payload -> Reply.completed(steered(payload)))
                .on("delete_tunnel", payload -> Reply.completed(Map.of("deleted", true, "binding_sid_released", true)))
                .wave("provision_tunnels", "provision_tunnel")
                .wave("steer_tunnels", "steer_traffic")
                .wave("delete_tunnels", "delete_tunnel")
                .on("cancel_monitoring", payload -> Reply.completed(Map.of("canceled", true)))
                .on("send_notification", payload -> Reply.completed(Map.of("channels", List.of())))
                .on("log_event", payload -> Reply.completed(Map.of("sequence", 1)));
    }

    public static ComputePlan.Result plan(JsonNode payload) {
        return new ComputePlan.Result(
                StreamSupport.stream(payload.path("protections").spliterator(), false)
                        .map(demand -> placed(demand.path("key").asText(), true))
                        .toList());
    }

    public static Map<String, Object> tunnel(JsonNode payload) {
        String key = payload.path("protection_key").asText();
        return Map.of(
                "tunnel_id",
                tunnelId(key),
                "binding_sid",
                24001,
                "te_type",
                "sr-mpls",
                "state",
                "up",
                "dry_run",
                Map.of());
    }

    public static String tunnelId(String key) {
        return "sr-policy-" + key.substring(0, key.indexOf('/')).replace('>', '-') + "-protect-001";
    }

    public static JsonNode steered(JsonNode payload) {
        return FleetJson.object()
                .put("traffic_steered", true)
                .put("method", "preference")
                .set("services_steered", payload.path("services").deepCopy());
    }

    /** The agent on one database, several times or one after another, with short waits. */
    static AgentInstances instances(PeerStub peers) {
        return new AgentInstances("orchestrator", peers, OrchestratorApplication.class)
                .with(Map.of(
                        "db-scheduler.heartbeat-interval", "100ms",
                        "db-scheduler.polling-interval", "200ms",
                        "db-scheduler.shutdown-max-wait", "10ms",
                        "cem.orchestrator.back-off", "20ms",
                        "spring.lifecycle.timeout-per-shutdown-phase", "1s"));
    }
}
