package io.cemfleet.e2e.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.e2e.fleet.ConsoleTickets;
import io.cemfleet.e2e.fleet.FleetUnderTest;
import io.cemfleet.e2e.fleet.LabClient;
import io.cemfleet.e2e.fleet.OperatorHttp;
import io.cemfleet.e2e.fleet.PolicyCreations;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClosedLoopTest {
    private static final List<String> NODES =
            List.of("start", "detect", "assess", "compute", "provision", "steer", "monitor", "restore", "close");
    private static final Set<String> USED = new HashSet<>();

    @BeforeAll
    static void theFleetIsUp() {
        FleetUnderTest.up();
    }

    @Test
    @Order(1)
    void fromAnAlertToTicketClosedWithTheFiguresOfTheNetwork() {
        Set<String> customersPolicies = LabClient.tunnels();
        String link = nextLink();
        Map<String, Set<String>> suffering = LabClient.servicesOver(link);
        Set<String> services = suffering.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        List.of("webex", "servicenow", "mail").forEach(LabClient::forgetRequests);

        LabClient.degrade(link);
        String incident = ConsoleTickets.awaitOpen(link);
        ConsoleTickets.awaitStatus(incident, "monitoring");
        services.forEach(service -> await(service + " is fast again")
                .atMost(Duration.ofSeconds(20))
                .until(() -> LabClient.latency(service) < 200));
        LabClient.heal(link);
        JsonNode ticket = ConsoleTickets.awaitStatus(incident, "closed");

        assertThat(ticket.path("resolution").asText()).isEqualTo("resolved");
        JsonNode opened = ConsoleTickets.payloads(ticket, "new_ticket").getFirst();
        assertThat(fields(opened))
                .containsExactlyInAnyOrder(
                        "incident_id",
                        "severity",
                        "summary",
                        "degraded_links",
                        "affected_services",
                        "source_agent",
                        "created_at",
                        "status");
        assertThat(strings(opened.path("degraded_links"))).containsExactly(link);
        assertThat(opened.path("source_agent").asText()).isEqualTo("event_correlator");

        List<JsonNode> updates = ConsoleTickets.payloads(ticket, "status_update");
        assertThat(updates.stream().map(update -> update.path("phase").asText()).distinct())
                .containsExactly("1", "2", "3", "4", "5", "6", "7");
        JsonNode assessed = of(updates, "2");
        assertThat(assessed.at("/details/total_affected").asInt()).isEqualTo(services.size());
        suffering.forEach((tier, ids) -> assertThat(
                        assessed.at("/details/services_by_tier/" + tier).asInt())
                .as(tier)
                .isEqualTo(ids.size()));
        assertThat(of(updates, "4").at("/details/tunnel_id").asText()).matches("sr-policy-.+-protect-\\d{3,}");
        assertThat(of(updates, "4").at("/details/binding_sid").isInt()).isTrue();
        assertThat(of(updates, "5").at("/details/traffic_steered").asBoolean()).isTrue();
        assertThat(updates.stream()
                        .filter(update -> update.at("/details/stage").isInt())
                        .map(update -> update.at("/details/protection_weight").asInt() + "/"
                                + update.at("/details/original_weight").asInt()))
                .containsExactly("100/0", "75/25", "50/50", "25/75", "0/100");

        JsonNode closed = ConsoleTickets.payloads(ticket, "ticket_closed").getFirst();
        assertThat(strings(closed.at("/details/nodes_executed"))).isEqualTo(NODES);
        assertThat(closed.at("/details/close_reason").asText()).isEqualTo("sla_recovered");
        assertThat(closed.at("/details/affected_services_count").asInt()).isEqualTo(services.size());
        assertThat(LabClient.tunnels()).isEqualTo(customersPolicies);
        theNotificationsWereSent(incident);
        theTrailIsWhole(incident);
    }

    @Test
    @Order(2)
    void withAuditAndConsoleDownTrafficIsSteeredAndMessagesArriveInOrder() {
        String link = nextLink();
        String service = LabClient.servicesOver(link)
                .getOrDefault("platinum", Set.of())
                .iterator()
                .next();
        FleetUnderTest.kill("audit");
        FleetUnderTest.kill("io-agent");

        LabClient.degrade(link);
        await("the network carries a protection")
                .atMost(Duration.ofMinutes(2))
                .until(() -> LabClient.latency(service) > 200);
        await("traffic is steered all the same")
                .atMost(Duration.ofMinutes(3))
                .until(() -> LabClient.latency(service) < 200);
        LabClient.heal(link);
        FleetUnderTest.up();

        String incident = ConsoleTickets.awaitOpen(link);
        JsonNode ticket = ConsoleTickets.awaitStatus(incident, "closed");
        List<String> phases = ConsoleTickets.payloads(ticket, "status_update").stream()
                .map(update -> update.path("phase").asText())
                .toList();
        assertThat(phases).isSorted();
        assertThat(ticket.path("updates").findValuesAsText("task_id")).doesNotHaveDuplicates();
        theTrailIsWhole(incident);
    }

    @Test
    @Order(3)
    void anOrchestratorKilledInTheMiddleGoesOnAndMakesEachProtectionOnce() {
        String link = nextLink();
        LabClient.forgetRequests("cnc");

        LabClient.degrade(link);
        String incident = ConsoleTickets.awaitOpen(link);
        await("the first protection is being made")
                .atMost(Duration.ofMinutes(2))
                .until(() -> !PolicyCreations.names().isEmpty());
        FleetUnderTest.kill("orchestrator");
        FleetUnderTest.up();
        ConsoleTickets.awaitStatus(incident, "monitoring");
        LabClient.heal(link);
        JsonNode ticket = ConsoleTickets.awaitStatus(incident, "closed");

        List<String> creations = PolicyCreations.names();
        assertThat(ticket.path("resolution").asText()).isEqualTo("resolved");
        assertThat(creations).doesNotHaveDuplicates();
        assertThat(creations).hasSameSizeAs(strings(ticket.path("tunnel_ids")));
    }

    @ParameterizedTest(name = "{0}")
    @Order(4)
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            bad JSON      | {nope                                                              | 400
            missing field | {"alarm_id":"e2e-1","severity":"major"}                            | 422
            wrong type    | {"alarm_id":"e2e-2","alarm_type":{},"severity":"major","resource_type":"link","resource_id":"x","description":"d","timestamp":"yesterday"} | 422
            """)
    void aBadWebhookGetsAProblemAndNothingIsStored(String name, String body, int status) {
        int before = alerts();
        Map<String, String> secret = Map.of("X-Webhook-Secret", cncSecret());

        OperatorHttp.HttpReply answer =
                OperatorHttp.post(8001, "/webhooks/cnc", body.getBytes(StandardCharsets.UTF_8), secret);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(alerts()).isEqualTo(before);
    }

    @Test
    @Order(5)
    void aWebhookWithoutASecretOrWithTwoMegabytesIsTurnedAway() {
        byte[] large = new byte[2 << 20];

        assertThat(OperatorHttp.post(8001, "/webhooks/cnc", "{}".getBytes(StandardCharsets.UTF_8), Map.of())
                        .status())
                .isEqualTo(401);
        assertThat(OperatorHttp.post(8001, "/webhooks/cnc", large, Map.of("X-Webhook-Secret", cncSecret()))
                        .status())
                .isEqualTo(413);
    }

    private static String nextLink() {
        String link = LabClient.smallLink(USED);
        USED.add(link);
        return link;
    }

    private static void theNotificationsWereSent(String incident) {
        for (String face : List.of("webex", "servicenow", "mail")) {
            await(face + " was notified").atMost(Duration.ofSeconds(30)).until(() -> LabClient.requests(face).stream()
                    .anyMatch(request -> request.toString().contains(incident)));
        }
    }

    private static void theTrailIsWhole(String incident) {
        Set<String> wanted = Set.of(
                "incident_created",
                "alert_correlated",
                "service_impact_assessed",
                "path_computed",
                "tunnel_provisioned",
                "traffic_steered",
                "sla_recovered",
                "restoration_complete",
                "notification_sent",
                "state_change");
        await("the trail of " + incident).atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            JsonNode events = OperatorHttp.get(8008, "/api/events?incident_id=" + incident)
                    .path("items");
            assertThat(events.findValuesAsText("event_type")).containsAll(wanted);
        });
        assertThat(OperatorHttp.get(8008, "/api/verify").path("valid").asBoolean())
                .isTrue();
    }

    private static int alerts() {
        return OperatorHttp.get(8001, "/api/alerts").path("items").size();
    }

    private static String cncSecret() {
        return java.util.Objects.requireNonNull(FleetUnderTest.credentials().get("WEBHOOK_CNC_SECRET"));
    }

    private static JsonNode of(List<JsonNode> updates, String phase) {
        return updates.stream()
                .filter(update -> update.path("phase").asText().equals(phase))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> fields(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static List<String> strings(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
