package io.cemfleet.cnc.topology;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.CncSettings;
import io.cemfleet.cnc.reading.BackgroundReader;
import io.cemfleet.network.snapshot.NetworkSnapshot;
import io.cemfleet.network.snapshot.NetworkSnapshots;
import io.cemfleet.network.topology.NetworkTopology;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refreshes the topology in the background: takes it from the network's one reader while that publishes, and reads the
 * controller otherwise. A caller that needs a fresher one reads it itself, one caller at a time.
 */
final class RefreshedTopology extends BackgroundReader implements TopologyHolder {

    private static final Logger log = LoggerFactory.getLogger(RefreshedTopology.class);
    /** The reader is silent after so many of its rounds. */
    private static final int ROUNDS = 4;

    private final TopologyClient client;
    private final NetworkSnapshots snapshots;
    private final CncSettings.TopologySettings settings;
    private final Clock clock;
    private final List<Consumer<NetworkTopology>> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable NetworkTopology newest;
    private volatile CncResult<NetworkTopology> last = CncResult.unavailable("the topology was not read yet", true);

    RefreshedTopology(
            TopologyClient client, NetworkSnapshots snapshots, CncSettings.TopologySettings settings, Clock clock) {
        super("cnc-topology", Duration.ZERO);
        this.client = client;
        this.snapshots = snapshots;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Optional<NetworkTopology> newest() {
        var read = newest;
        return Stream.concat(Stream.ofNullable(read), snapshots.newest().map(NetworkSnapshot::topology).stream())
                .max(Comparator.comparing(NetworkTopology::readAt));
    }

    @Override
    public Optional<Duration> age() {
        return newest().map(topology -> Duration.between(topology.readAt(), clock.instant()));
    }

    @Override
    public CncResult<NetworkTopology> noOlderThan(Duration maxAge) {
        return fresh(maxAge).map(CncResult::ok).orElseGet(() -> readUnlessFresh(maxAge));
    }

    /** Another caller may have read the topology while this one waited for the lock. */
    private CncResult<NetworkTopology> readUnlessFresh(Duration maxAge) {
        reading.lock();
        try {
            return fresh(maxAge).map(CncResult::ok).orElseGet(this::refresh);
        } finally {
            reading.unlock();
        }
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
            logChange(result);
            last = result;
            result.optional().ifPresent(this::store);
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
            newest().ifPresent(topology -> notify(listener, topology));
        } finally {
            reading.unlock();
        }
    }

    @Override
    public void start() {
        if (settings.enabled()) {
            super.start();
        }
    }

    @Override
    protected void readOnce() {
        var published = snapshots.noOlderThan(settings.refresh().multipliedBy(ROUNDS));
        if (published.isPresent()) {
            take(published.get().topology());
        } else {
            refresh();
        }
    }

    private void take(NetworkTopology published) {
        reading.lock();
        try {
            CncResult<NetworkTopology> result = CncResult.ok(published);
            logChange(result);
            last = result;
            store(published);
        } finally {
            reading.unlock();
        }
    }

    @Override
    protected Duration pauseAfter(Duration took) {
        return settings.refresh();
    }

    private void store(NetworkTopology topology) {
        var before = newest;
        if (before != null && before.readAt().isAfter(topology.readAt())) {
            return;
        }
        newest = topology;
        if (before == null || !before.version().equals(topology.version())) {
            listeners.forEach(listener -> notify(listener, topology));
        }
    }

    private void logChange(CncResult<NetworkTopology> result) {
        if (result.reason().equals(last.reason())) {
            return;
        }
        if (result.isOk()) {
            log.info("Topology: {}", result.optional().orElse(null));
        } else if (isRunning()) {
            log.warn("The topology cannot be read: {}", result.reason());
        }
    }

    private Optional<NetworkTopology> fresh(Duration maxAge) {
        return newest().filter(topology ->
                Duration.between(topology.readAt(), clock.instant()).compareTo(maxAge) <= 0);
    }

    private static void notify(Consumer<NetworkTopology> listener, NetworkTopology topology) {
        try {
            listener.accept(topology);
        } catch (RuntimeException e) {
            log.error("A listener failed on topology {}", topology.version(), e);
        }
    }
}
