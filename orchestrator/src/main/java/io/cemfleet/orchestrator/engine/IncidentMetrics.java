package io.cemfleet.orchestrator.engine;

import io.cemfleet.a2a.contract.IncidentState;
import io.cemfleet.orchestrator.flow.IncidentWorkUnit;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.Incident;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.store.IncidentCounts;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Incidents by state, step duration, time to protect, time to restore. */
@Component
class IncidentMetrics implements DisposableBean {
    private static final long COUNT_EVERY_SECONDS = 5;

    private final IncidentCounts incidents;
    private final MeterRegistry meters;
    private final MultiGauge byState;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());

    IncidentMetrics(IncidentCounts incidents, MeterRegistry meters) {
        this.incidents = incidents;
        this.meters = meters;
        this.byState = MultiGauge.builder("cem.incidents")
                .description("Incidents by state; absent when they could not be counted")
                .register(meters);
        timer.scheduleWithFixedDelay(this::count, 0, COUNT_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    void step(CallStep step, String outcome, Duration took) {
        Timer.builder("cem.step.duration")
                .tag("step", step.wire())
                .tag("outcome", outcome)
                .publishPercentileHistogram()
                .register(meters)
                .record(took);
    }

    /** Milestones that a commit reached. */
    void after(Incident before, IncidentWorkUnit work) {
        Incident now = work.incident();
        Instant protectedAt = now.progress().protectedAt();
        if (before.progress().protectedAt() == null && protectedAt != null) {
            meters.timer("cem.time.to.protect")
                    .record(Duration.between(now.origin().detectedAt(), protectedAt));
        }
        if (!before.closed() && now.stage() instanceof IncidentStage.Closed closed && protectedAt != null) {
            meters.timer(
                            "cem.time.to.restore",
                            "resolution",
                            closed.resolution().wire())
                    .record(Duration.between(protectedAt, closed.at()));
        }
    }

    private void count() {
        try {
            Map<String, Long> counts = incidents.byState();
            byState.register(
                    IncidentState.known().stream()
                            .map(state -> MultiGauge.Row.of(
                                    Tags.of("state", state.wire()), counts.getOrDefault(state.wire(), 0L)))
                            .toList(),
                    true);
        } catch (RuntimeException e) {
            byState.register(java.util.List.of(), true);
        }
    }

    @Override
    public void destroy() {
        timer.shutdownNow();
    }
}
