package io.cemfleet.cnc.topology;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.network.topology.NetworkTopology;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Holds the newest topology and refreshes it in the background, as {@code cem.cnc.topology.refresh} says. */
public interface TopologyHolder {

    /** The newest snapshot; empty until the first good read. Later failures do not remove it. */
    Optional<NetworkTopology> newest();

    /** The age of the newest snapshot; empty when the network was never read. */
    Optional<Duration> age();

    /**
     * The newest snapshot if it is no older than {@code maxAge}, else a fresh read by the calling thread. A failed read
     * is a failure, even if there is an older snapshot.
     */
    CncResult<NetworkTopology> noOlderThan(Duration maxAge);

    /** Reads the topology now, in the calling thread, and stores it. */
    CncResult<NetworkTopology> refresh();

    /** The newest snapshot of any age, or the reason why there is none yet. */
    CncResult<NetworkTopology> current();

    /**
     * Notifies the listener of each new version, in the refreshing thread, and at once of the present version if there
     * is one. A listener that throws is logged and stays registered.
     */
    void onNewVersion(Consumer<NetworkTopology> listener);
}
