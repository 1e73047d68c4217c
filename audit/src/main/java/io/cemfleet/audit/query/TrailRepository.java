package io.cemfleet.audit.query;

import io.cemfleet.audit.trail.SealedEvent;
import jakarta.persistence.QueryHint;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.jpa.HibernateHints;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.query.Param;
import org.springframework.transaction.annotation.Transactional;

/** The trail, to read: there is no method that writes. */
@Transactional(readOnly = true)
interface TrailRepository extends Repository<AuditEvent, Long> {
    List<AuditEvent> findBySequenceLessThanOrderBySequenceDesc(long below, Limit limit);

    List<AuditEvent> findByEventTypeAndSequenceLessThanOrderBySequenceDesc(String type, long below, Limit limit);

    List<AuditEvent> findByIncidentIdAndSequenceLessThanOrderBySequenceDesc(String incident, long below, Limit limit);

    List<AuditEvent> findByIncidentIdAndEventTypeAndSequenceLessThanOrderBySequenceDesc(
            String incident, String type, long below, Limit limit);

    List<AuditEvent> findByIncidentIdOrderBySequence(String incidentId);

    @Query(
            """
            select new io.cemfleet.audit.query.EventTypeCount(event.eventType, count(event)) from AuditEvent event
            where event.occurredAt >= :from and event.occurredAt < :to
            group by event.eventType order by event.eventType""")
    List<EventTypeCount> countByType(@Param("from") Instant from, @Param("to") Instant to);

    /** All events of the incidents that were created in the period, an incident after the other, each in order. */
    @QueryHints(@QueryHint(name = HibernateHints.HINT_FETCH_SIZE, value = "1000"))
    @Query(
            """
            select new io.cemfleet.audit.trail.SealedEvent(event.sequence, event.eventId, event.eventType,
                event.incidentId, event.actor, event.sourceAgent, event.occurredAt, event.recordedAt, event.record,
                event.previousHash, event.hash)
            from AuditEvent event
            where event.incidentId in (
                select created.incidentId from AuditEvent created
                where created.eventType = 'incident_created'
                  and created.occurredAt >= :from and created.occurredAt < :to)
            order by event.incidentId, event.sequence""")
    Stream<SealedEvent> ofIncidentsCreated(@Param("from") Instant from, @Param("to") Instant to);
}
