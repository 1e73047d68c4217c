package io.cemfleet.cnc.topology;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.network.topology.NetworkTopology;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Keeps the newest topology; refreshed in the background by the setting {@code cem.cnc.topology.refresh}. */
public interface TopologyHolder {

    /** The newest snapshot; empty until the first good read, whatever failed since stays out of it. */
    Optional<NetworkTopology> newest();

    /** How old the newest snapshot is; empty when the network was never read. */
    Optional<Duration> age();

    /**
     * The newest snapshot if it is no older than {@code maxAge}, else a fresh read by the calling thread. A failed
     * read is the answer: an older snapshot never passes for a fresh one.
     */
    CncResult<NetworkTopology> noOlderThan(Duration maxAge);

    /** Reads now, by the calling thread, and keeps what was read. */
    CncResult<NetworkTopology> refresh();

    /** The newest snapshot however old, or the reason why there is none yet. */
    CncResult<NetworkTopology> current();

    /**
     * Tells of each new version, from the refreshing thread, and at once of the present one if there is one. A listener
     * that throws is logged and keeps its place.
     */
    void onNewVersion(Consumer<NetworkTopology> listener);
}
