package io.cemfleet.runtime.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;

class KeyedMutexTest {
    private static final int WORKERS = 200;

    private final KeyedMutex mutex = new KeyedMutex(Duration.ofSeconds(30));

    @Test
    void workForOneKeyRunsOneAfterTheOther() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < WORKERS; i++) {
                all.add(threads.submit(() -> mutex.hold("INC-1", () -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    Thread.onSpinWait();
                    return inside.decrementAndGet();
                })));
            }
            for (Future<?> each : all) {
                each.get(30, TimeUnit.SECONDS);
            }
        }
        assertThat(most).hasValue(1);
    }

    @Test
    void workForAnotherKeyDoesNotWait() {
        String other = mutex.hold("INC-1", () -> mutex.hold("INC-2", () -> "done"));

        assertThat(other).isEqualTo("done");
    }

    @Test
    void whoeverFailsFreesTheKey() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> mutex.hold("INC-1", () -> {
                    throw new IllegalStateException("surprise");
                }));

        assertThat(mutex.<String>hold("INC-1", () -> "done")).isEqualTo("done");
    }

    @Test
    void whoeverWaitsTooLongIsRefused() throws Exception {
        KeyedMutex hasty = new KeyedMutex(Duration.ofMillis(1));
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> first = threads.submit(() -> hasty.hold("INC-1", () -> {
                held.countDown();
                return awaited(release);
            }));
            assertThat(held.await(30, TimeUnit.SECONDS)).isTrue();

            assertThatExceptionOfType(CannotAcquireLockException.class)
                    .isThrownBy(() -> hasty.hold("INC-1", () -> "never"))
                    .withMessageContaining("INC-1");

            release.countDown();
            assertThat(first.get(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
