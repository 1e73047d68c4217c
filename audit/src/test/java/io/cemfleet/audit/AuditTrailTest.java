package io.cemfleet.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.LogEvent;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.PeerStub;
import io.cemfleet.a2a.testing.RouteAccessCheck;
import io.cemfleet.a2a.testing.TestAgentCaller;
import io.cemfleet.audit.seal.SealOutcome;
import io.cemfleet.audit.seal.TrailSealer;
import io.cemfleet.runtime.testing.FleetJson;
import io.cemfleet.runtime.testing.FleetPostgres;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.ClassUtils;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class AuditTrailTest {
    private static final PeerStub PEERS = PeerStub.start();

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TrailSealer sealer;

    private TestAgentCaller orchestrator;
    private TestAgentCaller console;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        FleetPostgres.register(registry, "audit");
        PEERS.register(registry);
    }

    @BeforeEach
    void callers() {
        orchestrator = new TestAgentCaller(AgentName.ORCHESTRATOR, AgentName.AUDIT, port);
        console = new TestAgentCaller(AgentName.IO_AGENT, AgentName.AUDIT, port);
    }

    @Test
    void anEventSentTwiceIsKeptOnce() {
        String incident = AuditFixtures.incident();
        LogEvent.Request event = AuditFixtures.stateChange(incident);

        long first =
                orchestrator.send("log_event", event).result().path("sequence").asLong();
        long second =
                orchestrator.send("log_event", event).result().path("sequence").asLong();

        assertThat(second).isEqualTo(first);
        assertThat(timeline(incident)).hasSize(1);
    }

    @Test
    void theGoldenEventIsRead() {
        assertThat(orchestrator.send("log_event", FleetJson.golden("log_event")).status())
                .isEqualTo(200);
    }

    @Test
    void aTimelineKeepsOrderAndDetailsToTheLetter() {
        String incident = AuditFixtures.incident();
        String awkward = "tab\there, newline\nthere, back\\slash, \\N, \"quotes\", ünï✓";

        orchestrator.send("log_event", AuditFixtures.stateChange(incident));
        orchestrator.send("log_event", AuditFixtures.event(incident, AuditEventType.ERROR, Map.of("text", awkward)));

        List<JsonNode> events = timeline(incident);
        assertThat(events).extracting(e -> e.path("event_type").asText()).containsExactly("state_change", "error");
        assertThat(events.get(1).at("/details/text").asText()).isEqualTo(awkward);
    }

    @Test
    void manyAtOnceMakeOneChainWithoutAGap() {
        List<CompletableFuture<SealOutcome>> sealed = IntStream.range(0, 2000)
                .mapToObj(i -> sealer.seal(AuditFixtures.stateChange(AuditFixtures.incident())))
                .toList();

        assertThat(sealed.stream().map(CompletableFuture::join).distinct()).hasSize(2000);
        assertThat(verify().path("valid").asBoolean()).isTrue();
    }

    @Test
    void eventsAreListedNewestFirstInPages() {
        String incident = AuditFixtures.incident();
        IntStream.range(0, 250)
                .mapToObj(i -> sealer.seal(AuditFixtures.stateChange(incident)))
                .toList()
                .forEach(CompletableFuture::join);

        JsonNode first = console.get("/api/events?incident_id=" + incident).body();
        JsonNode second = console.get("/api/events?incident_id=" + incident + "&cursor="
                        + first.path("next").asText())
                .body();

        assertThat(first.path("items")).hasSize(200);
        assertThat(second.path("items")).hasSize(50);
        assertThat(second.has("next")).isFalse();
        assertThat(first.at("/items/0/sequence").asLong())
                .isGreaterThan(first.at("/items/1/sequence").asLong());
        assertThat(console.get("/api/events?cursor=x").status()).isEqualTo(422);
    }

    @Test
    void theTrailIsAppendOnly() {
        orchestrator.send("log_event", AuditFixtures.stateChange(AuditFixtures.incident()));

        assertThatThrownBy(() ->
                        jdbc.sql("update audit_event set actor = 'mallory'").update())
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> jdbc.sql("delete from audit_event").update()).hasMessageContaining("append-only");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            update audit_event set record = replace(record, 'assessing', 'computing') where id = :id | its record was changed
            update audit_event set actor = 'mallory' where id = :id                                  | its columns do not say what its record says
            delete from audit_event where id = :id                                                  | is missing
            """)
    void whatIsChangedBehindTheAgentsBackIsFoundAndNamed(String tampering, String reason) {
        String incident = AuditFixtures.incident();
        orchestrator.send("log_event", AuditFixtures.stateChange(incident));
        long id = orchestrator
                .send("log_event", AuditFixtures.stateChange(incident))
                .result()
                .path("sequence")
                .asLong();
        orchestrator.send("log_event", AuditFixtures.stateChange(incident));
        jdbc.sql("create temp table if not exists kept as select * from audit_event where false")
                .update();
        List<Map<String, Object>> kept = jdbc.sql("select * from audit_event where id = :id")
                .param("id", id)
                .query()
                .listOfRows();

        behindTheAgentsBack(() -> jdbc.sql(tampering).param("id", id).update());
        JsonNode verdict = verify();
        behindTheAgentsBack(() -> {
            jdbc.sql("delete from audit_event where id = :id").param("id", id).update();
            restore(kept.getFirst());
        });

        assertThat(verdict.path("valid").asBoolean()).isFalse();
        assertThat(verdict.path("broken_at").asLong()).isEqualTo(id);
        assertThat(verdict.path("reason").asText()).contains(reason);
        assertThat(verify().path("valid").asBoolean()).isTrue();
    }

    @Test
    void whatFollowsACutTailDoesNotHideTheCut() {
        String incident = AuditFixtures.incident();
        orchestrator.send("log_event", AuditFixtures.stateChange(incident));
        long cut = orchestrator
                .send("log_event", AuditFixtures.stateChange(incident))
                .result()
                .path("sequence")
                .asLong();
        Map<String, Object> kept = jdbc.sql("select * from audit_event where id = :id")
                .param("id", cut)
                .query()
                .singleRow();

        behindTheAgentsBack(() -> jdbc.sql("delete from audit_event where id >= :id")
                .param("id", cut)
                .update());
        JsonNode atOnce = verify();
        orchestrator.send("log_event", AuditFixtures.stateChange(incident));
        JsonNode later = verify();
        restore(kept);

        assertThat(atOnce.path("broken_at").asLong()).isEqualTo(cut);
        assertThat(atOnce.path("reason").asText()).contains("is missing", "signed up to " + cut);
        assertThat(later.path("broken_at").asLong()).isEqualTo(cut);
        assertThat(verify().path("valid").asBoolean()).isTrue();
    }

    @Test
    void theTrailIsReadThroughEntitiesThatCannotWrite() {
        assertThat(Arrays.stream(ClassUtils.resolveClassName("io.cemfleet.audit.query.TrailRepository", null)
                        .getMethods()))
                .extracting(Method::getName)
                .isNotEmpty()
                .noneMatch(name -> name.startsWith("save") || name.startsWith("delete") || name.startsWith("flush"));
    }

    @Test
    void aReportTellsOfEachIncidentAndOfEachTier() {
        String incident = AuditFixtures.incident();
        tell(incident, AuditEventType.INCIDENT_CREATED, Map.of("severity", "high"));
        tell(
                incident,
                AuditEventType.SERVICE_IMPACT_ASSESSED,
                Map.of("total_affected", 3, "services_by_tier", Map.of("platinum", 1, "gold", 0, "bronze", 2)));
        tell(incident, AuditEventType.TUNNEL_PROVISIONED, Map.of("tunnel_id", "t-001", "created", true));
        tell(incident, AuditEventType.TRAFFIC_STEERED, Map.of());
        tell(incident, AuditEventType.WRITE_REFUSED, Map.of("code", "protected_node"));
        tell(incident, AuditEventType.STATE_CHANGE, Map.of("to", "closed", "reason", "=it, \"healed\""));

        JsonNode summary = row(report("incident_summary"), "incident_id", incident);
        JsonNode sla = report("sla");
        JsonNode automation = report("automation");
        JsonNode csv = orchestrator
                .send("generate_report", Map.of("kind", "incident_summary", "format", "csv"))
                .result()
                .path("report");

        assertThat(summary.path("services").asInt()).isEqualTo(3);
        assertThat(summary.path("highest_tier").asText()).isEqualTo("platinum");
        assertThat(summary.path("tunnels").asText()).isEqualTo("t-001");
        assertThat(summary.path("seconds_to_protect").isNumber()).isTrue();
        assertThat(summary.has("seconds_to_restore")).isFalse();
        assertThat(row(sla, "tier", "platinum").path("protected").asInt()).isPositive();
        assertThat(row(sla, "tier", "gold").path("incidents").asInt()).isZero();
        assertThat(row(automation, "of", "protected_node").path("times").asInt())
                .isPositive();
        assertThat(automation.path("closed_without_a_person").asInt()).isPositive();
        assertThat(csv.path("csv").asText())
                .startsWith("incident_id,created,")
                .contains("\"'=it, \"\"healed\"\"\"\r\n");
        assertThat(console.get("/api/reports/sla?format=xml").status()).isEqualTo(422);
        assertThat(console.get("/api/reports/sla?period=2026-01-02/2026-01-01").status())
                .isEqualTo(422);
    }

    @Test
    void reportsCountWhatHappened() {
        orchestrator.send(
                "log_event", AuditFixtures.event(AuditFixtures.incident(), AuditEventType.INCIDENT_CREATED, Map.of()));

        assertThat(console.get("/api/reports/incidents").body().path("opened").asInt())
                .isPositive();
        assertThat(console.get("/api/reports/events")
                        .body()
                        .at("/events_by_type/incident_created")
                        .asInt())
                .isPositive();
        assertThat(console.get("/api/reports/nothing").status()).isEqualTo(404);
        assertThat(console.get("/api/reports/events?period=soon").status()).isEqualTo(422);
        assertThat(orchestrator
                        .send("generate_report", Map.of("kind", "incidents"))
                        .body()
                        .at("/status/state")
                        .asText())
                .isEqualTo("completed");
    }

    @Test
    void onlyTheAgentAnnotatesItsTrail() {
        JsonNode answer = orchestrator
                .send(
                        "log_event",
                        AuditFixtures.event(
                                AuditFixtures.incident(), AuditEventType.TRAIL_ANNOTATED, Map.of("sequence", 1)))
                .body();

        assertThat(answer.at("/error/code").asText()).isEqualTo("refused_event");
        assertThat(answer.at("/error/retryable").asBoolean(true)).isFalse();
    }

    private void tell(String incident, AuditEventType type, Map<String, Object> details) {
        orchestrator.send("log_event", AuditFixtures.event(incident, type, details));
    }

    private JsonNode report(String kind) {
        return orchestrator
                .send("generate_report", Map.of("kind", kind))
                .result()
                .path("report");
    }

    private static JsonNode row(JsonNode report, String column, String value) {
        for (JsonNode row : report.path("rows")) {
            if (row.path(column).asText().equals(value)) {
                return row;
            }
        }
        throw new AssertionError("no row with " + column + " " + value + " in " + report);
    }

    private void behindTheAgentsBack(Runnable tampering) {
        jdbc.sql("alter table audit_event disable trigger audit_event_append_only")
                .update();
        tampering.run();
        jdbc.sql("alter table audit_event enable trigger audit_event_append_only")
                .update();
    }

    private void restore(Map<String, Object> row) {
        jdbc.sql("insert into audit_event values (:id, :event_id, :event_type, :incident_id, :actor, :source_agent,"
                        + " :occurred_at, :recorded_at, :record, :previous_hash, :hash)")
                .params(row)
                .update();
    }

    private JsonNode verify() {
        return console.get("/api/verify").body();
    }

    private List<JsonNode> timeline(String incident) {
        JsonNode events = orchestrator
                .send("get_timeline", Map.of("incident_id", incident))
                .result()
                .path("events");
        return IntStream.range(0, events.size()).mapToObj(events::get).toList();
    }

    @Test
    void everyRouteRefusesWhoMayNotUseIt(@Autowired ServletWebServerApplicationContext context) {
        RouteAccessCheck.of(context, AgentName.AUDIT).isGuarded();
    }
}
