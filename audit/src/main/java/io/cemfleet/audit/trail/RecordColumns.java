package io.cemfleet.audit.trail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Compares a row's columns with the sealed text. */
final class RecordColumns {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private RecordColumns() {}

    static boolean agree(SealedEvent row) {
        try {
            JsonNode record = MAPPER.readTree(row.record());
            return says(record, "event_id", row.eventId().toString())
                    && says(record, "event_type", row.eventType())
                    && says(record, "incident_id", row.incidentId())
                    && says(record, "actor", row.actor())
                    && says(record, "source_agent", row.sourceAgent())
                    && Instant.parse(record.path("occurred_at").asText())
                            .truncatedTo(ChronoUnit.MICROS)
                            .equals(row.occurredAt());
        } catch (JsonProcessingException | DateTimeException e) {
            return false;
        }
    }

    private static boolean says(JsonNode record, String field, @Nullable String column) {
        JsonNode value = record.path(field);
        return value.isTextual() ? value.asText().equals(column) : column == null;
    }
}
