package io.cemfleet.a2a.outbox;

import io.cemfleet.a2a.message.AgentName;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tracks each destination for this instance: how many of its lanes may still be served at once, so that a destination
 * that hangs leaves capacity for the others, and when it last accepted a message.
 */
final class DestinationCapacity {
    private static final int LANES_OF_ONE = 8;

    private final Clock clock;
    private final Map<AgentName, Integer> freeLanes = new EnumMap<>(AgentName.class);
    private final Map<AgentName, Instant> lastAccepted = new EnumMap<>(AgentName.class);
    private final Set<AgentName> exhausted = EnumSet.noneOf(AgentName.class);

    DestinationCapacity(Clock clock) {
        this.clock = clock;
        for (AgentName name : AgentName.values()) {
            freeLanes.put(name, LANES_OF_ONE);
        }
    }

    /** How many lanes of each may be served now. */
    synchronized Map<AgentName, Integer> freeLanes() {
        return new EnumMap<>(freeLanes);
    }

    /** A lane to it is served from now on. */
    synchronized void begin(AgentName destination) {
        if (freeLanes.merge(destination, -1, Integer::sum) <= 0) {
            exhausted.add(destination);
        }
    }

    /**
     * A lane to it is no longer served.
     *
     * @return whether others may have waited for that
     */
    synchronized boolean end(AgentName destination) {
        freeLanes.merge(destination, 1, Integer::sum);
        return exhausted.remove(destination);
    }

    synchronized void accepted(AgentName destination) {
        lastAccepted.put(destination, clock.instant());
    }

    /**
     * Since when a message has failed while others pass.
     *
     * @param before the previous result; it counts only if the destination accepted another message since
     */
    synchronized Instant failingSince(AgentName destination, Optional<Instant> before) {
        Instant other = lastAccepted.get(destination);
        return before.filter(since -> other != null && !other.isBefore(since)).orElseGet(clock::instant);
    }
}
