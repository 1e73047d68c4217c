package io.cemfleet.enhancement.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.enhancement.EnhancementTest;
import io.cemfleet.enhancement.job.JobStore;
import io.cemfleet.enhancement.job.QueuedJob;
import io.cemfleet.enhancement.job.TicketDiscovery;
import io.cemfleet.enhancement.job.TicketDiscovery.DiscoveryReason;
import io.cemfleet.enhancement.stage.TicketPriority;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A ticket is answered once, until people change what it says. */
class SingleNoteTest extends EnhancementTest {
    private static final String OURS =
            "<br>---<br>## Enhancement Recommendations<br>- Restart it. [TKT-1]<br>Generated: 2026-01-01 10:00:00 UTC"
                    + " | Correlation ID: 550e8400-e29b-41d4-a716-446655440000";

    @Autowired
    private JobStore jobs;

    @ParameterizedTest
    @ValueSource(strings = {"ticket_created", "ticket_updated", "note_added", "status_changed"})
    void anyFurtherEventOfAnUnchangedTicketGetsTheJobThatAnsweredIt(String later) {
        String ticket = freshTicket();
        UUID job = enhanced(event(ticket));

        Answer again = webhook(event(ticket).put("event", later).put("priority", "low"));

        assertThat(again.status()).isEqualTo(202);
        assertThat(jobOf(again)).isEqualTo(job);
        assertThat(written(ticket)).isEqualTo(1);
        assertThat(countedJobs(ticket)).isEqualTo(1);
    }

    @Test
    void aTicketOfWhichOnlyANoteIsToldIsEnhancedOnceToo() {
        String ticket = freshTicket();
        UUID job = enhanced(event(ticket).put("event", "note_added").put("description", "A note of a technician"));

        assertThat(jobOf(webhook(event(ticket)))).isEqualTo(job);
        assertThat(jobOf(webhook(event(ticket).put("event", "ticket_updated")))).isEqualTo(job);
        assertThat(countedJobs(ticket)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ticket_updated", "ticket_created"})
    void newWordsOfThePeopleAreAReasonToEnhanceAgain(String later) {
        String ticket = freshTicket();
        UUID job = enhanced(event(ticket));

        Answer changed = webhook(
                event(ticket).put("event", later).put("description", "Server is running slow since the power cut"));

        assertThat(jobOf(changed)).isNotEqualTo(job);
        soon().untilAsserted(() -> assertThat(written(ticket)).isEqualTo(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server is  running slow.",
                "<p>Server is <b>running</b> slow</p>",
                "Server is running slow" + OURS,
                "Server is running slow" + OURS + OURS
            })
    void howItIsSetAndWhatThePipelineAddedIsNoChange(String text) {
        String ticket = freshTicket();
        UUID job = enhanced(event(ticket));

        assertThat(jobOf(webhook(event(ticket).put("event", "ticket_updated").put("description", text))))
                .isEqualTo(job);
        assertThat(countedJobs(ticket)).isEqualTo(1);
    }

    @Test
    void aNoteOfSomebodyIsNoChangeOfTheTicket() {
        String ticket = freshTicket();
        UUID job = enhanced(event(ticket));

        assertThat(jobOf(webhook(event(ticket).put("event", "note_added").put("description", "Called the customer"))))
                .isEqualTo(job);
        assertThat(countedJobs(ticket)).isEqualTo(1);
    }

    @Test
    void thePipelinesOwnNoteNeverMakesAJob() {
        String ticket = freshTicket();

        Answer unknown = webhook(event(ticket).put("event", "note_added").put("description", OURS));

        assertThat(unknown.status()).isEqualTo(202);
        assertThat(unknown.body().path("job_id").isNull()
                        || unknown.body().path("job_id").isMissingNode())
                .isTrue();
        UUID job = enhanced(event(ticket));
        assertThat(jobOf(webhook(event(ticket).put("event", "ticket_updated").put("description", OURS))))
                .isEqualTo(job);
        assertThat(countedJobs(ticket)).isEqualTo(1);
    }

    @Test
    void theModelIsNotShownWhatThePipelineWroteBefore() {
        String ticket = freshTicket();
        enhanced(event(ticket).put("description", "Slow" + OURS));

        assertThat(stages.synthesised)
                .filteredOn(seen -> seen.ticketId().equals(ticket))
                .singleElement()
                .satisfies(seen -> assertThat(seen.description()).isEqualTo("Slow"));
    }

    @Test
    void ofManyInstancesThatStoreTheSameTicketAtOnceOneDoesSo() throws Exception {
        String ticket = freshTicket();
        List<Callable<Boolean>> instances = IntStream.range(0, 16)
                .<Callable<Boolean>>mapToObj(i -> () -> jobs.store(
                        new QueuedJob(
                                UUID.randomUUID(),
                                i % 2 == 0 ? ticket : "OTHER-" + ticket,
                                ACME,
                                "slow",
                                TicketPriority.LOW,
                                Instant.now(),
                                Instant.now(),
                                UUID.randomUUID()),
                        "",
                        new TicketDiscovery(
                                DiscoveryReason.TEXT, List.of("text"), i % 2 == 0 ? "OTHER-" + ticket : ticket)))
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int stored = 0;
            for (Future<Boolean> done : threads.invokeAll(instances)) {
                stored += done.get() ? 1 : 0;
            }
            assertThat(stored).isEqualTo(1);
        }
    }

    private UUID enhanced(ObjectNode event) {
        Answer answer = webhook(event);
        assertThat(answer.status()).isEqualTo(202);
        awaitHistory(event.path("ticket_id").asText(), "completed");
        return jobOf(answer);
    }

    private long written(String ticket) {
        return stages.written.stream()
                .filter(line -> line.startsWith(ticket + '|'))
                .count();
    }

    private int countedJobs(String ticket) {
        return jdbc.sql("select count(*) from enhancement_job where ticket_id = :ticket")
                .param("ticket", ticket)
                .query(Integer.class)
                .single();
    }
}
