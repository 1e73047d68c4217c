package io.cemfleet.tunnel.reconcile;

import io.cemfleet.tunnel.reconcile.ReconciliationRun.DifferenceKind;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** {@code cem_tunnel_differences}: what the last run that could read the network found. */
@Component
class ReconciliationMetrics implements MeterBinder {
    private final ReconciliationStore store;

    ReconciliationMetrics(ReconciliationStore store) {
        this.store = store;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (DifferenceKind kind : DifferenceKind.values()) {
            Gauge.builder("cem.tunnel.differences", () -> store.count(kind))
                    .description("differences between own tunnels and the network")
                    .tag("kind", kind.wire())
                    .register(registry);
        }
    }
}
