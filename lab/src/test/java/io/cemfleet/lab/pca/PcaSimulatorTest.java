package io.cemfleet.lab.pca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.cemfleet.lab.network.LabNetwork;
import io.cemfleet.lab.network.LinkImpairment;
import io.cemfleet.lab.simulator.SimulatorTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The PCA simulator over HTTP, with a webhook that refuses its first alert. */
@SimulatorTest
class PcaSimulatorTest {

    private static final String LINK = "frankfurt-prague";

    @Autowired
    private TestRestTemplate http;

    @Autowired
    private LabNetwork network;

    @Autowired
    private ObjectMapper mapper;

    private final ConcurrentLinkedQueue<String> received = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refusals = new AtomicInteger(1);
    private HttpServer webhook;
    private HttpHeaders headers = new HttpHeaders();
    private String export = "";

    PcaSimulatorTest() throws IOException {
        webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() throws IOException {
        webhook.createContext("/webhooks/pca/secret", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean refuse = refusals.getAndDecrement() > 0;
            if (!refuse) {
                received.add(body);
            }
            exchange.sendResponseHeaders(refuse ? 503 : 202, -1);
            exchange.close();
        });
        webhook.start();
        headers = login("x");
        String registration =
                """
                {"data":{"type":"alertExports","attributes":{"alertexporttype":"webhook","alertexportname":"NOC",
                 "alertexportenabled":true,"alertexporturl":"http://127.0.0.1:%d/webhooks/pca/secret","alertpolicylist":[]}}}
                """
                        .formatted(webhook.getAddress().getPort());
        export = json(post("/api/v3/alertexport", registration)).at("/data/id").asText();
    }

    @AfterEach
    void stop() {
        network.heal(LINK);
        http.exchange("/api/v3/alertexport/" + export, HttpMethod.DELETE, new HttpEntity<>(headers), String.class);
        webhook.stop(0);
    }

    @Test
    void aSlowLinkRaisesAlertsOfItsSessionsAndHealingClearsThemInOrder() throws IOException {
        // given sessions over the link
        Set<String> crossing = crossing();
        assertThat(crossing).isNotEmpty();
        // when
        network.degrade(LINK, new LinkImpairment(250, 0, 0));
        // then each of them raises one alert, the refused one too
        await().untilAsserted(() -> assertThat(sessions("raised")).containsAll(crossing));
        for (String body : received) {
            JsonNode alert = mapper.readTree(body);
            assertThat(alert.path("metric").asText()).isEqualTo("delayP95");
            assertThat(alert.path("value").isTextual()).isTrue();
            assertThat(alert.path("triggeredValue").asInt()).isGreaterThan(250_000);
            assertThat(alert.path("sourceIp").asText()).startsWith("10.0.0.");
            assertThat(alert.path("topology")).isEmpty();
            assertThat(body).doesNotContain("GigabitEthernet").doesNotContain("link");
        }
        assertThat(json(post("/api/v2/alerts/active", "{}")).path("data")).hasSizeGreaterThanOrEqualTo(crossing.size());
        // when
        network.heal(LINK);
        // then
        await().untilAsserted(() -> assertThat(sessions("cleared")).containsAll(crossing));
        assertThat(json(post("/api/v2/alerts/active", "{}")).path("data")).isEmpty();
        Map<String, List<String>> order = new HashMap<>();
        for (String body : received) {
            JsonNode alert = mapper.readTree(body);
            order.computeIfAbsent(alert.path("sessionId").asText(), id -> new ArrayList<>())
                    .add(alert.path("alertState").asText());
        }
        assertThat(order.values())
                .allSatisfy(states -> assertThat(states).startsWith("raised").endsWith("cleared"));
    }

    @Test
    void lossRaisesItsOwnAlert() {
        network.degrade(LINK, new LinkImpairment(0, 0, 2));
        await().untilAsserted(() ->
                assertThat(received).anySatisfy(body -> assertThat(body).contains("\"metric\":\"packetsLostPct\"")));
    }

    @Test
    void withoutATokenThereIsAPlainString() {
        ResponseEntity<String> refused = http.getForEntity("/api/v2/monitored-objects", String.class);
        assertThat(refused.getStatusCode().value()).isEqualTo(401);
        assertThat(refused.getBody()).isEqualTo("Unauthorized");
        headers = new HttpHeaders();
        headers.setBearerAuth("guess");
        assertThat(post("/api/v2/alerts/active", "{}").getStatusCode().value()).isEqualTo(401);
        headers = login("x");
    }

    @Test
    void monitoredObjectsComeInPages() throws IOException {
        Set<String> ids = new HashSet<>();
        String next = "/api/v2/monitored-objects?limit=100";
        while (!next.isEmpty()) {
            JsonNode page = json(get(next));
            page.path("data").forEach(item -> assertThat(ids.add(item.path("id").asText()))
                    .isTrue());
            next = page.at("/links/next").asText();
        }
        assertThat(ids).hasSize(network.state().sessions().size());
    }

    @Test
    void metricsHaveOneValueABucketAndNoneWithoutASample() throws IOException {
        Instant now = Instant.now();
        String session = network.state().sessions().getFirst().id();
        String query =
                """
                {"data":{"type":"aggregates","attributes":{"interval":"%s/%s","granularity":"PT1H","aggregation":"max",
                 "metrics":[{"vendor":"accedian-twamp","objectType":["twamp-sf"],"direction":["0"],"metric":"delayP95",
                 "monitoredObjectId":["%s"]}]}}}
                """;
        await().untilAsserted(() -> {
            String present =
                    query.formatted(now.minusSeconds(3600), Instant.now().plusSeconds(3600), session);
            JsonNode series = json(post("/api/v3/metrics/aggregate", present)).at("/data/attributes/result/0/series");
            assertThat(series).isNotEmpty();
            assertThat(series.get(0).path("value").asDouble()).isBetween(100.0, 60_000.0);
        });
        String past = query.formatted(now.minusSeconds(9000), now.minusSeconds(8000), session);
        assertThat(json(post("/api/v3/metrics/groupBy", past)).at("/data/attributes/result"))
                .isEmpty();
    }

    @Test
    void aQuestionThatMakesNoSenseIsAPlainBadRequest() {
        for (String body : List.of(
                "{",
                "{}",
                "{\"data\":{\"attributes\":{\"interval\":\"now\"}}}",
                "{\"data\":{\"attributes\":{\"interval\":\"2026-01-01T00:00:00Z/2026-01-01T01:00:00Z\",\"metrics\":[{\"metric\":\"speed\"}]}}}")) {
            ResponseEntity<String> refused = post("/api/v3/metrics/aggregate", body);
            assertThat(refused.getStatusCode().value()).isEqualTo(400);
            assertThat(refused.getBody()).doesNotStartWith("{");
        }
    }

    private Set<String> crossing() {
        Set<String> crossing = new HashSet<>();
        network.state().services().forEach(service -> network.state()
                .serviceState(service.id())
                .orElseThrow()
                .flows()
                .forEach(flow -> {
                    String id = "twamp-" + flow.headEnd() + "-" + flow.endPoint();
                    if (flow.branches().stream()
                            .anyMatch(b -> b.share() > 0 && b.links().contains(LINK))) {
                        crossing.add(flow.color() == null ? id : id + "-" + flow.color());
                    }
                }));
        return crossing;
    }

    private Set<String> sessions(String state) throws IOException {
        Set<String> sessions = new HashSet<>();
        for (String body : received) {
            JsonNode alert = mapper.readTree(body);
            if (alert.path("alertState").asText().equals(state)) {
                sessions.add(alert.path("sessionId").asText());
            }
        }
        return sessions;
    }

    private HttpHeaders login(String password) {
        HttpHeaders form = new HttpHeaders();
        form.setContentType(MediaType.APPLICATION_FORM_URLENCODED);
        ResponseEntity<String> answer = http.postForEntity(
                "/api/v1/auth/login", new HttpEntity<>("username=noc&password=" + password, form), String.class);
        HttpHeaders authorized = new HttpHeaders();
        authorized.setContentType(MediaType.APPLICATION_JSON);
        authorized.set(
                HttpHeaders.AUTHORIZATION, String.valueOf(answer.getHeaders().getFirst(HttpHeaders.AUTHORIZATION)));
        return authorized;
    }

    private ResponseEntity<String> post(String path, String body) {
        return http.postForEntity(path, new HttpEntity<>(body, headers), String.class);
    }

    private ResponseEntity<String> get(String path) {
        return http.exchange(path, HttpMethod.GET, new HttpEntity<>(headers), String.class);
    }

    private JsonNode json(ResponseEntity<String> answer) throws IOException {
        return mapper.readTree(String.valueOf(answer.getBody()));
    }
}
