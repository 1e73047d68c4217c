package io.cemfleet.tunnel.policy;

import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A period in which nothing is changed.
 *
 * @param from included
 * @param until excluded
 * @param nodes router slugs that it covers; empty: the whole network
 */
public record ChangeFreeze(UUID id, Instant from, Instant until, Set<String> nodes, String reason, String actor) {

    public ChangeFreeze {
        nodes = Collections.unmodifiableSet(new TreeSet<>(nodes));
    }

    /** Whether it covers a write that touches these routers now. */
    public boolean covers(Instant now, Set<String> touched) {
        boolean running = !now.isBefore(from) && now.isBefore(until);
        return running && (nodes.isEmpty() || !Collections.disjoint(nodes, touched));
    }
}
