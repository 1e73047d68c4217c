package io.cemfleet.audit.seal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.a2a.contract.GetTimeline;
import io.cemfleet.a2a.contract.LogEvent;
import io.cemfleet.audit.trail.ChainCheck;
import io.cemfleet.audit.trail.SealedEvent;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** An event as the text that is sealed, and back. */
@Component
public class RecordText implements ChainCheck.RecordReader {
    private final ObjectMapper mapper;

    RecordText(ObjectMapper mapper) {
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
                event.sourceAgent(),
                event.occurredAt(),
                event.details());
    }

    @Override
    public boolean agrees(SealedEvent row) {
        try {
            LogEvent.Request event = read(row.record());
            return event.eventId().equals(row.eventId())
                    && event.eventType().wire().equals(row.eventType())
                    && Objects.equals(event.incidentId(), row.incidentId())
                    && event.actor().equals(row.actor())
                    && event.sourceAgent().equals(row.sourceAgent())
                    && event.occurredAt().truncatedTo(ChronoUnit.MICROS).equals(row.occurredAt());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
