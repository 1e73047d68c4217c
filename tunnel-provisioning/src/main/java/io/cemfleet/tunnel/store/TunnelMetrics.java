package io.cemfleet.tunnel.store;

import io.cemfleet.tunnel.policy.TunnelState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** {@code cem_tunnels}: tunnels by state. */
@Component
class TunnelMetrics implements MeterBinder {
    private final TunnelStore store;

    TunnelMetrics(TunnelStore store) {
        this.store = store;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (TunnelState state : TunnelState.values()) {
            Gauge.builder("cem.tunnels", () -> store.countByState().getOrDefault(state, 0L))
                    .description("tunnels by state")
                    .tag("state", state.wire())
                    .register(registry);
        }
    }
}
