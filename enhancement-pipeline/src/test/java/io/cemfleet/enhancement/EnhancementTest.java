package io.cemfleet.enhancement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.PeerStub;
import io.cemfleet.a2a.testing.TestKeys;
import io.cemfleet.a2a.token.SignedRequest;
import io.cemfleet.runtime.testing.FleetJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.test.context.EmbeddedKafka;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole agent on a real Kafka and a real Postgres, as the role that it has in production; the stages are scripted. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "cem.enhancement.tenant-keys=k1:" + EnhancementTest.KEY,
            "cem.enhancement.kafka.partitions=2",
            "cem.enhancement.work.poll-interval=50ms",
            "cem.enhancement.work.workers=16",
            "cem.enhancement.work.per-tenant=8",
            "cem.enhancement.work.context-limit=400ms",
            "cem.enhancement.work.soft-limit=1500ms",
            "cem.enhancement.work.hard-limit=4s",
            "cem.enhancement.work.lease=4s",
            "cem.enhancement.work.renew=500ms",
            "cem.enhancement.work.attempts=3",
            "cem.enhancement.work.first-retry=100ms",
            "cem.enhancement.reconciliation.interval=1h",
            "spring.datasource.hikari.connection-timeout=1000",
            "management.prometheus.metrics.export.enabled=true",
            "logging.structured.format.console="
        })
@EmbeddedKafka(
        kraft = true,
        bootstrapServersProperty = "spring.kafka.bootstrap-servers",
        brokerProperties = {"offsets.topic.num.partitions=1", "group.initial.rebalance.delay.ms=0"})
@Import(EnhancementTest.Scripted.class)
public abstract class EnhancementTest {
    protected static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    protected static final String SECRET = "acme-webhook-secret";
    protected static final String ACME = "acme";
    protected static final PeerStub PEERS = PeerStub.start();

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final AtomicInteger TICKETS = new AtomicInteger();

    @LocalServerPort
    protected int port;

    @LocalManagementPort
    private int managementPort;

    @Autowired
    protected ScriptedStages stages;

    @Autowired
    protected JdbcClient jdbc;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        RestrictedDatabase.register(registry);
        PEERS.register(registry);
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Scripted {
        @Bean
        @Primary
        ScriptedStages scriptedStages() {
            return new ScriptedStages();
        }
    }

    /** An answer of a public endpoint. */
    public record Answer(int status, JsonNode body, String retryAfter) {}

    @BeforeEach
    void acmeIsATenant() {
        tenant(ACME, SECRET, Map.of());
    }

    /** Creates the tenant or changes it, and returns the response. */
    protected Answer tenant(String tenantId, String secret, Map<String, Object> more) {
        ObjectNode form = FleetJson.object()
                .put("service_desk_url", "http://127.0.0.1:9/api/v3")
                .put("service_desk_key", "desk-key-of-" + tenantId)
                .put("webhook_secret", secret);
        more.forEach((field, value) -> form.set(field, FleetJson.tree(value)));
        Answer added = admin("POST", "/api/tenants", form.deepCopy().put("tenant_id", tenantId));
        return added.status() == 409 ? admin("PUT", "/api/tenants/" + tenantId, form) : added;
    }

    protected static String freshTicket() {
        return "TKT-" + (10_000 + TICKETS.incrementAndGet());
    }

    protected static ObjectNode event(String ticketId) {
        return event(ACME, ticketId);
    }

    protected static ObjectNode event(String tenantId, String ticketId) {
        return FleetJson.object()
                .put("event", "ticket_created")
                .put("ticket_id", ticketId)
                .put("tenant_id", tenantId)
                .put("description", "Server is running slow")
                .put("priority", "high")
                .put("created_at", Instant.now().toString());
    }

    protected Answer webhook(JsonNode body) {
        return webhook(body.toString(), "sha256=" + hmac(SECRET, body.toString()));
    }

    protected Answer webhook(String body, String signature) {
        return post("/webhook/servicedesk", body, Map.of("X-ServiceDesk-Signature", signature));
    }

    protected Answer post(String path, String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return send(request.build());
    }

    protected Answer admin(String method, String path, JsonNode body) {
        return as("admin", method, path, body.toString());
    }

    protected Answer get(String path) {
        return as("operator", "GET", path, "");
    }

    protected Answer as(String role, String method, String path, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String token = TestKeys.tokensOf(AgentName.IO_AGENT)
                .sign(AgentName.ENHANCEMENT_PIPELINE, SignedRequest.to(method, address(path), bytes), "alice", role);
        return send(HttpRequest.newBuilder(address(path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(bytes))
                .build());
    }

    /** A response that is not JSON. */
    protected String text(String path) {
        try {
            return HTTP.send(HttpRequest.newBuilder(address(path)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + (path.startsWith("/actuator/") ? managementPort : port) + path);
    }

    private static Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response =
                    HTTP.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            String text = response.body();
            return new Answer(
                    response.statusCode(),
                    text.isBlank() ? FleetJson.object() : FleetJson.parse(text),
                    response.headers().firstValue("Retry-After").orElse(""));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    protected static String hmac(String secret, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    protected static ConditionFactory soon() {
        return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(50));
    }

    /** The history's row of a ticket, as soon as it has this status. */
    protected JsonNode awaitHistory(String ticketId, String status) {
        soon().untilAsserted(() ->
                assertThat(history(ticketId).path("status").asText()).isEqualTo(status));
        return history(ticketId);
    }

    protected JsonNode history(String ticketId) {
        return get("/api/enhancements?ticket_id=" + ticketId)
                .body()
                .path("items")
                .path(0);
    }

    protected String jobState(UUID jobId) {
        return jdbc.sql("select state from enhancement_job where job_id = :job")
                .param("job", jobId)
                .query(String.class)
                .optional()
                .orElse("unknown");
    }

    protected UUID jobOf(Answer answer) {
        return UUID.fromString(answer.body().path("job_id").asText());
    }
}
