package io.cemfleet.audit.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.LogEvent;
import io.cemfleet.audit.AuditFixtures;
import io.cemfleet.audit.AuditSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaitingEventsTest {
    private static final int BATCH = 10;
    private static final int WAITING = 20;
    private static final int BATCH_TEXT = 1000;
    private static final int WAITING_TEXT = 2000;
    private static final Duration NO_TIME = Duration.ZERO;

    private final WaitingEvents events = new WaitingEvents(new AuditSettings(
            BATCH, WAITING, BATCH_TEXT, WAITING_TEXT, Duration.ZERO, Duration.ofDays(30), Duration.ofDays(30), false));

    @Test
    void whatCameTogetherIsTakenTogetherAndInOrder() throws InterruptedException {
        List<PendingEvent> first = group(6, 1);
        List<PendingEvent> second = group(4, 1);
        List<PendingEvent> third = group(2, 1);
        assertThat(List.of(first, second, third)).allMatch(events::offer);

        assertThat(events.take(NO_TIME))
                .startsWith(first.getFirst())
                .endsWith(second.getLast())
                .hasSize(BATCH);
        assertThat(events.take(NO_TIME)).isEqualTo(third);
        assertThat(events.take(NO_TIME)).isEmpty();
    }

    @Test
    void aTransactionTakesNoMoreTextThanItMay() throws InterruptedException {
        List<PendingEvent> first = group(1, BATCH_TEXT - 1);
        List<PendingEvent> second = group(1, 2);
        events.offer(first);
        events.offer(second);

        assertThat(events.take(NO_TIME)).isEqualTo(first);
        assertThat(events.take(NO_TIME)).isEqualTo(second);
    }

    @Test
    void whatDoesNotFitWaitsNotEvenInPart() throws InterruptedException {
        events.offer(group(WAITING - 5, 1));

        assertThat(events.offer(group(6, 1))).isFalse();
        assertThat(events.offer(group(1, WAITING_TEXT))).isFalse();
        assertThat(events.offer(group(5, 1))).isTrue();
        assertThat(events.take(NO_TIME)).hasSize(WAITING - 5);
        assertThat(events.take(NO_TIME)).hasSize(5);
        assertThat(events.offer(group(WAITING, 1))).isTrue();
    }

    @Test
    void whatIsLargerThanAllLimitsIsTakenWhereNothingElseWaits() throws InterruptedException {
        List<PendingEvent> large = group(WAITING + 1, WAITING_TEXT);

        assertThat(events.offer(large)).isTrue();
        assertThat(events.offer(group(1, 1))).isFalse();
        assertThat(events.take(NO_TIME)).isEqualTo(large);
    }

    @Test
    void theSealerIsWokenByWhatArrives() throws Exception {
        CompletableFuture<List<PendingEvent>> taking = CompletableFuture.supplyAsync(() -> {
            try {
                return events.take(Duration.ofSeconds(30));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        List<PendingEvent> arrived = group(3, 1);

        events.offer(arrived);

        assertThat(taking.get()).isEqualTo(arrived);
    }

    private static List<PendingEvent> group(int size, int text) {
        LogEvent.Request event = AuditFixtures.stateChange(AuditFixtures.incident());
        return IntStream.range(0, size)
                .mapToObj(i -> new PendingEvent(event, EventKey.of(event), "x".repeat(text), new CompletableFuture<>()))
                .toList();
    }
}
