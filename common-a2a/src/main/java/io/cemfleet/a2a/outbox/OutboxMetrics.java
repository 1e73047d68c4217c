package io.cemfleet.a2a.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The outbox's age as a metric. */
public final class OutboxMetrics implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxMetrics.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final OutboxStore store;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
    private volatile double oldest = Double.NaN;

    public OutboxMetrics(OutboxStore store, MeterRegistry meters) {
        this.store = store;
        Gauge.builder("cem.outbox.oldest.seconds", () -> oldest)
                .description("How long the oldest message has waited; NaN when it could not be found out")
                .register(meters);
        timer.scheduleWithFixedDelay(this::measure, EVERY.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    private void measure() {
        try {
            oldest = store.oldestSeconds();
        } catch (RuntimeException e) {
            oldest = Double.NaN;
            LOG.debug("the outbox could not be measured", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
