package io.cemfleet.a2a.outbox;

import io.cemfleet.a2a.config.A2aSettings;
import io.cemfleet.a2a.inbox.TaskMemory;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The outbox's age as a metric, and the forgetting of tasks that nobody will repeat any more. */
public final class OutboxMetrics implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxMetrics.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final OutboxStore store;
    private final TaskMemory memory;
    private final Duration remember;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
    private volatile double oldest = Double.NaN;

    public OutboxMetrics(OutboxStore store, TaskMemory memory, A2aSettings settings, MeterRegistry meters) {
        this.store = store;
        this.memory = memory;
        this.remember = settings.limits().rememberTasks();
        Gauge.builder("cem.outbox.oldest.seconds", () -> oldest)
                .description("How long the oldest message has waited; NaN when it could not be found out")
                .register(meters);
        timer.scheduleWithFixedDelay(this::measure, EVERY.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
        timer.scheduleWithFixedDelay(this::forget, 1, 60, TimeUnit.MINUTES);
    }

    private void measure() {
        try {
            oldest = store.oldestSeconds();
        } catch (RuntimeException e) {
            oldest = Double.NaN;
            LOG.debug("the outbox could not be measured", e);
        }
    }

    private void forget() {
        try {
            memory.forget(remember);
        } catch (RuntimeException e) {
            LOG.warn("old tasks could not be forgotten: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
