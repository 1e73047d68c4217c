package io.cemfleet.network.snapshot;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The moment at which a set of objects was true together.
 *
 * @param number grows by one with each version
 * @param confirmedAt topology and policies were like this at this moment
 * @param servicesAt services were like this at this moment; absent while they have never been read
 * @param unresolved policies whose ends the topology does not have, as {@code headend,endpoint,color}
 */
public record SnapshotVersion(long number, Instant confirmedAt, @Nullable Instant servicesAt, List<String> unresolved) {

    public SnapshotVersion {
        unresolved = List.copyOf(unresolved);
    }
}
