package io.cemfleet.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.PeerStub;
import io.cemfleet.a2a.testing.TestAgentCaller;
import io.cemfleet.cnc.FakeController;
import io.cemfleet.cnc.FakeControllerConfiguration;
import io.cemfleet.cnc.FakeVpnServices;
import io.cemfleet.runtime.testing.FleetPostgres;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The agent with a real Postgres, a controller that remembers, and a peer that takes everything. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "cem.tunnel.waits.plan=400ms",
            "cem.tunnel.waits.read-back=300ms",
            "cem.tunnel.waits.poll=5ms",
            "cem.tunnel.waits.work=500ms",
            "cem.tunnel.controls.caps.max-tunnels-per-head-end=3",
            "cem.tunnel.reconciliation.interval=1h",
            "cem.tunnel.reconciliation.grace=0s",
            "cem.tunnel.reconciliation.look=1h",
            "cem.tunnel.reconciliation.confirmation=5ms",
            "db-scheduler.polling-interval=100ms",
            "cem.cnc.topology.enabled=false"
        })
@Import({FakeControllerConfiguration.class, TunnelTestBase.FakeNso.class})
abstract class TunnelTestBase {
    static final PeerStub PEERS = PeerStub.start();
    private static final TaskInstanceId CHECK_STANDING = TaskInstanceId.of("check_standing", "recurring");

    @Autowired
    SchedulerClient scheduler;

    @Autowired
    FakeCnc cnc;

    @Autowired
    FakeVpnServices vpns;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    @TestConfiguration(proxyBeanMethods = false)
    static class FakeNso {
        @Bean
        FakeCnc fakeCnc(FakeController controller) {
            return new FakeCnc(controller);
        }
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        FleetPostgres.register(registry, "tunnel_provisioning");
        PEERS.register(registry);
    }

    /** The scheduled row is due when the agent starts: its first run must not meet a test's network. */
    @BeforeEach
    void theFirstReconciliationIsOver() {
        await().until(() -> jdbc.sql("select count(*) from reconciliation")
                        .query(Long.class)
                        .single()
                == 1);
    }

    @BeforeEach
    void theFirstCheckIsOver() {
        await().until(() -> checkedAfter(Instant.EPOCH));
    }

    @BeforeEach
    void anEmptyFleetAndACustomersPolicy() {
        await().until(() ->
                jdbc.sql("select count(*) from a2a_outbox").query(Long.class).single() == 0);
        TunnelFixtures.emptyFleet(jdbc);
        PEERS.forget();
        cnc.reset();
        TunnelFixtures.resetServices(vpns);
        var customer = TunnelFixtures.customerPolicy();
        cnc.policies.put(customer.name(), customer);
    }

    TestAgentCaller orchestrator() {
        return new TestAgentCaller(AgentName.ORCHESTRATOR, AgentName.TUNNEL_PROVISIONING, port);
    }

    JsonNode result(String taskType, Object payload) {
        var response = orchestrator().send(taskType, payload);
        assertThat(response.body().path("status").path("state").asText())
                .as("%s", response.body())
                .isEqualTo("completed");
        return response.result();
    }

    JsonNode failure(String taskType, Object payload) {
        var response = orchestrator().send(taskType, payload);
        assertThat(response.body().path("status").path("state").asText())
                .as("%s", response.body())
                .isEqualTo("failed");
        return response.body().path("error");
    }

    String provisioned(@Nullable Integer color) {
        return result("provision_tunnel", TunnelFixtures.request("INC-2026-0001", color, 1))
                .path("tunnel_id")
                .asText();
    }

    JsonNode steered(String tunnelId, String... services) {
        return result("steer_traffic", steer(tunnelId, services));
    }

    static Map<String, Object> steer(String tunnelId, String... services) {
        return Map.of("tunnel_id", tunnelId, "services", List.of(services), "plan_revision", 1);
    }

    static Map<String, Object> shift(String tunnelId, int protection, int original) {
        return Map.of(
                "tunnel_id",
                tunnelId,
                "protection_weight",
                protection,
                "original_weight",
                original,
                "plan_revision",
                1);
    }

    static Map<String, Object> delete(String tunnelId) {
        return Map.of("tunnel_id", tunnelId, "plan_revision", 1);
    }

    JsonNode listed(String tunnelId) {
        var page = new TestAgentCaller(AgentName.IO_AGENT, AgentName.TUNNEL_PROVISIONING, port).get("/api/tunnels");
        for (JsonNode item : page.body().path("items")) {
            if (item.path("tunnel_id").asText().equals(tunnelId)) {
                return item;
            }
        }
        throw new AssertionError("not listed: " + page.body());
    }

    JsonNode audited(String eventType) {
        return audited(eventType, event -> true);
    }

    JsonNode audited(String eventType, Predicate<JsonNode> which) {
        return await().until(
                        () -> PEERS.payloads("log_event").stream()
                                .filter(e -> e.path("event_type").asText().equals(eventType))
                                .filter(which)
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    void assertNotAudited(String eventType) {
        assertThat(jdbc.sql("select count(*) from a2a_outbox where payload::text like :type")
                        .param("type", "%\"" + eventType + "\"%")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(PEERS.payloads("log_event"))
                .noneMatch(e -> e.path("event_type").asText().equals(eventType));
    }

    OperatorCalls operator() {
        return new OperatorCalls(port, "anna", "operator");
    }

    int preferenceOf(String tunnelId) {
        return cnc.policyNamed(tunnelId).paths().getFirst().preference();
    }

    /** Makes the check of standing tunnels due, and waits until it is over. */
    void checkStandingTunnels() {
        Instant requested = Instant.now();
        scheduler.reschedule(CHECK_STANDING, requested);
        await().until(() -> checkedAfter(requested));
    }

    private boolean checkedAfter(Instant requested) {
        return jdbc.sql(
                                """
                        select count(*) from scheduled_tasks where task_name = 'check_standing' and not picked
                        and last_success > :requested""")
                        .param("requested", Timestamp.from(requested))
                        .query(Long.class)
                        .single()
                == 1;
    }
}
