package io.cemfleet.tunnel.control;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** {@code cem_controls_stopped} (0 or 1), {@code cem_controls_freezes} (running or to come). */
@Component
class ControlMetrics implements MeterBinder {
    private final ControlStore store;

    ControlMetrics(ControlStore store) {
        this.store = store;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("cem.controls.stopped", () -> store.read().stop().stopped() ? 1 : 0)
                .description("1 while the global stop holds")
                .register(registry);
        Gauge.builder("cem.controls.freezes", () -> store.read().freezes().size())
                .description("change freezes that run or are to come")
                .register(registry);
    }
}
