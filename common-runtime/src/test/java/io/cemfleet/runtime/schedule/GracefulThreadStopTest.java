package io.cemfleet.runtime.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GracefulThreadStopTest {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final CompletableFuture<Boolean> interrupted = new CompletableFuture<>();

    @Test
    void aTaskThatEndsByItselfIsNotInterrupted() throws Exception {
        // given
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        threads.execute(this::work);
        begun.await();

        // when
        released.countDown();
        GracefulThreadStop.of(threads, Duration.ofSeconds(20));

        // then
        assertThat(interrupted.get()).isFalse();
        assertThat(threads.isTerminated()).isTrue();
    }

    @Test
    void aTaskThatDoesNotEndIsInterruptedWhenThePatienceIsOver() throws Exception {
        // given
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        threads.execute(this::work);
        begun.await();

        // when
        GracefulThreadStop.of(threads, Duration.ofMillis(1));

        // then
        assertThat(interrupted.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aThreadIsWaitedForAndThenInterrupted() throws Exception {
        // given
        Thread thread = Thread.ofVirtual().start(this::work);
        begun.await();

        // when
        GracefulThreadStop.of(thread, Duration.ofMillis(1));

        // then
        assertThat(interrupted.get(20, TimeUnit.SECONDS)).isTrue();
    }

    private void work() {
        begun.countDown();
        try {
            released.await();
            interrupted.complete(false);
        } catch (InterruptedException e) {
            interrupted.complete(true);
        }
    }
}
