package io.cemfleet.audit.seal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.a2a.contract.GetTimeline;
import io.cemfleet.a2a.contract.LogEvent;
import io.cemfleet.audit.trail.SealedEvent;
import org.springframework.stereotype.Component;

/** Encodes an event as the text that is sealed, and decodes it. */
@Component
public class RecordCodec {
    private final ObjectMapper mapper;

    RecordCodec(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    String write(LogEvent.Request event) {
        try {
            return mapper.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("an event cannot be written", e);
        }
    }

    private LogEvent.Request read(String record) {
        try {
            return mapper.readValue(record, LogEvent.Request.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a record cannot be read", e);
        }
    }

    /** The event that a row holds. */
    public GetTimeline.Event event(SealedEvent row) {
        LogEvent.Request event = read(row.record());
        return new GetTimeline.Event(
                row.sequence(),
                event.eventId(),
                event.eventType(),
                event.incidentId(),
                event.actor(),
                row.sourceAgent(),
                event.occurredAt(),
                event.details());
    }
}
