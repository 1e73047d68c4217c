package io.cemfleet.audit.query;

import io.cemfleet.a2a.contract.GetTimeline;
import io.cemfleet.audit.seal.RecordCodec;
import io.cemfleet.audit.trail.SealedEvent;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The trail as events: in pages, by incident, and counted. */
@Component
public class TrailReader {
    private final TrailRepository events;
    private final RecordCodec text;

    TrailReader(TrailRepository events, RecordCodec text) {
        this.events = events;
        this.text = text;
    }

    /** Events below a sequence, newest first; of one incident and of one type, or of all. */
    public List<GetTimeline.Event> page(
            @Nullable String incidentId, @Nullable String eventType, long below, int limit) {
        Limit size = Limit.of(limit);
        if (incidentId == null) {
            return read(
                    eventType == null
                            ? events.findBySequenceLessThanOrderBySequenceDesc(below, size)
                            : events.findByEventTypeAndSequenceLessThanOrderBySequenceDesc(eventType, below, size));
        }
        return read(
                eventType == null
                        ? events.findByIncidentIdAndSequenceLessThanOrderBySequenceDesc(incidentId, below, size)
                        : events.findByIncidentIdAndEventTypeAndSequenceLessThanOrderBySequenceDesc(
                                incidentId, eventType, below, size));
    }

    /** All events of an incident, in order. */
    public List<GetTimeline.Event> ofIncident(String incidentId) {
        return read(events.findByIncidentIdOrderBySequence(incidentId));
    }

    /** Events that occurred in a period, from inclusive to exclusive, by type. */
    public List<EventTypeCount> countByType(Instant from, Instant to) {
        return events.countByType(from, to);
    }

    /**
     * Hands out all events of the incidents that were created in a period, from inclusive to exclusive: an incident after
     * the other, each in order.
     */
    @Transactional(readOnly = true)
    public void ofIncidentsCreated(Instant from, Instant to, Consumer<GetTimeline.Event> reader) {
        try (Stream<SealedEvent> rows = events.ofIncidentsCreated(from, to)) {
            rows.map(text::event).forEach(reader);
        }
    }

    private List<GetTimeline.Event> read(List<AuditEvent> rows) {
        return rows.stream().map(AuditEvent::sealed).map(text::event).toList();
    }
}
