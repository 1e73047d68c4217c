package io.cemfleet.network.snapshot;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** The newest snapshot that this process has. A snapshot that is too old is unknown, not true. */
public interface NetworkSnapshots {

    /** For a process that follows no reader. */
    NetworkSnapshots NONE = new NetworkSnapshots() {
        @Override
        public Optional<NetworkSnapshot> newest() {
            return Optional.empty();
        }

        @Override
        public Optional<NetworkSnapshot> noOlderThan(Duration maxAge) {
            return Optional.empty();
        }

        @Override
        public void onNew(Consumer<NetworkSnapshot> listener) {
            // There will be none.
        }
    };

    /** The newest snapshot of any age; empty before the first one. */
    Optional<NetworkSnapshot> newest();

    /** The newest snapshot if its topology and policies were confirmed at most this long ago. */
    Optional<NetworkSnapshot> noOlderThan(Duration maxAge);

    /**
     * Notifies the listener of each new snapshot in the order of their versions, and at once of the present one if there
     * is one. It runs in the following thread and must not wait; one that throws is logged and stays registered.
     */
    void onNew(Consumer<NetworkSnapshot> listener);
}
