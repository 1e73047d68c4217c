package io.cemfleet.a2a.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.runtime.input.SafeText;
import io.cemfleet.runtime.time.FractionalSeconds;
import io.cemfleet.runtime.time.SqlTime;
import io.cemfleet.runtime.trace.TraceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The table {@code a2a_outbox}. */
public final class OutboxStore {
    static final String CLAIM_HEADS =
            """
            update a2a_outbox set due_at = :leased, attempts = attempts + 1
            where position in (
                select due.position
                from unnest(:destinations::text[], :free_lanes::int[]) as free (destination, lanes)
                cross join lateral (
                    select position from a2a_outbox first
                    where first.destination = free.destination and first.head and not first.dead
                      and first.due_at <= :now
                    order by due_at limit free.lanes
                    for update skip locked) due)
            returning *""";

    private static final int REASON = 2000;

    private final JdbcClient jdbc;
    private final OutboxRowMapper rows;
    private final TransactionTemplate transactions;
    private final Clock clock;

    public OutboxStore(JdbcClient jdbc, ObjectMapper mapper, TransactionTemplate transactions, Clock clock) {
        this.jdbc = jdbc;
        this.rows = new OutboxRowMapper(mapper);
        this.transactions = transactions;
        this.clock = clock;
    }

    Clock clock() {
        return clock;
    }

    void append(
            TaskType<?, ?> type,
            @Nullable String incidentId,
            JsonNode payload,
            UUID taskId,
            @Nullable String correlation) {
        String incident = incidentId == null ? null : SafeText.clean(incidentId);
        String lane =
                (incident == null ? "-" : incident) + '>' + type.receiver().wire();
        lock(lane);
        Instant now = clock.instant();
        jdbc.sql(
                        """
                        insert into a2a_outbox (lane, destination, task_id, task_type, incident_id, correlation_id,
                                                traceparent, payload, created_at, due_at, head)
                        values (:lane, :destination, :task, :type, :incident, :correlation, :trace, :payload, :now, :now,
                                not exists (select 1 from a2a_outbox where lane = :lane and not dead))
                        on conflict (task_id) do nothing""")
                .param("lane", lane)
                .param("destination", type.receiver().wire())
                .param("task", taskId)
                .param("type", type.name())
                .param("incident", incident)
                .param("correlation", correlation == null ? null : UUID.fromString(correlation))
                .param("trace", TraceContext.current().traceparent())
                .param("payload", OutboxRowMapper.text(payload))
                .param("now", SqlTime.utc(now))
                .update();
    }

    /**
     * Claims messages that are first in their lanes and due, the longest due first.
     *
     * @param freeLanes the greatest number for each destination
     */
    List<ClaimedMessage> claimHeads(Map<AgentName, Integer> freeLanes, Duration lease) {
        Instant now = clock.instant();
        return jdbc.sql(CLAIM_HEADS)
                .param(
                        "destinations",
                        freeLanes.keySet().stream().map(AgentName::wire).toArray(String[]::new))
                .param("free_lanes", freeLanes.values().toArray(Integer[]::new))
                .param("now", SqlTime.utc(now))
                .param("leased", SqlTime.utc(now.plus(lease)))
                .query(rows)
                .list();
    }

    /** Claims the first message of a lane, after the caller settled the former first one. */
    Optional<OutboxMessage> claimNext(String lane, Duration lease) {
        Instant now = clock.instant();
        Optional<ClaimedMessage> claimed = jdbc.sql(
                        """
                        update a2a_outbox set due_at = :leased, attempts = attempts + 1
                        where position = (select min(position) from a2a_outbox where lane = :lane and not dead)
                          and head and due_at <= :now
                        returning *""")
                .param("lane", lane)
                .param("now", SqlTime.utc(now))
                .param("leased", SqlTime.utc(now.plus(lease)))
                .query(rows)
                .optional();
        return switch (claimed.orElse(null)) {
            case null -> Optional.empty();
            case ClaimedMessage.Ready ready -> Optional.of(ready.message());
            case ClaimedMessage.Unreadable row -> {
                refused(row.position(), row.lane(), row.reason());
                yield claimNext(lane, lease);
            }
        };
    }

    void delivered(OutboxMessage message) {
        settle(message.lane(), () -> jdbc.sql("delete from a2a_outbox where position = :position")
                .param("position", message.position())
                .update());
    }

    void refused(long position, String lane, String reason) {
        settle(lane, () -> jdbc.sql(
                        """
                                update a2a_outbox set dead = true, head = false, dead_at = :now, last_error = :reason
                                where position = :position""")
                .param("position", position)
                .param("now", SqlTime.utc(clock.instant()))
                .param("reason", reason(reason))
                .update());
    }

    /** @param failingSince null when the failure says nothing about the message */
    void postponed(OutboxMessage message, Duration delay, String reason, @Nullable Instant failingSince) {
        jdbc.sql(
                        """
                        update a2a_outbox set due_at = :due, last_error = :reason,
                               failing_since = coalesce(:failing::timestamptz, failing_since)
                        where position = :position""")
                .param("position", message.position())
                .param("due", SqlTime.utc(clock.instant().plus(delay)))
                .param("failing", SqlTime.utcOrNull(failingSince))
                .param("reason", reason(reason))
                .update();
    }

    /** Removes a message from its lane; the next one is then first. Waits for a message that is just being appended. */
    private void settle(String lane, Runnable removal) {
        transactions.executeWithoutResult(status -> {
            lock(lane);
            removal.run();
            jdbc.sql(
                            """
                            update a2a_outbox set head = true
                            where position = (select min(position) from a2a_outbox where lane = :lane and not dead)
                              and not head""")
                    .param("lane", lane)
                    .update();
        });
    }

    private void lock(String lane) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:lane, 0))")
                .param("lane", lane)
                .query((row, number) -> true)
                .single();
    }

    private static String reason(String reason) {
        return SafeText.cut(SafeText.clean(reason), REASON);
    }

    /** The dead letters, newest first. */
    List<Map<String, Object>> dead(int limit) {
        return jdbc.sql(
                        """
                        select position, destination, task_id, task_type, incident_id, created_at, attempts, last_error,
                               payload
                        from a2a_outbox where dead order by position desc limit :limit""")
                .param("limit", limit)
                .query()
                .listOfRows();
    }

    /** Puts a dead letter back at the head of its lane. */
    boolean replay(long position) {
        return jdbc.sql(
                                """
                        update a2a_outbox set dead = false, dead_at = null, head = true, failing_since = null,
                               due_at = :now, attempts = 0
                        where position = :p and dead""")
                        .param("p", position)
                        .param("now", SqlTime.utc(clock.instant()))
                        .update()
                == 1;
    }

    /** How many dead letters there are, counted up to a limit. */
    long deadLetters(int limit) {
        return jdbc.sql("select count(*) from (select 1 from a2a_outbox where dead limit :limit) as counted")
                .param("limit", limit)
                .query(Long.class)
                .single();
    }

    /** How long the oldest living message has waited, in seconds; 0 when none waits. */
    double oldestSeconds() {
        return jdbc.sql("select created_at from a2a_outbox where not dead order by position limit 1")
                .query(OffsetDateTime.class)
                .optional()
                .map(oldest -> FractionalSeconds.of(Duration.between(oldest.toInstant(), clock.instant())))
                .orElse(0.0);
    }
}
