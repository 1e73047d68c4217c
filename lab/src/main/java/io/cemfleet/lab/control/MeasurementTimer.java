package io.cemfleet.lab.control;

import io.cemfleet.lab.LabSettings;
import io.cemfleet.lab.network.LabNetwork;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Measures the network at every interval; with an interval of zero, only calls of {@code measure()} do. */
@Component
class MeasurementTimer implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(MeasurementTimer.class);

    private final LabNetwork network;
    private final Duration interval;
    private @Nullable ScheduledExecutorService executor;

    MeasurementTimer(LabNetwork network, LabSettings settings) {
        this.network = network;
        this.interval = settings.measureInterval();
    }

    @Override
    public synchronized void start() {
        if (executor == null && interval.isPositive()) {
            executor = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("measuring").daemon().factory());
            var unused = executor.scheduleAtFixedRate(this::measure, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void measure() {
        try {
            network.measure();
        } catch (RuntimeException e) {
            LOG.error("a measurement failed", e);
        }
    }

    @Override
    public synchronized void stop() {
        if (executor != null) {
            executor.shutdownNow();
            executor = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return executor != null;
    }
}
