package io.cemfleet.audit.seal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Whether the sealer advances: out of service while events wait and none was stored or quarantined for
 * {@value #STALLED_SECONDS} seconds. Quarantined records show as {@code PUT_ASIDE}, with which the agent stays in
 * service.
 */
@Component("sealing")
class SealerHealth implements HealthIndicator {
    static final int STALLED_SECONDS = 60;
    private static final Status PUT_ASIDE = new Status("PUT_ASIDE", "events could not be stored and wait for people");

    private final QuarantineStore aside;
    private final Clock clock;
    private final Counter sealed;
    private final Counter refused;
    private final AtomicLong waiting = new AtomicLong();
    private volatile Instant moved;

    SealerHealth(QuarantineStore aside, Clock clock, MeterRegistry meters) {
        this.aside = aside;
        this.clock = clock;
        this.moved = clock.instant();
        this.sealed = meters.counter("cem.audit.sealed");
        this.refused = meters.counter("cem.audit.put.aside");
        Gauge.builder("cem.audit.sealer.stalled.seconds", () -> stalled().toSeconds())
                .description("How long events have waited for a sealer that does not advance")
                .register(meters);
    }

    void waits(int events) {
        if (waiting.getAndAdd(events) == 0) {
            moved = clock.instant();
        }
    }

    void advanced(int events) {
        sealed.increment(events);
        settled(events);
    }

    void putAside() {
        refused.increment();
        settled(1);
    }

    private void settled(int events) {
        waiting.addAndGet(-events);
        moved = clock.instant();
    }

    private Duration stalled() {
        Duration since = Duration.between(moved, clock.instant());
        return waiting.get() == 0 || since.isNegative() ? Duration.ZERO : since;
    }

    @Override
    public Health health() {
        Duration stalled = stalled();
        if (stalled.toSeconds() >= STALLED_SECONDS) {
            return Health.outOfService()
                    .withDetail("stalled_seconds", stalled.toSeconds())
                    .build();
        }
        try {
            long put = aside.count();
            return put == 0
                    ? Health.up().build()
                    : Health.status(PUT_ASIDE).withDetail("events", put).build();
        } catch (DataAccessException e) {
            return Health.unknown().build();
        }
    }
}
