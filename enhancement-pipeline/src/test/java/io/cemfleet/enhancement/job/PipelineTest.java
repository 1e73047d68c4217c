package io.cemfleet.enhancement.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.enhancement.EnhancementTest;
import io.cemfleet.enhancement.ScriptedStages;
import io.cemfleet.enhancement.history.EnhancementHistory;
import io.cemfleet.enhancement.queue.JobPublisher;
import io.cemfleet.enhancement.stage.SourceError;
import io.cemfleet.enhancement.stage.TicketUpdateOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;
import org.springframework.transaction.CannotCreateTransactionException;

/** From the webhook to the history; names follow the acceptance criteria and the failure scenarios. */
class PipelineTest extends EnhancementTest {
    private static final TicketUpdateOutcome BUSY = new TicketUpdateOutcome.Unavailable("rate limit");

    @MockitoSpyBean
    private EnhancementHistory history;

    @MockitoSpyBean
    private JobPublisher queue;

    @Autowired
    private KafkaTemplate<String, byte[]> kafka;

    @Autowired
    private Environment environment;

    @Test
    void aLostKafkaGets503WithRetryAfterAndNothingIsAcceptedUntilTheRepeat() {
        String ticket = freshTicket();
        doReturn(false)
                .doCallRealMethod()
                .when(queue)
                .push(argThat(job -> job != null && job.ticketId().equals(ticket)), any());
        ObjectNode event = event(ticket);

        Answer refused = webhook(event);
        assertThat(history(ticket).isMissingNode()).isTrue();
        assertThat(refused.body().has("job_id")).isFalse();
        Answer repeated = webhook(event);

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.retryAfter()).isNotBlank();
        assertThat(repeated.status()).isEqualTo(202);
        awaitHistory(ticket, "completed");
    }

    @Test
    void aRecordThatCannotBeStoredGoesToTheDeadLettersAndItsNeighboursGoOn() throws Exception {
        String key = "acme:" + UUID.randomUUID();
        String before = freshTicket();
        String after = freshTicket();
        List<String> records = List.of(
                queued(before, "It is slow"),
                "\u0001\u0002",
                "{}",
                queued("T".repeat(300), "It is slow"),
                queued(freshTicket(), "a\\u0000b"),
                queued(after, "It is slow"));
        try (Consumer<String, byte[]> dead = new DefaultKafkaConsumerFactory<>(
                        Map.<String, Object>of(
                                "bootstrap.servers",
                                environment.getRequiredProperty("spring.kafka.bootstrap-servers"),
                                "group.id",
                                key,
                                "auto.offset.reset",
                                "earliest"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())
                .createConsumer()) {
            dead.subscribe(List.of("cem.enhancement-jobs.dlt"));
            for (String record : records) {
                kafka.send("cem.enhancement-jobs", key, record.getBytes(StandardCharsets.UTF_8))
                        .get();
            }

            awaitHistory(before, "completed");
            awaitHistory(after, "completed");
            List<ConsumerRecord<String, byte[]>> letters = new ArrayList<>();
            soon().until(() -> {
                dead.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (key.equals(record.key())) {
                        letters.add(record);
                    }
                });
                return letters.size() == 4;
            });
            assertThat(letters)
                    .extracting(letter -> new String(letter.value(), StandardCharsets.UTF_8))
                    .containsExactlyElementsOf(records.subList(1, 5));
            assertThat(letters).allSatisfy(letter -> assertThat(
                            letter.headers().lastHeader("reason").value())
                    .isNotEmpty());
        }
    }

    private static String queued(String ticket, String description) {
        return """
                {"job_id": "%s", "ticket_id": "%s", "tenant_id": "acme", "description": "%s", "priority": "low",
                 "timestamp": "2026-01-01T10:00:00Z", "created_at": "2026-01-01T10:00:00Z", "correlation_id": "%s"}"""
                .formatted(UUID.randomUUID(), ticket, description, UUID.randomUUID());
    }

    @Test
    void completePipelineWebhookToContextToLlmToApiToHistory() {
        String ticket = freshTicket();
        UUID correlation = UUID.randomUUID();

        Answer answer = webhook(event(ticket).put("correlation_id", correlation.toString()));

        JsonNode row = awaitHistory(ticket, "completed");
        assertThat(stages.written).contains(ticket + '|' + correlation + '|' + ScriptedStages.TEXT);
        assertThat(row.path("job_id").asText()).isEqualTo(jobOf(answer).toString());
        assertThat(row.path("correlation_id").asText()).isEqualTo(correlation.toString());
        assertThat(row.path("context_nodes_success").asInt()).isEqualTo(4);
        assertThat(row.path("context_nodes_failed").asInt(-1)).isZero();
        assertThat(row.path("llm_provider").asText()).isEqualTo("openrouter");
        assertThat(row.path("llm_model").asText()).isEqualTo("openai/gpt-4.1-mini");
        assertThat(row.has("error_message")).isFalse();
    }

    @Test
    void correlationIdGenerationIsAUuid4WhereTheWebhookBringsNone() {
        String ticket = freshTicket();
        webhook(event(ticket));

        String correlation =
                awaitHistory(ticket, "completed").path("correlation_id").asText();
        assertThat(correlation).hasSize(36);
        assertThat(UUID.fromString(correlation).version()).isEqualTo(4);
    }

    @Test
    void ac4PerformanceLatencyCalculationIsBelow60Seconds() {
        String ticket = freshTicket();
        stages.onContext(ticket, t -> {
            ScriptedStages.hang(Duration.ofMillis(120));
            return ScriptedStages.context();
        });
        webhook(event(ticket));

        assertThat(awaitHistory(ticket, "completed").path("processing_time_ms").asInt())
                .isBetween(120, 60_000);
    }

    @Test
    void ac5PartialContextWithErrorsIsEnough() {
        String ticket = freshTicket();
        stages.onContext(ticket, t -> ScriptedStages.context(new SourceError("kb_search", "Timeout after 10s")));
        webhook(event(ticket));

        JsonNode row = awaitHistory(ticket, "completed");
        assertThat(row.path("context_nodes_success").asInt()).isEqualTo(3);
        assertThat(row.path("context_nodes_failed").asInt()).isEqualTo(1);
        JsonNode detail =
                get("/api/enhancements/" + row.path("job_id").asText()).body();
        assertThat(detail.path("sources")
                        .path("errors")
                        .path(0)
                        .path("node_name")
                        .asText())
                .isEqualTo("kb_search");
        assertThat(detail.path("sources")
                        .path("similar_tickets")
                        .path(0)
                        .path("ticket_id")
                        .asText())
                .isEqualTo("TKT-11111");
    }

    @Test
    void scenario1ContextGatheringTimeoutGoesOnWithAnEmptyContext() {
        String ticket = freshTicket();
        stages.onContext(ticket, t -> {
            ScriptedStages.hang(Duration.ofSeconds(20));
            return ScriptedStages.context();
        });
        stages.onSynthesis(ticket, (context, deadline) -> {
            assertThat(context.errors()).containsExactly(new SourceError("context_gathering", "Timeout"));
            return ScriptedStages.byAi();
        });
        webhook(event(ticket));

        assertThat(awaitHistory(ticket, "completed")
                        .path("context_nodes_failed")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void scenario2LlmFailureWritesTheTextWithoutAi() {
        String ticket = freshTicket();
        AtomicInteger asked = new AtomicInteger();
        stages.onSynthesis(ticket, (context, deadline) -> {
            if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("the model is away");
            }
            return ScriptedStages.withoutAi();
        });
        webhook(event(ticket));

        assertThat(awaitHistory(ticket, "completed").has("llm_model")).isFalse();
        assertThat(stages.written).anyMatch(line -> line.startsWith(ticket) && line.contains("Generated Without AI"));
    }

    @Test
    void theSoftLimitStopsTheModelAndTheTicketGetsTheTextWithoutAi() {
        String ticket = freshTicket();
        stages.onSynthesis(ticket, (context, deadline) -> {
            if (deadline.remaining(Clock.systemUTC()).isZero()) {
                return ScriptedStages.withoutAi();
            }
            ScriptedStages.hang(Duration.ofSeconds(30));
            return ScriptedStages.byAi();
        });
        webhook(event(ticket));

        awaitHistory(ticket, "completed");
        assertThat(stages.written).anyMatch(line -> line.startsWith(ticket) && line.contains("Generated Without AI"));
    }

    @Test
    void theHardLimitCancelsAndRecordsFailed() {
        String ticket = freshTicket();
        stages.onUpdate(ticket, () -> {
            ScriptedStages.hang(Duration.ofSeconds(30));
            return new TicketUpdateOutcome.Written();
        });
        webhook(event(ticket));

        soon().untilAsserted(() ->
                assertThat(history(ticket).path("error_message").asText()).contains("hard limit"));
        awaitHistory(ticket, "failed");
    }

    @Test
    void scenario3ServiceDeskFailureIsRecordedAndTriedAgainWithTheSameText() {
        String ticket = freshTicket();
        AtomicInteger tries = new AtomicInteger();
        stages.onUpdate(ticket, () -> tries.incrementAndGet() < 3 ? BUSY : new TicketUpdateOutcome.Written());
        webhook(event(ticket));

        JsonNode row = awaitHistory(ticket, "completed");
        assertThat(tries).hasValue(3);
        assertThat(row.has("error_message")).isFalse();
        assertThat(stages.synthesised)
                .filteredOn(t -> t.ticketId().equals(ticket))
                .hasSize(1);
        assertThat(get("/api/enhancements?ticket_id=" + ticket).body().path("items"))
                .hasSize(1);
    }

    @Test
    void theHistoryIsFoundByStatus() {
        String ticket = freshTicket();
        webhook(event(ticket));
        awaitHistory(ticket, "completed");

        String search = "/api/enhancements?ticket_id=" + ticket + "&status=";
        assertThat(get(search + "completed").body().path("items")).hasSize(1);
        assertThat(get(search + "failed").body().path("items")).isEmpty();
        assertThat(get(search + "lost").status()).isEqualTo(400);
    }

    @Test
    void scenario4ALostDatabaseSessionDoesNotStopTheEnhancement() {
        String ticket = freshTicket();
        doThrow(new CannotCreateTransactionException("the session is lost"))
                .when(history)
                .begin(argThat(begun -> begun != null && begun.ticketId().equals(ticket)), any());

        Answer answer = webhook(event(ticket));

        soon().untilAsserted(() -> assertThat(jobState(jobOf(answer))).isEqualTo("done"));
        assertThat(stages.written)
                .filteredOn(line -> line.startsWith(ticket + '|'))
                .hasSize(1);
    }

    @Test
    void aRefusalFailsAtOnceAndIsADeadLetterThatCanBeReplayed() {
        String ticket = freshTicket();
        AtomicInteger tries = new AtomicInteger();
        stages.onUpdate(
                ticket,
                () -> tries.incrementAndGet() == 1
                        ? new TicketUpdateOutcome.Refused("servicedesk_4007", "no such request")
                        : new TicketUpdateOutcome.Written());
        Answer answer = webhook(event(ticket));
        assertThat(awaitHistory(ticket, "failed").path("error_message").asText())
                .contains("servicedesk_4007");
        assertThat(tries).hasValue(1);
        assertThat(get("/api/dead-letters").body().path("items").toString())
                .contains(jobOf(answer).toString());

        String replay = "/api/dead-letters/" + jobOf(answer) + "/replay";
        assertThat(as("viewer", "POST", replay, "").status()).isEqualTo(403);
        assertThat(as("operator", "POST", replay, "").status()).isEqualTo(202);

        awaitHistory(ticket, "completed");
        assertThat(as("operator", "POST", replay, "").status()).isEqualTo(404);
    }

    @Test
    void whatFailsTooOftenIsADeadLetter() {
        String ticket = freshTicket();
        stages.onUpdate(ticket, () -> BUSY);
        Answer answer = webhook(event(ticket));

        soon().untilAsserted(() -> assertThat(jobState(jobOf(answer))).isEqualTo("dead"));
        assertThat(history(ticket).path("status").asText()).isEqualTo("failed");
        assertThat(history(ticket).path("error_message").asText()).isEqualTo("rate limit");
    }

    @Test
    void aFloodOfOneTenantLeavesRoomForTheOthers() {
        tenant("flood", SECRET, Map.of());
        List<String> flood = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String slow = freshTicket();
            stages.onUpdate(slow, () -> {
                ScriptedStages.hang(Duration.ofSeconds(2));
                return new TicketUpdateOutcome.Written();
            });
            webhook(event("flood", slow));
            flood.add(slow);
        }
        String ticket = freshTicket();
        Instant sent = Instant.now();
        webhook(event(ticket));

        awaitHistory(ticket, "completed");
        assertThat(Duration.between(sent, Instant.now())).isLessThan(Duration.ofMillis(3500));
        // and no later test finds its lines in the log
        flood.forEach(each -> awaitHistory(each, "completed"));
    }

    @Test
    void thumbsAreKeptThePersonsLastWordCounts() {
        String ticket = freshTicket();
        webhook(event(ticket));
        String path = "/api/enhancements/"
                + awaitHistory(ticket, "completed").path("job_id").asText();

        assertThat(as("operator", "POST", path + "/feedback", "{\"thumb\":\"up\"}")
                        .status())
                .isEqualTo(204);
        as("operator", "POST", path + "/feedback", "{\"thumb\":\"down\",\"comment\":\"wrong server\"}");

        JsonNode feedback = get(path).body().path("feedback");
        assertThat(feedback).hasSize(1);
        assertThat(feedback.path(0).path("thumb").asText()).isEqualTo("down");
        assertThat(feedback.path(0).path("comment").asText()).isEqualTo("wrong server");
        assertThat(as("operator", "POST", path + "/feedback", "{\"thumb\":\"maybe\"}")
                        .status())
                .isEqualTo(422);
    }
}
