package io.cemfleet.a2a.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskRequest;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.trace.TraceContext;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code a2a_outbox}. */
public final class OutboxStore {
    private final JdbcClient jdbc;
    private final ObjectMapper mapper;
    private final Clock clock;

    public OutboxStore(JdbcClient jdbc, ObjectMapper mapper, Clock clock) {
        this.jdbc = jdbc;
        this.mapper = mapper;
        this.clock = clock;
    }

    void append(
            TaskType<?, ?> type,
            @Nullable String incidentId,
            JsonNode payload,
            UUID taskId,
            @Nullable String correlation) {
        String lane =
                (incidentId == null ? "-" : incidentId) + '>' + type.receiver().wire();
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:lane, 0))")
                .param("lane", lane)
                .query((row, number) -> true)
                .single();
        Instant now = clock.instant();
        jdbc.sql(
                        """
                        insert into a2a_outbox (lane, destination, task_id, task_type, incident_id, correlation_id,
                                                traceparent, payload, created_at, due_at)
                        values (:lane, :destination, :task, :type, :incident, :correlation, :trace, :payload::jsonb,
                                :now, :now)
                        on conflict (task_id) do nothing""")
                .param("lane", lane)
                .param("destination", type.receiver().wire())
                .param("task", taskId)
                .param("type", type.name())
                .param("incident", incidentId)
                .param("correlation", correlation == null ? null : UUID.fromString(correlation))
                .param("trace", TraceContext.current().traceparent())
                .param("payload", payload.toString())
                .param("now", utc(now))
                .update();
    }

    /** Claims the first message of each lane whose first message is due. */
    List<OutboxMessage> claimHeads(int batch, Duration lease) {
        Instant now = clock.instant();
        return jdbc.sql(
                        """
                        update a2a_outbox set due_at = :leased, attempts = attempts + 1
                        where position in (
                            select position from a2a_outbox head
                            where not dead and due_at <= :now
                              and not exists (select 1 from a2a_outbox earlier
                                              where earlier.lane = head.lane and not earlier.dead
                                                and earlier.position < head.position)
                            order by position limit :batch
                            for update skip locked)
                        returning *""")
                .param("now", utc(now))
                .param("leased", utc(now.plus(lease)))
                .param("batch", batch)
                .query(this::message)
                .list();
    }

    /** Claims what is now first in a lane, whose former first message was just settled by the caller. */
    Optional<OutboxMessage> claimNext(String lane, Duration lease) {
        Instant now = clock.instant();
        return jdbc.sql(
                        """
                        update a2a_outbox set due_at = :leased, attempts = attempts + 1
                        where position = (select min(position) from a2a_outbox where lane = :lane and not dead)
                          and due_at <= :now
                        returning *""")
                .param("lane", lane)
                .param("now", utc(now))
                .param("leased", utc(now.plus(lease)))
                .query(this::message)
                .optional();
    }

    void delivered(OutboxMessage message) {
        jdbc.sql("delete from a2a_outbox where position = :position")
                .param("position", message.position())
                .update();
    }

    void refused(OutboxMessage message, String reason) {
        jdbc.sql("update a2a_outbox set dead = true, dead_at = :now, last_error = :reason where position = :position")
                .param("position", message.position())
                .param("now", utc(clock.instant()))
                .param("reason", reason)
                .update();
    }

    void postponed(OutboxMessage message, Duration delay, String reason) {
        jdbc.sql("update a2a_outbox set due_at = :due, last_error = :reason where position = :position")
                .param("position", message.position())
                .param("due", utc(clock.instant().plus(delay)))
                .param("reason", reason)
                .update();
    }

    /** What was refused for good, newest first. */
    List<Map<String, Object>> dead(int limit) {
        return jdbc.sql(
                        """
                        select position, destination, task_id, task_type, incident_id, created_at, attempts, last_error,
                               payload::text as payload
                        from a2a_outbox where dead order by position desc limit :limit""")
                .param("limit", limit)
                .query()
                .listOfRows();
    }

    boolean replay(long position) {
        return jdbc.sql("update a2a_outbox set dead = false, due_at = :now, attempts = 0 where position = :p and dead")
                        .param("p", position)
                        .param("now", utc(clock.instant()))
                        .update()
                == 1;
    }

    /** How long the oldest living message has waited, in seconds; 0 when none waits. */
    double oldestSeconds() {
        return jdbc.sql("select min(created_at) as oldest from a2a_outbox where not dead")
                .query((row, number) -> Optional.ofNullable(row.getObject("oldest", OffsetDateTime.class)))
                .single()
                .map(oldest ->
                        Duration.between(oldest.toInstant(), clock.instant()).toMillis() / 1000.0)
                .orElse(0.0);
    }

    private OutboxMessage message(ResultSet row, int number) throws SQLException {
        try {
            TaskRequest request = new TaskRequest(
                    row.getString("task_type"),
                    mapper.readTree(row.getString("payload")),
                    row.getObject("task_id", UUID.class),
                    row.getString("incident_id"),
                    row.getObject("correlation_id", UUID.class),
                    null,
                    null,
                    null,
                    null,
                    row.getObject("created_at", OffsetDateTime.class).toInstant());
            return new OutboxMessage(
                    row.getLong("position"),
                    row.getString("lane"),
                    AgentName.of(row.getString("destination")),
                    request,
                    row.getString("traceparent"),
                    row.getInt("attempts"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored payload cannot be read", e);
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
