package io.cemfleet.audit.query;

import io.cemfleet.audit.trail.SealedEvent;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of the trail as it is read; the sealer writes it, with COPY, and it never changes. */
@Entity
@Immutable
@Table(name = "audit_event")
@SuppressWarnings("NullAway.Init")
class AuditEvent {
    @Id
    @Column(name = "id")
    private long sequence;

    private UUID eventId;
    private String eventType;
    private @Nullable String incidentId;
    private String actor;
    private String sourceAgent;
    private Instant occurredAt;
    private Instant recordedAt;
    private String record;
    private String previousHash;
    private String hash;

    protected AuditEvent() {}

    SealedEvent sealed() {
        return new SealedEvent(
                sequence,
                eventId,
                eventType,
                incidentId,
                actor,
                sourceAgent,
                occurredAt,
                recordedAt,
                record,
                previousHash,
                hash);
    }
}
