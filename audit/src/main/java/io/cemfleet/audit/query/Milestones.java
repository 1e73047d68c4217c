package io.cemfleet.audit.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When an incident came to what; null where it did not.
 *
 * @param steered the first time that traffic was steered
 * @param restored the last time that a restoration was complete
 * @param escalated the first time that a person was called
 */
public record Milestones(
        String incidentId,
        Instant created,
        @Nullable Instant steered,
        @Nullable Instant restored,
        @Nullable Instant escalated) {}
