package io.cemfleet.e2e.siege;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskBatch;
import io.cemfleet.a2a.token.AgentKeys;
import io.cemfleet.a2a.token.AgentTokens;
import io.cemfleet.a2a.token.SignedRequest;
import io.cemfleet.e2e.fleet.FleetProcess;
import io.cemfleet.e2e.fleet.FleetUnderTest;
import io.cemfleet.e2e.fleet.OperatorHttp;
import io.cemfleet.runtime.testing.FleetJson;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** The public endpoints of the fleet, each with a valid message that is new each time. */
final class PublicEndpoints {
    private static final List<String> QUESTIONS = List.of(
            "compute_path",
            "validate_path",
            "assess_impact",
            "query_services",
            "get_service_details",
            "find_incidents",
            "get_incident_status",
            "get_timeline",
            "get_topology",
            "what_if",
            "predict_congestion",
            "get_correlation_status",
            "verify_tunnel",
            "generate_report",
            "log_event");
    private static final Map<String, AgentName> RECEIVERS = Map.ofEntries(
            Map.entry("compute_path", AgentName.PATH_COMPUTATION),
            Map.entry("validate_path", AgentName.PATH_COMPUTATION),
            Map.entry("get_topology", AgentName.PATH_COMPUTATION),
            Map.entry("assess_impact", AgentName.SERVICE_IMPACT),
            Map.entry("query_services", AgentName.SERVICE_IMPACT),
            Map.entry("get_service_details", AgentName.SERVICE_IMPACT),
            Map.entry("find_incidents", AgentName.ORCHESTRATOR),
            Map.entry("get_incident_status", AgentName.ORCHESTRATOR),
            Map.entry("get_timeline", AgentName.AUDIT),
            Map.entry("generate_report", AgentName.AUDIT),
            Map.entry("log_event", AgentName.AUDIT),
            Map.entry("what_if", AgentName.TRAFFIC_ANALYTICS),
            Map.entry("predict_congestion", AgentName.TRAFFIC_ANALYTICS),
            Map.entry("get_correlation_status", AgentName.EVENT_CORRELATOR),
            Map.entry("verify_tunnel", AgentName.TUNNEL_PROVISIONING));

    private final Map<String, String> credentials = FleetUnderTest.credentials();
    private final AgentTokens tokens =
            new AgentTokens(AgentKeys.read(FleetUnderTest.keys(), AgentName.FLEET_CLI), Clock.systemUTC());

    List<PublicEndpoint> all() {
        List<PublicEndpoint> doors = new ArrayList<>(alertDoors());
        doors.add(desk());
        QUESTIONS.stream().map(this::task).forEach(doors::add);
        doors.addAll(batches());
        doors.addAll(api());
        return doors;
    }

    private List<PublicEndpoint> alertDoors() {
        var cnc = PublicEndpoint.always(Map.of("X-Webhook-Secret", credential("WEBHOOK_CNC_SECRET")));
        var pca = PublicEndpoint.always(Map.of("X-Webhook-Secret", credential("WEBHOOK_PCA_SECRET")));
        return List.of(
                alerts("cnc short", "/webhooks/cnc", PublicEndpoints::cncShort, cnc),
                alerts("cnc vendor", "/webhooks/cnc", PublicEndpoints::cncVendor, cnc),
                alerts("pca short", "/webhooks/pca", PublicEndpoints::pcaShort, pca),
                alerts("pca vendor", "/webhooks/pca", PublicEndpoints::pcaVendor, pca));
    }

    private static PublicEndpoint alerts(
            String name,
            String path,
            java.util.function.Supplier<JsonNode> sound,
            Function<PublicEndpoint.SentRequest, Map<String, String>> headers) {
        return new PublicEndpoint(name, "POST", FleetProcess.EVENT_CORRELATOR.port(), path, sound, headers);
    }

    private PublicEndpoint desk() {
        return new PublicEndpoint(
                "servicedesk",
                "POST",
                FleetProcess.ENHANCEMENT_PIPELINE.port(),
                "/webhook/servicedesk",
                () -> FleetJson.object()
                        .put("event", "ticket_created")
                        .put("ticket_id", "SIEGE-" + (UUID.randomUUID().getMostSignificantBits() & Long.MAX_VALUE))
                        .put("tenant_id", credential("SERVICEDESK_TENANT"))
                        .put("description", "slow to 10.0.1.100")
                        .put("priority", "low")
                        .put("created_at", Instant.now().toString()),
                sent -> Map.of(
                        "X-ServiceDesk-Signature",
                        "sha256=" + OperatorHttp.hmac(credential("SERVICEDESK_SECRET"), sent.body())));
    }

    private PublicEndpoint task(String type) {
        AgentName receiver = RECEIVERS.getOrDefault(type, AgentName.ORCHESTRATOR);
        return new PublicEndpoint(type, "POST", receiver.port(), "/a2a/tasks", () -> request(type), signed(receiver));
    }

    /** Batches of one type and of several, and one that is a task too long. */
    private List<PublicEndpoint> batches() {
        return List.of(
                batch("batch of events", AgentName.AUDIT, Collections.nCopies(20, "log_event")),
                batch("batch of 201", AgentName.AUDIT, Collections.nCopies(TaskBatch.MOST_TASKS + 1, "log_event")),
                batch("mixed batch", AgentName.ORCHESTRATOR, List.of("find_incidents", "get_incident_status")),
                batch(
                        "batch of paths",
                        AgentName.PATH_COMPUTATION,
                        List.of("compute_path", "get_topology", "validate_path", "compute_path")));
    }

    private PublicEndpoint batch(String name, AgentName receiver, List<String> types) {
        return new PublicEndpoint(
                name,
                "POST",
                receiver.port(),
                "/a2a/tasks:batch",
                () -> batchOf(types.stream().map(PublicEndpoints::request).toList()),
                signed(receiver));
    }

    static ObjectNode batchOf(List<? extends JsonNode> tasks) {
        ObjectNode batch = FleetJson.object();
        batch.putArray("tasks").addAll(tasks);
        return batch;
    }

    /** A task as it would be sent alone. */
    static ObjectNode request(String type) {
        ObjectNode request = FleetJson.object()
                .put("task_type", type)
                .put("task_id", UUID.randomUUID().toString());
        request.set("payload", FleetJson.golden(type));
        return request;
    }

    private Function<PublicEndpoint.SentRequest, Map<String, String>> signed(AgentName receiver) {
        return sent -> Map.of(
                "Authorization",
                "Bearer " + tokens.sign(receiver, new SignedRequest("POST", sent.path(), sent.body())));
    }

    /** Changing calls whose subject does not exist, so that even an accepted one harms nothing. */
    private List<PublicEndpoint> api() {
        var operator = PublicEndpoint.always(Map.of("Authorization", OperatorHttp.operator()));
        return Stream.of(
                        api(
                                "silences",
                                FleetProcess.EVENT_CORRELATOR,
                                "/api/silences",
                                FleetJson.object()
                                        .put("reason", "siege")
                                        .put(
                                                "ends_at",
                                                Instant.now().plusSeconds(60).toString())
                                        .set("links", FleetJson.parse("[\"no-such-link\"]")),
                                operator),
                        api(
                                "maintenance",
                                FleetProcess.EVENT_CORRELATOR,
                                "/api/maintenance",
                                FleetJson.object()
                                        .put("reason", "siege")
                                        .put(
                                                "ends_at",
                                                Instant.now().plusSeconds(60).toString())
                                        .set("nodes", FleetJson.parse("[\"no-such-node\"]")),
                                operator),
                        api(
                                "actions",
                                FleetProcess.ORCHESTRATOR,
                                "/api/incidents/INC-2026-9999/actions",
                                FleetJson.object()
                                        .put("action", "comment")
                                        .put("reason", "siege")
                                        .put("expected_version", 1),
                                operator),
                        api(
                                "tenants",
                                FleetProcess.ENHANCEMENT_PIPELINE,
                                "/api/tenants",
                                FleetJson.object()
                                        .put("tenant_id", "UPPER not allowed")
                                        .put("name", "siege"),
                                operator),
                        api(
                                "login",
                                FleetProcess.IO_AGENT,
                                "/login",
                                FleetJson.object().put("user", "nobody").put("password", "wrong"),
                                PublicEndpoint.always(Map.of())))
                .toList();
    }

    private static PublicEndpoint api(
            String name,
            FleetProcess part,
            String path,
            JsonNode sound,
            Function<PublicEndpoint.SentRequest, Map<String, String>> headers) {
        return new PublicEndpoint(name, "POST", part.port(), path, () -> sound, headers);
    }

    static ObjectNode cncShort() {
        return FleetJson.object()
                .put("alarm_id", "siege-" + UUID.randomUUID())
                .put("alarm_type", "siege")
                .put("severity", "clear")
                .put("resource_type", "link")
                .put("resource_id", "no-such-link")
                .put("description", "delay 12 ms > 10 ms")
                .put("timestamp", Instant.now().toString());
    }

    private static JsonNode cncVendor() {
        return FleetJson.parse(
                """
                {"notification.notification":{"notification.topic":"alarm","notification.operation":"delete","alm.alarm":[
                 {"alm.uuid":"siege-%s","alm.perceived-severity":"cleared","alm.description":"siege",
                  "alm.alarm-identifier":{"alm.resource-object-ref":"MD=CISCO_EMS!ND=Nowhere!FTP=name=GigabitEthernet0/0/0/9"}}]}}
                """
                        .formatted(UUID.randomUUID()));
    }

    private static ObjectNode pcaShort() {
        return FleetJson.object()
                .put("alert_id", "siege-" + UUID.randomUUID())
                .put("probe_id", "siege")
                .put("metric_type", "latency")
                .put("current_value", 90.0)
                .put("threshold_value", 20.0)
                .put("source_ip", "192.0.2.1")
                .put("dest_ip", "192.0.2.2")
                .put("timestamp", Instant.now().toString())
                .put("alert_state", "cleared");
    }

    private static ObjectNode pcaVendor() {
        return FleetJson.object()
                .put("alertState", "cleared")
                .put("sessionId", "siege-" + UUID.randomUUID())
                .put("metric", "delayP95")
                .put("triggeredValue", "90000")
                .put("value", "20000")
                .put("timestamp", Instant.now().toEpochMilli())
                .put("sourceIp", "192.0.2.1")
                .put("destinationIp", "192.0.2.2");
    }

    private String credential(String name) {
        return java.util.Objects.requireNonNull(credentials.get(name), name);
    }
}
