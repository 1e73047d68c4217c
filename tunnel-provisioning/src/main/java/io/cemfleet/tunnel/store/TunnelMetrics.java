package io.cemfleet.tunnel.store;

import io.cemfleet.tunnel.policy.TunnelState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;

/** {@code cem_tunnels}: tunnels by state, counted once for all states of a scrape. */
@Component
class TunnelMetrics implements MeterBinder {
    private static final Duration GOOD_FOR = Duration.ofSeconds(5);

    private final TunnelStore store;
    private final Clock clock;
    private Map<TunnelState, Long> counted = Map.of();
    private Instant countedAt = Instant.MIN;

    TunnelMetrics(TunnelStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (TunnelState state : TunnelState.values()) {
            Gauge.builder("cem.tunnels", () -> tunnels(state))
                    .description("tunnels by state")
                    .tag("state", state.wire())
                    .register(registry);
        }
    }

    private synchronized long tunnels(TunnelState state) {
        Instant now = clock.instant();
        if (!now.isBefore(countedAt.plus(GOOD_FOR))) {
            counted = store.countByState();
            countedAt = now;
        }
        return counted.getOrDefault(state, 0L);
    }
}
