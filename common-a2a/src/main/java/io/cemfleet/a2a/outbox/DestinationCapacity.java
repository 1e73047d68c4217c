package io.cemfleet.a2a.outbox;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskBatch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tracks each destination for this instance: how many requests may be under way to it, so that one that hangs leaves
 * capacity for the others; how many messages a request may hold; and when it last accepted a message.
 */
final class DestinationCapacity {
    private static final int REQUESTS_AT_ONCE = 4;
    /** How long messages go one by one to an agent that takes no batches. */
    private static final Duration WITHOUT_BATCHES = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<AgentName, Destination> destinations = new EnumMap<>(AgentName.class);

    private static final class Destination {
        int freeRequests = REQUESTS_AT_ONCE;
        int batch = TaskBatch.MOST_TASKS;
        Instant singlyUntil = Instant.MIN;
        boolean exhausted;

        @Nullable
        Instant lastAccepted;
    }

    DestinationCapacity(Clock clock) {
        this.clock = clock;
        for (AgentName name : AgentName.values()) {
            destinations.put(name, new Destination());
        }
    }

    /** How many messages a request to each may hold now, without those that no further request may go to. */
    synchronized Map<AgentName, Integer> room() {
        Map<AgentName, Integer> room = new EnumMap<>(AgentName.class);
        destinations.forEach((name, destination) -> {
            if (destination.freeRequests > 0) {
                room.put(name, clock.instant().isBefore(destination.singlyUntil) ? 1 : destination.batch);
            }
        });
        return room;
    }

    /** A request to it is under way from now on. */
    synchronized void begin(AgentName name) {
        Destination destination = of(name);
        destination.freeRequests--;
        destination.exhausted = destination.freeRequests == 0;
    }

    /**
     * A request to it has ended.
     *
     * @return whether messages may have waited for that
     */
    synchronized boolean end(AgentName name) {
        Destination destination = of(name);
        boolean waited = destination.exhausted;
        destination.freeRequests++;
        destination.exhausted = false;
        return waited;
    }

    /** It judged each message of a request: the next one may hold more. */
    synchronized void judged(AgentName name) {
        Destination destination = of(name);
        destination.batch = Math.min(TaskBatch.MOST_TASKS, 2 * destination.batch);
    }

    /** It did not answer a request: whatever the reason, the next one holds less. */
    synchronized void unanswered(AgentName name, int messages) {
        of(name).batch = Math.max(1, messages / 2);
    }

    /** It refused a request as a whole. Smaller ones find the message at fault; if there is none, it takes no batches. */
    synchronized void rejected(AgentName name, int messages) {
        of(name).batch = Math.max(1, messages / 2);
        if (messages == 2) {
            takesNoBatches(name);
        }
    }

    /** Its version is older than batches, or something on the way to it refuses them. */
    synchronized void takesNoBatches(AgentName name) {
        of(name).singlyUntil = clock.instant().plus(WITHOUT_BATCHES);
    }

    synchronized void accepted(AgentName name) {
        of(name).lastAccepted = clock.instant();
    }

    /**
     * Since when a message has failed while others pass.
     *
     * @param before the previous result; it counts only if the destination accepted another message since
     */
    synchronized Instant failingSince(AgentName name, Optional<Instant> before) {
        Instant other = of(name).lastAccepted;
        return before.filter(since -> other != null && !other.isBefore(since)).orElseGet(clock::instant);
    }

    private Destination of(AgentName name) {
        return java.util.Objects.requireNonNull(destinations.get(name));
    }
}
