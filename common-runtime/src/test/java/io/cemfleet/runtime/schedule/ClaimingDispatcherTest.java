package io.cemfleet.runtime.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ClaimingDispatcherTest {
    private static final Duration SHORT = Duration.ofMillis(10);
    private static final Duration LONG = Duration.ofHours(1);

    private final AtomicInteger claims = new AtomicInteger();
    private volatile Consumer<Executor> onClaim = threads -> {};
    private volatile boolean waiting = true;
    private TestDispatcher dispatcher = new TestDispatcher(LONG);

    private final class TestDispatcher extends ClaimingDispatcher {
        TestDispatcher(Duration pollInterval) {
            super("Work", pollInterval, Duration.ofSeconds(20));
        }

        @Override
        protected boolean claim(Executor threads) {
            claims.incrementAndGet();
            onClaim.accept(threads);
            return waiting;
        }
    }

    @AfterEach
    void stop() {
        dispatcher.stop();
    }

    @Test
    void aWokenDispatcherClaimsAtOnce() {
        // given
        dispatcher.start();
        await().until(() -> claims.get() == 1);
        // when
        dispatcher.wake();
        // then
        await().until(() -> claims.get() == 2);
    }

    @Test
    void workThatWasNotAnnouncedIsClaimedAfterTheInterval() {
        dispatcher = new TestDispatcher(SHORT);

        dispatcher.start();

        await().until(() -> claims.get() >= 3);
    }

    @Test
    void whileNothingWaitsClaimsAreRarerThanTheInterval() {
        // given
        waiting = false;
        dispatcher = new TestDispatcher(Duration.ofSeconds(1));
        // when
        dispatcher.start();
        // then
        await().during(Duration.ofMillis(1500)).until(() -> claims.get() <= 1);
        dispatcher.wake();
        await().atMost(Duration.ofSeconds(5)).until(() -> claims.get() == 2);
    }

    @Test
    void aFailedClaimIsFollowedByAnother() {
        dispatcher = new TestDispatcher(SHORT);
        onClaim = threads -> {
            throw new IllegalStateException("no database");
        };

        dispatcher.start();

        await().until(() -> claims.get() >= 3);
        assertThat(dispatcher.isRunning()).isTrue();
    }

    @Test
    void aStopWaitsForRunningWorkAndClaimsNoMore() throws Exception {
        // given
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        onClaim = threads -> threads.execute(() -> {
            begun.countDown();
            await().until(() -> !dispatcher.isRunning());
            ended.complete(!Thread.currentThread().isInterrupted());
        });
        dispatcher.start();
        begun.await();
        // when
        dispatcher.stop();
        // then
        assertThat(ended).isCompletedWithValue(true);
        int before = claims.get();
        dispatcher.wake();
        assertThat(claims).hasValue(before);
        assertThat(dispatcher.isRunning()).isFalse();
    }
}
