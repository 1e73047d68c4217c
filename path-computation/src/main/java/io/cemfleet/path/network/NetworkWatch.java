package io.cemfleet.path.network;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.measurement.LinkMeasurements;
import io.cemfleet.cnc.policy.SrPolicies;
import io.cemfleet.cnc.policy.SrPolicyClient;
import io.cemfleet.cnc.topology.NetworkTopology;
import io.cemfleet.cnc.topology.TopologyHolder;
import io.cemfleet.path.PathSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Reads measurements and policies round by round. The pause grows with the network, so that reading stays a fifth of the time. */
@Component
class NetworkWatch implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(NetworkWatch.class);
    private static final int PAUSE_PER_ROUND = 4;

    private final TopologyHolder topologies;
    private final Sources sources;
    private final CurrentNetwork network;
    private final List<PolicyListener> listeners;
    private final PathSettings.Measurement settings;
    private volatile @Nullable ScheduledExecutorService scheduler;

    /** What is read, and by which clock. */
    @Component
    record Sources(LinkMeasurements measurements, SrPolicyClient policies, Clock clock) {}

    NetworkWatch(
            TopologyHolder topologies,
            Sources sources,
            CurrentNetwork network,
            List<PolicyListener> listeners,
            PathSettings settings) {
        this.topologies = topologies;
        this.sources = sources;
        this.network = network;
        this.listeners = listeners;
        this.settings = settings.measurement();
    }

    @Override
    public void start() {
        var started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("network-watch").factory());
        scheduler = started;
        started.schedule(() -> round(started), 500, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        var running = scheduler;
        scheduler = null;
        if (running != null) {
            running.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return scheduler != null;
    }

    private void round(ScheduledExecutorService executor) {
        var startedAt = sources.clock().instant();
        var known = topologies.newest();
        try {
            known.ifPresent(topology -> read(topology, startedAt));
        } catch (RuntimeException e) {
            log.warn("A round of measurements failed", e);
        }
        var took = Duration.between(startedAt, sources.clock().instant());
        var pause = known.isEmpty() ? Duration.ofSeconds(1) : longer(settings.refresh(), took);
        try {
            executor.schedule(() -> round(executor), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("Stopped", e);
        }
    }

    private void read(NetworkTopology topology, Instant startedAt) {
        var readings = sources.measurements().read(topology, topology.directions());
        network.take(LinkLoad.of(startedAt, readings));
        switch (sources.policies().list(topology)) {
            case CncResult.Ok<SrPolicies>(var policies) ->
                listeners.forEach(listener -> listener.policiesRead(topology, policies, startedAt));
            case CncResult<SrPolicies> failed -> log.info("Policies could not be read: {}", failed.reason());
        }
    }

    private static Duration longer(Duration refresh, Duration took) {
        var grown = took.multipliedBy(PAUSE_PER_ROUND);
        return grown.compareTo(refresh) > 0 ? grown : refresh;
    }
}
