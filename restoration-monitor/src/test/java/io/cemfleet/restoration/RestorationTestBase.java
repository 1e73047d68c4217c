package io.cemfleet.restoration;

import static io.cemfleet.restoration.RestorationFixtures.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.PeerStub;
import io.cemfleet.a2a.testing.PeerStub.Reply;
import io.cemfleet.a2a.testing.TestAgentCaller;
import io.cemfleet.cnc.CncWireMock;
import io.cemfleet.runtime.retention.RetentionPurge;
import io.cemfleet.runtime.testing.FleetPostgres;
import io.cemfleet.runtime.testing.TableLifetimeCheck;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** One monitor for all tests, on a real Postgres, a hundred times faster: a hold of 30 s takes 300 ms. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "cem.time-scale=100",
            "cem.restoration.poll=10s",
            "cem.restoration.cutover-interval=10s",
            "cem.restoration.telemetry-missing-after=100s",
            "cem.restoration.attempts=3",
            "cem.restoration.unanswered-after=50s",
            "cem.restoration.sla.patience=100s",
            "cem.restoration.sla.measuring-interval=100ms",
            "resilience4j.circuitbreaker.configs.default.wait-duration-in-open-state=300ms",
            "db-scheduler.polling-interval=50ms",
            "spring.lifecycle.timeout-per-shutdown-phase=1s"
        })
@Import(LinkConditions.FakeLinkBeans.class)
abstract class RestorationTestBase {
    static final PeerStub PEERS = RestorationFixtures.waves(PeerStub.start());
    static final PcaWireMock PCA = PcaWireMock.start();
    private static final CncWireMock CNC = CncWireMock.smallNetwork();
    private static final AtomicInteger NUMBER = new AtomicInteger();
    static final List<String> WHOLE_WAY = List.of(
            "sla_recovered",
            "hold_timer_started",
            "hold_timer_expired",
            "stability_verified",
            "cutover_stage",
            "cutover_stage",
            "cutover_stage",
            "cutover_stage",
            "restored");

    @LocalServerPort
    int port;

    @Autowired
    LinkConditions links;

    @Autowired
    JdbcClient jdbc;

    final String id = "INC-2026-%04d".formatted(NUMBER.incrementAndGet());
    final String tunnel = "sr-policy-frankfurt-vienna-protect-%03d".formatted(NUMBER.get());

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        FleetPostgres.register(registry, "restoration_monitor");
        PEERS.register(registry);
        registry.add("cem.cnc.url", CNC::url);
        registry.add("cem.pca.url", PCA::url);
    }

    @BeforeEach
    void allIsWell() {
        links.heal();
        PCA.knowsNothing();
        onShift(weight -> {});
        PEERS.on("delete_tunnel", payload -> Reply.completed(RestorationFixtures.deleted(true)));
    }

    boolean expired() {
        TestAgentCaller.Response timer = orchestrator().send("check_hold_timer", Map.of("incident_id", id));
        return timer.result().path("expired").asBoolean();
    }

    void begin(Object request) {
        assertThat(orchestrator().send("monitor_restoration", request).status()).isBetween(200, 202);
    }

    TestAgentCaller orchestrator() {
        return new TestAgentCaller(AgentName.ORCHESTRATOR, AgentName.RESTORATION_MONITOR, port);
    }

    void awaitEvent(String event) {
        await().atMost(Duration.ofSeconds(30)).until(() -> allEvents().contains(event));
    }

    List<JsonNode> updates() {
        return PEERS.payloads("restoration_update").stream()
                .filter(update -> update.path("incident_id").asText().equals(id))
                .toList();
    }

    /** Without the verdicts on steering, which come in their own time. */
    List<String> events() {
        return allEvents().stream()
                .filter(event -> !event.equals("sla_after_steering"))
                .toList();
    }

    List<String> allEvents() {
        return updates().stream().map(update -> update.path("event").asText()).toList();
    }

    JsonNode details(String event) {
        return updates().stream()
                .filter(update -> update.path("event").asText().equals(event))
                .findFirst()
                .orElseThrow()
                .path("details");
    }

    boolean ours(JsonNode payload) {
        return payload.path("tunnel_id").asText().equals(tunnel);
    }

    List<Integer> shifts() {
        return PEERS.payloads("shift_traffic").stream()
                .filter(this::ours)
                .map(p -> p.path("protection_weight").asInt())
                .toList();
    }

    List<JsonNode> deletions() {
        return PEERS.payloads("delete_tunnel").stream().filter(this::ours).toList();
    }

    List<String> taskIds(String type) {
        Stream<JsonNode> received = PEERS.received(type).stream().filter(r -> ours(r.path("payload")));
        return received.map(r -> r.path("task_id").asText()).toList();
    }

    boolean cancel() {
        TestAgentCaller.Response answer = orchestrator().send("cancel_monitoring", Map.of("incident_id", id));
        return answer.result().path("canceled").asBoolean();
    }

    String stage() {
        return jdbc.sql("select stage from watch where incident_id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    int steps() {
        return jdbc.sql("select count(*) from scheduled_tasks where task_name = 'watch-step' and task_instance = :id")
                .param("id", id)
                .query(Integer.class)
                .single();
    }

    void onShift(Consumer<Integer> seen) {
        on("shift_traffic", payload -> {
            seen.accept(payload.path("protection_weight").asInt());
            return shifted(payload);
        });
    }

    /** What another test's watch still does is not this test's business. */
    void on(String type, Function<JsonNode, Reply> reply) {
        PEERS.on(type, payload -> ours(payload) ? reply.apply(payload) : shifted(payload));
    }

    static Reply shifted(JsonNode payload) {
        return Reply.completed(
                RestorationFixtures.shifted(payload.path("protection_weight").asInt()));
    }

    @Test
    void everyTableHasALifetime(@Autowired RetentionPurge retention, @Autowired DataSource database) {
        TableLifetimeCheck.assertComplete("restoration-monitor", retention, database);
    }
}
