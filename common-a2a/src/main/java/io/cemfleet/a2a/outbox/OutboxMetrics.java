package io.cemfleet.a2a.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;

/**
 * The outbox's age and its dead letters as metrics; dead letters show in the health, and the agent stays in service.
 */
public final class OutboxMetrics implements HealthIndicator, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxMetrics.class);
    private static final int MOST = 10_000;
    private static final Status PUT_ASIDE = new Status("PUT_ASIDE", "dead letters wait for people");
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final OutboxStore store;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
    private volatile double oldest = Double.NaN;
    private volatile double dead = Double.NaN;

    public OutboxMetrics(OutboxStore store, MeterRegistry meters) {
        this.store = store;
        Gauge.builder("cem.outbox.oldest.seconds", () -> oldest)
                .description("How long the oldest message has waited; NaN when it could not be found out")
                .register(meters);
        Gauge.builder("cem.outbox.dead", () -> dead)
                .description("Messages that could not be sent and wait for people, at most " + MOST)
                .register(meters);
        timer.scheduleWithFixedDelay(this::measure, EVERY.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public Health health() {
        double known = dead;
        return known > 0
                ? Health.status(PUT_ASIDE)
                        .withDetail("dead_letters", (long) known)
                        .build()
                : Health.up().build();
    }

    private void measure() {
        try {
            oldest = store.oldestSeconds();
            dead = store.deadLetters(MOST);
        } catch (RuntimeException e) {
            oldest = Double.NaN;
            dead = Double.NaN;
            LOG.debug("the outbox could not be measured", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
