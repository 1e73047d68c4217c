package io.cemfleet.impact.network;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The networks that survive a restart.
 *
 * @param newest the network as last read, absent before the first reading
 * @param gone links that it lacks, by their id
 */
record PersistedNetworks(@Nullable SeenNetwork newest, Map<String, WithdrawnLink> gone) {

    static final PersistedNetworks NOTHING = new PersistedNetworks(null, Map.of());

    PersistedNetworks {
        gone = Map.copyOf(gone);
    }
}
