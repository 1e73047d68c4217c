package io.cemfleet.enhancement.reconcile;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.TestAgentCaller;
import io.cemfleet.enhancement.EnhancementTest;
import io.cemfleet.enhancement.stage.TicketPriority;
import io.cemfleet.enhancement.stage.TicketUpdateOutcome;
import io.cemfleet.runtime.testing.FleetJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Tickets that are read from the service desk: those whose webhook never came, and those that another agent names. */
class DeskReconciliationTest extends EnhancementTest {
    private static final WireMockServer DESK = new WireMockServer(
            WireMockConfiguration.wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
    private static final String TENANT = "reconciled";
    private static final AtomicInteger IDS = new AtomicInteger(7000);

    @Autowired
    private DeskReconciliation reconciliation;

    @Autowired
    private Scheduler scheduler;

    private final TestAgentCaller console = new TestAgentCaller(AgentName.IO_AGENT, AgentName.ENHANCEMENT_PIPELINE, 0);

    @BeforeEach
    void theTenantHasADesk() {
        DESK.start();
        DESK.resetAll();
        tenant(TENANT, SECRET, Map.of("service_desk_url", DESK.baseUrl() + "/api/v3", "active", true));
    }

    @AfterEach
    void withoutItsDesk() {
        admin("PUT", "/api/tenants/" + TENANT, FleetJson.object().put("active", false));
        DESK.stop();
    }

    @Test
    void aTicketWithoutAWebhookIsFoundAndDoneOnce() {
        String id = freshId();
        lists(request(id, Duration.ofMinutes(10)));

        reconciliation.everywhere();
        awaitHistory(id, "completed");
        reconciliation.everywhere();

        assertThat(stages.written).filteredOn(line -> line.startsWith(id + '|')).hasSize(1);
        assertThat(stages.synthesised)
                .filteredOn(ticket -> ticket.ticketId().equals(id))
                .singleElement()
                .satisfies(ticket -> {
                    assertThat(ticket.description())
                            .contains("VPN")
                            .contains("It drops")
                            .doesNotContain("<p>");
                    assertThat(ticket.priority()).isEqualTo(TicketPriority.HIGH);
                    assertThat(ticket.correlationId().version()).isEqualTo(4);
                });
    }

    @Test
    void theSchedulersOneRowForAllInstancesMakesItRun() {
        // given
        String id = freshId();
        lists(request(id, Duration.ofMinutes(10)));
        soon().until(this::waitsForItsTime);

        // when it is due
        scheduler.reschedule(TaskInstanceId.of(DeskReconciliationTask.NAME, RecurringTask.INSTANCE), Instant.now());

        // then
        awaitHistory(id, "completed");
        soon().until(this::waitsForItsTime);
    }

    @Test
    void aTicketWhoseWebhookCameIsLeftAlone() {
        String id = freshId();
        String body = event(TENANT, id).toString();
        webhook(body, hmac(SECRET, body));
        awaitHistory(id, "completed");
        lists(request(id, Duration.ofMinutes(10)));

        reconciliation.everywhere();

        assertThat(jobs(id)).isEqualTo(1);
    }

    @Test
    void aTicketThatIsMinutesOldWaitsForItsWebhook() {
        String id = freshId();
        lists(request(id, Duration.ofSeconds(30)));

        reconciliation.everywhere();

        assertThat(jobs(id)).isZero();
    }

    @Test
    void aDeskThatIsAwayStopsNobodyElse() {
        DESK.stubFor(WireMock.get(urlPathEqualTo("/api/v3/requests"))
                .willReturn(aResponse().withStatus(500)));
        assertThatCode(reconciliation::everywhere).doesNotThrowAnyException();
    }

    @Test
    void theTaskEnhanceTicketGivesTheJobAndARepeatTheSame() {
        String id = freshId();
        lists(request(id, Duration.ofHours(5)));
        UUID task = UUID.randomUUID();
        Map<String, String> payload = Map.of("tenant_id", TENANT, "ticket_id", id);

        JsonNode first = caller().send("enhance_ticket", task, payload).result();
        JsonNode second = caller().send("enhance_ticket", task, payload).result();

        assertThat(first.path("job_id").asText()).hasSize(36);
        assertThat(second).isEqualTo(first);
        assertThat(awaitHistory(id, "completed").path("job_id").asText())
                .isEqualTo(first.path("job_id").asText());
    }

    @Test
    void theTaskEnhanceTicketKeepsTheJobOfAnUnchangedTicketUnlessItIsForced() {
        String id = freshId();
        String body = event(TENANT, id).put("description", "VPN\n\nIt drops").toString();
        UUID job = jobOf(webhook(body, hmac(SECRET, body)));
        awaitHistory(id, "completed");
        lists(request(id, Duration.ofHours(5)));

        assertThat(enhance(id, false)).isEqualTo(job);
        assertThat(enhance("9" + id, false)).as("by its other name").isEqualTo(enhance(id, false));
        UUID forced = enhance(id, true);
        assertThat(forced).isNotEqualTo(job);
        soon().untilAsserted(() -> assertThat(jobState(forced)).isEqualTo("done"));

        lists(request(id, Duration.ofHours(5)).put("description", "<p>It drops every hour now</p>"));
        assertThat(enhance(id, false)).isNotIn(job, forced);
    }

    @Test
    void theTaskEnhanceTicketHasAJobThatWasGivenUpDoneAgain() {
        String id = freshId();
        String body = event(TENANT, id).put("description", "It drops").toString();
        stages.onUpdate(id, () -> new TicketUpdateOutcome.Refused("servicedesk_4002", "no"));
        UUID job = jobOf(webhook(body, hmac(SECRET, body)));
        soon().untilAsserted(() -> assertThat(jobState(job)).isEqualTo("dead"));
        stages.onUpdate(id, TicketUpdateOutcome.Written::new);
        lists(request(id, Duration.ofHours(5)));

        assertThat(enhance(id, false)).isEqualTo(job);
        soon().untilAsserted(() -> assertThat(jobState(job)).isEqualTo("done"));
    }

    /** The webhook names the ticket as people do, reconciliation by the id of its calls. */
    @Test
    void aTicketThatWasReconciledIsKnownByItsOtherNameToo() {
        String id = freshId();
        lists(request(id, Duration.ofMinutes(10)));
        reconciliation.everywhere();
        UUID job = UUID.fromString(awaitHistory(id, "completed").path("job_id").asText());

        for (String name : List.of(id, "9" + id)) {
            for (String event : List.of("ticket_created", "note_added", "ticket_updated")) {
                String body = event(TENANT, name)
                        .put("event", event)
                        .put("description", "It drops")
                        .toString();
                assertThat(jobOf(webhook(body, hmac(SECRET, body)))).isEqualTo(job);
            }
        }
        assertThat(jobs("9" + id)).isZero();
    }

    private UUID enhance(String id, boolean force) {
        JsonNode result = caller().send("enhance_ticket", Map.of("tenant_id", TENANT, "ticket_id", id, "force", force))
                .result();
        return UUID.fromString(result.path("job_id").asText());
    }

    @Test
    void theTaskEnhanceTicketSaysWhyNot() {
        DESK.stubFor(WireMock.get(urlPathMatching("/api/v3/requests.*"))
                .willReturn(aResponse().withStatus(503)));
        TestAgentCaller.Response away =
                caller().send("enhance_ticket", Map.of("tenant_id", TENANT, "ticket_id", freshId()));
        TestAgentCaller.Response unknown =
                caller().send("enhance_ticket", Map.of("tenant_id", "unknown", "ticket_id", freshId()));

        assertThat(away.body().path("error").path("code").asText()).isEqualTo("servicedesk_unavailable");
        assertThat(away.body().path("error").path("retryable").asBoolean()).isTrue();
        assertThat(unknown.body().path("error").path("code").asText()).isEqualTo("tenant_unknown");
        assertThat(unknown.body().path("error").path("retryable").asBoolean(true))
                .isFalse();
    }

    /** Whether there is one row, for all instances, and it is not due yet. */
    private boolean waitsForItsTime() {
        List<Instant> due = scheduler.getScheduledExecutionsForTask(DeskReconciliationTask.NAME).stream()
                .map(ScheduledExecution::getExecutionTime)
                .toList();
        return due.size() == 1 && due.getFirst().isAfter(Instant.now());
    }

    private TestAgentCaller caller() {
        return new TestAgentCaller(console.self(), console.target(), port);
    }

    private static String freshId() {
        return Integer.toString(IDS.incrementAndGet());
    }

    private static ObjectNode request(String id, Duration age) {
        ObjectNode request = FleetJson.object()
                .put("id", id)
                .put("display_id", "9" + id)
                .put("subject", "VPN")
                .put("description", "<p>It drops</p>");
        request.putObject("priority").put("name", "High");
        request.putObject("created_time")
                .put("value", Long.toString(Instant.now().minus(age).toEpochMilli()));
        return request;
    }

    private static void lists(ObjectNode request) {
        String status = "\"response_status\": {\"status_code\": 2000, \"status\": \"success\"}";
        DESK.stubFor(WireMock.get(urlPathEqualTo("/api/v3/requests"))
                .willReturn(okJson("{\"requests\": [" + request
                        + "], \"list_info\": {\"has_more_rows\": false}, \"response_status\":"
                        + " [{\"status_code\": 2000}]}")));
        for (String name : List.of("id", "display_id")) {
            DESK.stubFor(WireMock.get(urlPathEqualTo(
                            "/api/v3/requests/" + request.path(name).asText()))
                    .willReturn(okJson("{\"request\": " + request + ", " + status + "}")));
        }
    }

    private int jobs(String ticketId) {
        return jdbc.sql("select count(*) from enhancement_job where ticket_id = :ticket")
                .param("ticket", ticketId)
                .query(Integer.class)
                .single();
    }
}
