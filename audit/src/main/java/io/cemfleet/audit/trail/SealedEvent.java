package io.cemfleet.audit.trail;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of the trail.
 *
 * @param sequence 1, 2, 3, … without a gap
 * @param record the JSON text that was sealed; its UTF-8 bytes are what is hashed
 * @param previousHash the hash of the row before, hexadecimal; {@link Chain#GENESIS} for the first
 */
public record SealedEvent(
        long sequence,
        UUID eventId,
        String eventType,
        @Nullable String incidentId,
        String actor,
        String sourceAgent,
        Instant occurredAt,
        Instant recordedAt,
        String record,
        String previousHash,
        String hash) {}
