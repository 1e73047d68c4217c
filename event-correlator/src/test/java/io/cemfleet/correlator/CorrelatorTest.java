package io.cemfleet.correlator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.WireMock;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.PeerStub;
import io.cemfleet.a2a.testing.TestAgentCaller;
import io.cemfleet.cnc.CncWireMock;
import io.cemfleet.correlator.network.NetworkSnapshotCache;
import io.cemfleet.correlator.stream.StreamEngine;
import io.cemfleet.network.measurement.LinkMeasurement;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.runtime.testing.FleetJson;
import io.cemfleet.runtime.testing.FleetPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.kafka.test.context.EmbeddedKafka;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole agent on a real Kafka and a real Postgres; CNC and PCA are one WireMock, the other agents one stub. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "cem.correlator.webhook.pca-secret=pca-secret",
            "cem.correlator.webhook.cnc-secret=cnc-secret",
            "cem.correlator.watch.enabled=false",
            "cem.correlator.kafka.partitions=2",
            "cem.correlator.inference.interval=200ms",
            "cem.correlator.inference.recheck=300ms",
            "cem.correlator.inference.ambiguous-after=2s",
            "cem.correlator.intake.retry=300ms",
            "cem.correlator.suppression.refresh=300ms",
            "cem.correlator.network.policies=1s",
            "cem.correlator.own-congestion.settle=1s",
            "cem.correlator.own-congestion.policies-age=1ms",
            "cem.correlator.own-congestion.loads-age=1s",
            "cem.cnc.topology.refresh=500ms",
            "cem.pca.timeout=2s",
            "logging.structured.format.console=",
            "logging.level.root=warn",
            "logging.level.io.cemfleet=info"
        })
@EmbeddedKafka(
        kraft = true,
        bootstrapServersProperty = "spring.kafka.bootstrap-servers",
        brokerProperties = {
            "transaction.state.log.replication.factor=1",
            "transaction.state.log.min.isr=1",
            "transaction.state.log.num.partitions=1",
            "offsets.topic.num.partitions=1",
            "group.initial.rebalance.delay.ms=0"
        })
public abstract class CorrelatorTest {
    protected static final NetworkTopology NETWORK = CorrelatorFixtures.islands(CorrelatorFixtures.ISLANDS);
    protected static final PeerStub PEERS = PeerStub.start();
    protected static final CncWireMock CNC = CncWireMock.start()
            .topology(NETWORK)
            .inventory(NETWORK)
            .policies(NETWORK, CorrelatorFixtures.policies(CorrelatorFixtures.ISLANDS));

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort
    protected int port;

    private int island;

    @LocalManagementPort
    private int managementPort;

    @Autowired
    private StreamEngine stream;

    @Autowired
    private NetworkSnapshotCache network;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        FleetPostgres.register(registry, "event_correlator");
        PEERS.register(registry);
        Path state = Files.createTempDirectory("streams");
        registry.add("cem.correlator.stream.state-dir", state::toString);
        registry.add("cem.cnc.url", CNC::url);
        registry.add("cem.pca.url", () -> CNC.url() + "/api");
        CNC.server()
                .stubFor(WireMock.post("/api/v1/auth/login")
                        .willReturn(WireMock.ok("{}").withHeader("Authorization", "Bearer t")));
    }

    @BeforeEach
    void ready() {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(stream::isCorrelating);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> network.snapshot()
                .isPresent());
    }

    /** The island of this test, and of no other one. */
    protected final int island() {
        if (island == 0) {
            island = CorrelatorFixtures.freshIsland();
        }
        return island;
    }

    /** An answer of a public endpoint. */
    public record Answer(int status, JsonNode body, String retryAfter) {}

    protected Answer webhook(String source, Object body) {
        return post("/webhooks/" + source, body.toString(), Map.of("X-Webhook-Secret", source + "-secret"));
    }

    protected Answer post(String path, String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return send(request.build());
    }

    protected Answer get(String path) {
        int at = path.startsWith("/actuator/") ? managementPort : port;
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + at + path))
                .build());
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

    protected TestAgentCaller caller(AgentName self) {
        return new TestAgentCaller(self, AgentName.EVENT_CORRELATOR, port);
    }

    protected static ConditionFactory soon() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
    }

    /** The {@code incident_detected} that names this link, degraded or ambiguous, newest first. */
    protected static List<JsonNode> detected(String link) {
        return PEERS.payloads("incident_detected").stream()
                .filter(payload -> payload.path("degraded_links").toString().contains('"' + link + '"')
                        || payload.path("ambiguous_links").toString().contains('"' + link + '"'))
                .toList()
                .reversed();
    }

    protected static JsonNode awaitDetected(String link) {
        soon().untilAsserted(() -> assertThat(detected(link)).isNotEmpty());
        return detected(link).getFirst();
    }

    protected static List<JsonNode> updates(String incidentId) {
        return PEERS.payloads("incident_updated").stream()
                .filter(payload -> payload.path("incident_id").asText().equals(incidentId))
                .toList();
    }

    /** Both directions of a link measure this delay, as of now and a moment on. */
    protected static void measures(String linkId, double delayMs) {
        Instant at = Instant.now().plusMillis(200);
        for (LinkDirection direction : NETWORK.link(linkId).orElseThrow().directions()) {
            CNC.measured(
                    NETWORK,
                    direction,
                    List.of(new LinkMeasurement(linkId, direction.from(), direction.to(), delayMs, 0.1, 0.0, 0.2, at)));
        }
    }
}
