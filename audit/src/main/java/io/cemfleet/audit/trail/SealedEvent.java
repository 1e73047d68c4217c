package io.cemfleet.audit.trail;

import static io.cemfleet.audit.trail.TrailNote.Repair.Column.ACTOR;
import static io.cemfleet.audit.trail.TrailNote.Repair.Column.INCIDENT_ID;
import static io.cemfleet.audit.trail.TrailNote.Repair.Column.RECORD;
import static io.cemfleet.audit.trail.TrailNote.Repair.Column.SOURCE_AGENT;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of the trail.
 *
 * @param sequence 1, 2, 3, … without a gap
 * @param record the JSON text that was sealed; its UTF-8 bytes are what is hashed
 * @param previousHash the hash of the row before, hexadecimal; {@link HashChain#GENESIS} for the first
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
        String hash) {

    /** Whether the hash is that of the record, and the columns match the record. */
    public boolean matchesItsHash() {
        return hash.equals(HashChain.hash(previousHash, sequence, record)) && RecordColumns.agree(this);
    }

    SealedEvent with(TrailNote.Repair repair) {
        return new SealedEvent(
                sequence,
                eventId,
                eventType,
                incidentId != null && repair.column() == INCIDENT_ID ? repair.in(incidentId) : incidentId,
                repair.column() == ACTOR ? repair.in(actor) : actor,
                repair.column() == SOURCE_AGENT ? repair.in(sourceAgent) : sourceAgent,
                occurredAt,
                recordedAt,
                repair.column() == RECORD ? repair.in(record) : record,
                previousHash,
                hash);
    }
}
