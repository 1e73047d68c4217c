package io.cemfleet.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.PeerStub;
import io.cemfleet.a2a.testing.TestAgentCaller;
import io.cemfleet.runtime.retention.RetentionPurge;
import io.cemfleet.runtime.testing.FleetJson;
import io.cemfleet.runtime.testing.FleetPostgres;
import io.cemfleet.runtime.testing.TableLifetimeCheck;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"cem.a2a.operators.user=operator", "cem.a2a.operators.password=pass:word"})
@ActiveProfiles("local")
class IncidentTicketTest {
    private static final PeerStub PEERS = PeerStub.start();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    private TestAgentCaller correlator;
    private TestAgentCaller orchestrator;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        FleetPostgres.register(registry, "io_agent");
        PEERS.register(registry);
    }

    @BeforeEach
    void callers() {
        correlator = new TestAgentCaller(AgentName.EVENT_CORRELATOR, AgentName.IO_AGENT, port);
        orchestrator = new TestAgentCaller(AgentName.ORCHESTRATOR, AgentName.IO_AGENT, port);
    }

    @Test
    void everyTableHasALifetime(@Autowired RetentionPurge retention, @Autowired DataSource database) {
        TableLifetimeCheck.assertComplete("io-agent", retention, database);
    }

    @Test
    void aTicketGrowsWithItsMessages() {
        String incident = ConsoleFixtures.incident();

        correlator.send("new_ticket", ConsoleFixtures.message("new_ticket", incident));
        orchestrator.send("status_update", ConsoleFixtures.message("status_update", incident));
        orchestrator.send("ticket_closed", ConsoleFixtures.message("ticket_closed", incident));

        JsonNode ticket = ticket(incident);
        assertThat(ticket.path("status").asText()).isEqualTo("closed");
        assertThat(ticket.path("severity").asText()).isEqualTo("high");
        assertThat(ticket.path("resolution").asText()).isEqualTo("resolved");
        assertThat(ticket.at("/services_by_tier/gold").asInt()).isEqualTo(5);
        assertThat(ticket.path("sla_tier").asText()).isEqualTo("platinum");
        assertThat(ticket.at("/tunnel_ids/0").asText()).isEqualTo("sr-policy-pe1-pe4-protect-001");
        assertThat(ticket.path("updates").findValuesAsText("task_type"))
                .containsExactly("new_ticket", "status_update", "ticket_closed");
        assertThat(ticket.at("/updates/1/payload")).isEqualTo(ConsoleFixtures.message("status_update", incident));
    }

    @Test
    void updatesMayComeBeforeTheirTicketWhichIsShownFirst() {
        String incident = ConsoleFixtures.incident();

        orchestrator.send("status_update", ConsoleFixtures.status(incident, "computing", "3", "computing"));
        correlator.send("new_ticket", ConsoleFixtures.message("new_ticket", incident));

        JsonNode ticket = ticket(incident);
        assertThat(ticket.path("updates").findValuesAsText("task_type")).containsExactly("new_ticket", "status_update");
        assertThat(ticket.path("status").asText()).isEqualTo("computing");
        assertThat(ticket.path("summary").asText()).startsWith("SLA degradation");
    }

    @Test
    void aMessageSentTwiceIsShownOnce() {
        String incident = ConsoleFixtures.incident();
        UUID taskId = UUID.randomUUID();

        correlator.send("new_ticket", taskId, ConsoleFixtures.message("new_ticket", incident));
        correlator.send("new_ticket", taskId, ConsoleFixtures.message("new_ticket", incident));

        assertThat(ticket(incident).path("updates")).hasSize(1);
    }

    @Test
    void ticketsAreFoundByStatusSeverityTierAndWords() {
        String incident = ConsoleFixtures.incident();
        correlator.send("new_ticket", ConsoleFixtures.message("new_ticket", incident));
        orchestrator.send("status_update", ConsoleFixtures.message("status_update", incident));

        assertThat(ids("?q=" + incident)).containsExactly(incident);
        assertThat(ids("?q=" + incident + "&status=assessing&severity=high&tier=platinum"))
                .containsExactly(incident);
        assertThat(ids("?q=" + incident + "&status=open")).containsExactly(incident);
        assertThat(ids("?q=" + incident + "&status=closed")).isEmpty();
        assertThat(get("/api/tickets?cursor=x", basic()).statusCode()).isEqualTo(422);
        assertThat(get("/api/tickets/INC-0", basic()).statusCode()).isEqualTo(404);
    }

    @Test
    void aTicketWaitsForApprovalUntilSomebodyDecides() {
        String incident = ConsoleFixtures.incident();
        JsonNode asks = ConsoleFixtures.status(incident, "computing", "3", "waiting for approval");
        ((ObjectNode) asks.path("details")).put("waiting_for", "approval");
        JsonNode approved = ConsoleFixtures.status(incident, "computing", "3", "Approved by anna");
        ((ObjectNode) approved.path("details")).put("approved_by", "anna");

        orchestrator.send("status_update", asks);
        orchestrator.send("status_update", ConsoleFixtures.status(incident, "monitoring", "6", "another is protected"));
        assertThat(ticket(incident).path("waiting_for").asText()).isEqualTo("approval");
        assertThat(ids("?status=waiting&q=" + incident)).containsExactly(incident);

        orchestrator.send("status_update", approved);
        assertThat(ticket(incident).has("waiting_for")).isFalse();
        assertThat(ids("?status=waiting&q=" + incident)).isEmpty();
    }

    @Test
    void theStreamCarriesWhatComesAndResumesWhereItBroke() throws Exception {
        String incident = ConsoleFixtures.incident();
        List<String> lines = new CopyOnWriteArrayList<>();
        HttpResponse<java.util.stream.Stream<String>> stream =
                HTTP.send(request("/api/stream", basic()).build(), HttpResponse.BodyHandlers.ofLines());
        Thread reader = Thread.ofVirtual().start(() -> stream.body().forEach(lines::add));

        correlator.send("new_ticket", ConsoleFixtures.message("new_ticket", incident));
        await().untilAsserted(() -> assertThat(lines).anyMatch(line -> line.contains(incident)));
        reader.interrupt();
        orchestrator.send("status_update", ConsoleFixtures.message("status_update", incident));
        String id = lines.stream()
                .filter(line -> line.startsWith("id:"))
                .findFirst()
                .orElseThrow()
                .substring(3);
        List<String> resumed = new CopyOnWriteArrayList<>();
        var second = HTTP.send(
                request("/api/stream", basic()).header("Last-Event-ID", id).build(),
                HttpResponse.BodyHandlers.ofLines());
        Thread.ofVirtual().start(() -> second.body().forEach(resumed::add));

        await().untilAsserted(
                        () -> assertThat(resumed).anyMatch(line -> line.contains("\"task_type\":\"status_update\"")));
        assertThat(resumed).noneMatch(line -> line.contains("\"task_type\":\"new_ticket\"") && line.contains(incident));
    }

    @Test
    void withoutALoginNothingIsServed() {
        assertThat(get("/api/tickets", "").statusCode()).isEqualTo(401);
        assertThat(get("/api/tickets", "Basic " + encode("operator:wrong")).statusCode())
                .isEqualTo(401);
        assertThat(get("/", "").headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/login.html"));
        assertThat(get("/login.html", "").statusCode()).isEqualTo(200);
        assertThat(get("/health", "").statusCode()).isEqualTo(200);
    }

    @Test
    void aLoginLeadsToTheConsole() {
        ConsoleBrowser browser = new ConsoleBrowser(port);

        assertThat(browser.login("operator", "pass:word").statusCode()).isEqualTo(204);

        assertThat(browser.get("/").body()).contains("CEM Fleet");
        assertThat(browser.get("/").uri().getPath()).isEqualTo("/");
    }

    private JsonNode ticket(String incident) {
        return FleetJson.parse(get("/api/tickets/" + incident, basic()).body());
    }

    private List<String> ids(String query) {
        return FleetJson.parse(get("/api/tickets" + query, basic()).body())
                .path("items")
                .findValuesAsText("incident_id");
    }

    private HttpResponse<String> get(String path, String authorization) {
        try {
            return HTTP.send(request(path, authorization).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path, String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return authorization.isEmpty() ? request : request.header("Authorization", authorization);
    }

    private static String basic() {
        return "Basic " + encode("operator:pass:word");
    }

    private static String encode(String login) {
        return Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }
}
