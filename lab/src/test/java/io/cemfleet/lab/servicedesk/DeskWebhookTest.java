package io.cemfleet.lab.servicedesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.cemfleet.lab.LabApplication;
import io.cemfleet.lab.simulator.SimulatorClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
        classes = LabApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "lab.mail.port=0",
            "lab.measure-interval=0s",
            "lab.servicedesk.tenant=demo-noc",
            "lab.servicedesk.secret=the-secret",
            "lab.servicedesk.history=8"
        })
class DeskWebhookTest {
    private static final HttpServer RECEIVER = receiver();
    private static final BlockingQueue<ReceivedWebhook> RECEIVED = new LinkedBlockingQueue<>();
    private static final ConcurrentLinkedQueue<Integer> REFUSALS = new ConcurrentLinkedQueue<>();
    private SimulatorClient calls;
    private DeskTestClient desk;

    private record ReceivedWebhook(String path, String signature, byte[] raw) {

        JsonNode json() {
            return new SimulatorClient.Answer(0, new String(raw, StandardCharsets.UTF_8), java.util.Map.of()).json();
        }
    }

    private static HttpServer receiver() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/webhook", exchange -> {
                byte[] raw = exchange.getRequestBody().readAllBytes();
                String signature = exchange.getRequestHeaders().getFirst("X-ServiceDesk-Signature");
                Integer refusal = REFUSALS.poll();
                byte[] answer = "{\"status\":\"accepted\"}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(refusal == null ? 202 : refusal, answer.length);
                exchange.getResponseBody().write(answer);
                exchange.close();
                RECEIVED.add(new ReceivedWebhook(exchange.getRequestURI().getPath(), signature, raw));
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @DynamicPropertySource
    static void webhook(DynamicPropertyRegistry registry) {
        registry.add(
                "lab.servicedesk.webhook-url",
                () -> "http://127.0.0.1:" + RECEIVER.getAddress().getPort() + "/webhook/servicedesk");
    }

    @AfterAll
    static void stop() {
        RECEIVER.stop(0);
    }

    @BeforeEach
    void connect(@LocalServerPort int port) {
        calls = new SimulatorClient(port);
        desk = new DeskTestClient(calls);
        RECEIVED.clear();
        REFUSALS.clear();
    }

    private static ReceivedWebhook next() throws InterruptedException {
        ReceivedWebhook received = RECEIVED.poll(10, TimeUnit.SECONDS);
        assertThat(received).isNotNull();
        return received;
    }

    @Test
    void aFiredTicketsWebhookSignsTheRawBody() throws Exception {
        // when
        SimulatorClient.Answer made = calls.post(
                "/lab/tickets",
                "{\"ticket_id\":\"TKT-1\",\"subject\":\"Überlast\",\"description\":\"d\",\"priority\":\"critical\",\"fire\":true}");
        // then
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().path("webhook").path("status").asInt()).isEqualTo(202);
        ReceivedWebhook received = next();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("the-secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        assertThat(received.signature()).isEqualTo("sha256=" + HexFormat.of().formatHex(mac.doFinal(received.raw())));
        JsonNode body = received.json();
        assertThat(body.properties())
                .extracting(java.util.Map.Entry::getKey)
                .containsExactlyInAnyOrder("event", "ticket_id", "tenant_id", "description", "priority", "created_at");
        assertThat(body.path("ticket_id").asText()).isEqualTo("TKT-1");
        assertThat(body.path("tenant_id").asText()).isEqualTo("demo-noc");
        assertThat(body.path("priority").asText()).isEqualTo("critical");
        assertThat(body.path("description").asText()).isEqualTo("Überlast\n\nd");
        assertThat(Instant.parse(body.path("created_at").asText()))
                .isBetween(
                        Instant.now().minus(Duration.ofMinutes(1)),
                        Instant.now().plusSeconds(1));
    }

    @Test
    void aTicketThatIsNotFiredSendsNoWebhook() throws Exception {
        calls.post("/lab/tickets", "{\"ticket_id\":\"TKT-2\",\"subject\":\"s\",\"description\":\"d\"}");
        calls.post("/lab/tickets", "{\"ticket_id\":\"TKT-3\",\"subject\":\"s\",\"description\":\"d\",\"fire\":true}");
        assertThat(next().json().path("ticket_id").asText()).isEqualTo("TKT-3");
        assertThat(RECEIVED).isEmpty();
    }

    @Test
    void aRefusedWebhookIsSentAgainUnchanged() throws Exception {
        REFUSALS.add(503);
        SimulatorClient.Answer made =
                calls.post("/lab/tickets", "{\"subject\":\"s\",\"description\":\"d\",\"fire\":true}");
        assertThat(made.json().path("webhook").path("status").asInt()).isEqualTo(202);
        assertThat(next().raw()).isEqualTo(next().raw());
    }

    @Test
    void aRequestCreatedByTheApiIsReportedAndItsResolutionToo() throws Exception {
        // when
        JsonNode request = desk.write("POST", "/requests", "{\"request\":{\"subject\":\"s\",\"description\":\"d\"}}")
                .json()
                .path("request");
        // then
        assertThat(next().json().path("ticket_id").asText())
                .isEqualTo(request.path("display_id").asText());
        // when
        desk.write(
                "PUT",
                "/requests/" + request.path("id").asText(),
                "{\"request\":{\"status\":{\"name\":\"Resolved\"},\"resolution\":{\"content\":\"optics replaced\"}}}");
        // then
        ReceivedWebhook resolved = next();
        assertThat(resolved.path()).isEqualTo("/webhook/servicedesk/resolved-ticket");
        assertThat(resolved.json().path("resolution").asText()).isEqualTo("optics replaced");
        assertThat(resolved.json().path("resolved_date").asText()).endsWith("Z");
    }

    @Test
    void theHistoryCanBeSentAndIsAboutThisNetwork() throws Exception {
        // when
        SimulatorClient.Answer answer = calls.post("/lab/tickets/history", "{}");
        // then
        int sent = answer.json().path("sent").asInt();
        assertThat(sent).isGreaterThanOrEqualTo(8);
        assertThat(answer.json().path("taken").asInt()).isEqualTo(sent);
        String services = calls.get("/lab/network")
                .json()
                .path("services")
                .findValuesAsText("id")
                .toString();
        for (int i = 0; i < sent; i++) {
            ReceivedWebhook received = next();
            assertThat(received.path()).endsWith("/resolved-ticket");
            String text = received.json().toString();
            assertThat(text).doesNotContain("{link}").doesNotContain("{service}");
            if (text.matches(".*L3VPN-\\d+.*")) {
                assertThat(services).contains(text.replaceAll(".*(L3VPN-\\d+).*", "$1"));
            }
        }
    }
}
