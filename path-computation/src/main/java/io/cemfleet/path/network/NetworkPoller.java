package io.cemfleet.path.network;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.measurement.LinkMeasurements;
import io.cemfleet.cnc.policy.SrPolicyClient;
import io.cemfleet.cnc.topology.TopologyHolder;
import io.cemfleet.network.policy.SrPolicies;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.path.PathSettings;
import java.time.Clock;
import java.time.Duration;
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

/** Reads policies and measurements round by round. The pause grows with the network. */
@Component
class NetworkPoller implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(NetworkPoller.class);
    private static final int PAUSE_PER_ROUND = 4;
    private static final int FRESH_MARGIN = 5;
    /** Directions that are read together, and known as soon as they are. */
    private static final int BATCH = 96;

    private final TopologyHolder topologies;
    private final PollSources sources;
    private final CurrentNetwork network;
    private final List<NetworkPollListener> listeners;
    private final PathSettings.LinkPollSettings settings;
    private volatile @Nullable ScheduledExecutorService scheduler;

    /** The sources of a round. */
    @Component
    record PollSources(LinkMeasurements measurements, SrPolicyClient policies, Clock clock) {}

    NetworkPoller(
            TopologyHolder topologies,
            PollSources sources,
            CurrentNetwork network,
            List<NetworkPollListener> listeners,
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
            known.ifPresent(topology -> read(topology));
        } catch (RuntimeException e) {
            log.warn("A round of measurements failed", e);
        }
        var took = Duration.between(startedAt, sources.clock().instant());
        var pause = known.isEmpty() ? Duration.ofSeconds(1) : pause(took);
        try {
            executor.schedule(() -> round(executor), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("Stopped", e);
        }
    }

    private void read(NetworkTopology topology) {
        switch (sources.policies().list(topology)) {
            case CncResult.Ok<SrPolicies>(var policies) -> {
                var at = sources.clock().instant();
                listeners.forEach(listener -> listener.policiesRead(topology, policies, at));
            }
            case CncResult<SrPolicies> failed -> log.info("Policies could not be read: {}", failed.reason());
        }
        var directions = topology.directions();
        for (int from = 0; from < directions.size(); from += BATCH) {
            var readAt = sources.clock().instant();
            var batch = directions.subList(from, Math.min(from + BATCH, directions.size()));
            network.take(sources.measurements().read(topology, batch), readAt);
        }
        network.forgetAllBut(topology);
        listeners.forEach(listener -> listener.loadRead(topology, network::loadReadAt));
    }

    /** Long enough that reading stays a fifth of the time, as long as that keeps every measurement fresh. */
    private Duration pause(Duration took) {
        var calm = took.multipliedBy(PAUSE_PER_ROUND);
        var freshFor = settings.fresh().minus(took).minus(settings.fresh().dividedBy(FRESH_MARGIN));
        var wanted = calm.compareTo(freshFor) < 0 ? calm : freshFor;
        return wanted.compareTo(settings.refresh()) > 0 ? wanted : settings.refresh();
    }
}
