package io.cemfleet.cnc.topology;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.CncSettings;
import io.cemfleet.network.topology.NetworkTopology;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** The holder: one thread reads at the set pace, callers that need it fresher read themselves, one at a time. */
final class RefreshedTopology implements TopologyHolder, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RefreshedTopology.class);

    private final TopologyClient client;
    private final CncSettings.TopologySettings settings;
    private final Clock clock;
    private final List<Consumer<NetworkTopology>> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable NetworkTopology newest;
    private volatile CncResult<NetworkTopology> last = CncResult.unavailable("the topology was not read yet", true);
    private volatile @Nullable ScheduledExecutorService refresher;

    RefreshedTopology(TopologyClient client, CncSettings.TopologySettings settings, Clock clock) {
        this.client = client;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Optional<NetworkTopology> newest() {
        return Optional.ofNullable(newest);
    }

    @Override
    public Optional<Duration> age() {
        return newest().map(topology -> Duration.between(topology.readAt(), clock.instant()));
    }

    @Override
    public CncResult<NetworkTopology> noOlderThan(Duration maxAge) {
        return newest().filter(topology -> isFresh(topology, maxAge))
                .map(CncResult::ok)
                .orElseGet(() -> {
                    reading.lock();
                    try {
                        var readMeanwhile = newest().filter(topology -> isFresh(topology, maxAge));
                        return readMeanwhile.map(CncResult::ok).orElseGet(this::refresh);
                    } finally {
                        reading.unlock();
                    }
                });
    }

    @Override
    public CncResult<NetworkTopology> current() {
        return newest().map(CncResult::ok).orElse(last);
    }

    @Override
    public CncResult<NetworkTopology> refresh() {
        reading.lock();
        try {
            var result = client.read();
            tellOfAChange(result);
            last = result;
            result.optional().ifPresent(this::keep);
            return result;
        } finally {
            reading.unlock();
        }
    }

    @Override
    public void onNewVersion(Consumer<NetworkTopology> listener) {
        reading.lock();
        try {
            listeners.add(listener);
            newest().ifPresent(topology -> tell(listener, topology));
        } finally {
            reading.unlock();
        }
    }

    @Override
    public void start() {
        if (!settings.enabled() || refresher != null) {
            return;
        }
        var scheduler = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("cnc-topology").factory());
        refresher = scheduler;
        scheduler.scheduleWithFixedDelay(
                this::refreshQuietly, 0, settings.refresh().toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        var scheduler = refresher;
        refresher = null;
        if (scheduler != null) {
            scheduler.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return refresher != null;
    }

    private void keep(NetworkTopology topology) {
        var before = newest;
        newest = topology;
        if (before == null || !before.version().equals(topology.version())) {
            listeners.forEach(listener -> tell(listener, topology));
        }
    }

    private void refreshQuietly() {
        try {
            refresh();
        } catch (RuntimeException e) {
            log.error("Reading the topology failed unexpectedly", e);
        }
    }

    private void tellOfAChange(CncResult<NetworkTopology> result) {
        if (result.reason().equals(last.reason())) {
            return;
        }
        if (result.isOk()) {
            log.info("Topology: {}", result.optional().orElse(null));
        } else if (refresher != null) {
            log.warn("The topology can't be read: {}", result.reason());
        }
    }

    private boolean isFresh(NetworkTopology topology, Duration maxAge) {
        return Duration.between(topology.readAt(), clock.instant()).compareTo(maxAge) <= 0;
    }

    private static void tell(Consumer<NetworkTopology> listener, NetworkTopology topology) {
        try {
            listener.accept(topology);
        } catch (RuntimeException e) {
            log.error("A listener failed on topology {}", topology.version(), e);
        }
    }
}
