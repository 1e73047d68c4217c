package io.cemfleet.audit.query;

import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.query.Param;
import org.springframework.transaction.annotation.Transactional;

/** The trail, to read: there is no method that writes. */
@Transactional(readOnly = true)
interface AuditEvents extends Repository<AuditEvent, Long> {
    /** Stands for any event type. */
    String ANY_TYPE = "";

    @Query(
            """
            select event from AuditEvent event
            where event.sequence < :below and (:type = '' or event.eventType = :type)
            order by event.sequence desc""")
    List<AuditEvent> page(@Param("type") String type, @Param("below") long below, Limit limit);

    @Query(
            """
            select event from AuditEvent event
            where event.incidentId = :incident and event.sequence < :below
              and (:type = '' or event.eventType = :type)
            order by event.sequence desc""")
    List<AuditEvent> pageOfIncident(
            @Param("incident") String incident, @Param("type") String type, @Param("below") long below, Limit limit);

    List<AuditEvent> findByIncidentIdOrderBySequence(String incidentId);

    @Query(
            """
            select new io.cemfleet.audit.query.TypeCount(event.eventType, count(event)) from AuditEvent event
            where event.occurredAt >= :from and event.occurredAt < :to
            group by event.eventType order by event.eventType""")
    List<TypeCount> countByType(@Param("from") Instant from, @Param("to") Instant to);

    /** Incidents that were created within the period, the first one first. */
    @Query(
            """
            select new io.cemfleet.audit.query.Milestones(
                event.incidentId,
                min(case when event.eventType = 'incident_created' then event.occurredAt end),
                min(case when event.eventType = 'traffic_steered' then event.occurredAt end),
                max(case when event.eventType = 'restoration_complete' then event.occurredAt end),
                min(case when event.eventType = 'escalation' then event.occurredAt end))
            from AuditEvent event
            where event.incidentId is not null
            group by event.incidentId
            having min(case when event.eventType = 'incident_created' then event.occurredAt end) >= :from
               and min(case when event.eventType = 'incident_created' then event.occurredAt end) < :to
            order by min(case when event.eventType = 'incident_created' then event.occurredAt end)""")
    List<Milestones> milestones(@Param("from") Instant from, @Param("to") Instant to);
}
