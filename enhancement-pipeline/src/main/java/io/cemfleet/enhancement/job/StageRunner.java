package io.cemfleet.enhancement.job;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** Runs one stage within a limit, on a thread of its own that carries the correlation id, and measures it. */
@Component
class StageRunner {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final MeterRegistry meters;

    StageRunner(MeterRegistry meters) {
        this.meters = meters;
    }

    /** A stage did not end in time; it has been cancelled. */
    static final class StageTimeout extends Exception {
        private static final long serialVersionUID = 1L;

        StageTimeout(String stage, Duration limit) {
            super(stage + " did not end within " + limit.toMillis() + " ms");
        }
    }

    /**
     * Does the work.
     *
     * @throws StageTimeout when it does not end within the limit
     * @throws IllegalStateException when the work throws
     */
    <T> T run(String stage, String tenantId, Duration limit, Supplier<T> work) throws StageTimeout {
        Map<String, String> logged = MDC.getCopyOfContextMap();
        Timer.Sample sample = Timer.start(meters);
        Future<T> running = threads.submit(() -> {
            if (logged != null) {
                MDC.setContextMap(logged);
            }
            return work.get();
        });
        String outcome = "failed";
        try {
            T result = running.get(Math.max(1, limit.toMillis()), TimeUnit.MILLISECONDS);
            outcome = "done";
            return result;
        } catch (TimeoutException e) {
            running.cancel(true);
            outcome = "timeout";
            throw new StageTimeout(stage, limit);
        } catch (ExecutionException e) {
            throw new IllegalStateException(stage + " failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            running.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stage + " was interrupted", e);
        } finally {
            sample.stop(meters.timer("enhancement.stage", "stage", stage, "tenant", tenantId, "outcome", outcome));
        }
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
