package io.cemfleet.a2a.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskRequest;
import io.cemfleet.runtime.input.SafeText;
import io.cemfleet.runtime.problem.UnsafeTextFinder;
import io.cemfleet.runtime.time.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;

/** Maps messages to rows and back. */
final class OutboxRowMapper implements RowMapper<ClaimedMessage> {
    private final ObjectMapper mapper;

    OutboxRowMapper(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public ClaimedMessage mapRow(ResultSet row, int number) throws SQLException {
        try {
            return new ClaimedMessage.Ready(message(row));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return new ClaimedMessage.Unreadable(
                    row.getLong("position"), row.getString("lane"), "the row cannot be read: " + e.getMessage());
        }
    }

    private OutboxMessage message(ResultSet row) throws SQLException, JsonProcessingException {
        String payload = row.getString("payload");
        TaskRequest request = new TaskRequest(
                row.getString("task_type"),
                mapper.readTree(payload),
                row.getObject("task_id", UUID.class),
                row.getString("incident_id"),
                row.getObject("correlation_id", UUID.class),
                null,
                null,
                null,
                null,
                SqlTime.instant(row, "created_at"));
        Optional<Instant> failing = Optional.ofNullable(SqlTime.instantOrNull(row, "failing_since"));
        return new OutboxMessage(
                row.getLong("position"),
                row.getString("lane"),
                AgentName.of(row.getString("destination")),
                request,
                row.getString("traceparent"),
                row.getInt("attempts"),
                row.getBoolean("followed"),
                payload.length(),
                failing);
    }

    /** The text of a payload, with U+FFFD for each character that the receiver would refuse. */
    static String text(JsonNode payload) {
        return (UnsafeTextFinder.in(payload).isEmpty() ? payload : cleaned(payload)).toString();
    }

    private static JsonNode cleaned(JsonNode node) {
        return switch (node) {
            case TextNode text -> TextNode.valueOf(SafeText.clean(text.textValue()));
            case ObjectNode object -> {
                ObjectNode made = object.objectNode();
                object.properties().forEach(f -> made.set(SafeText.clean(f.getKey()), cleaned(f.getValue())));
                yield made;
            }
            case ArrayNode array -> {
                ArrayNode made = array.arrayNode();
                array.forEach(item -> made.add(cleaned(item)));
                yield made;
            }
            default -> node;
        };
    }
}
