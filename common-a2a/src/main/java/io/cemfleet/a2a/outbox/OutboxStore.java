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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code a2a_outbox}. */
public final class OutboxStore {
    /** Length of the payloads of one request, half of what an agent takes, since they are not all of it. */
    static final int LONGEST = 512 * 1024;

    /**
     * Reads the first message of each lane that is due and no other. Messages are taken while they fit into one request;
     * one that is longer goes alone. A claim that is lost in a crash of the database repeats a message, so its commit
     * does not wait for the disk.
     */
    static final String CLAIM_HEADS =
            """
            with unsynced as (select set_config('synchronous_commit', 'off', true))
            update a2a_outbox set due_at = :leased, attempts = attempts + 1
            from unsynced
            where position in (
                select due.position
                from unnest(:destinations::text[], :most::int[]) as room (destination, most)
                cross join lateral (
                    select locked.position, locked.length,
                           sum(locked.length) over (order by locked.due_at, locked.position) as total
                    from (
                        select position, due_at, octet_length(payload) as length from a2a_outbox first
                        where first.destination = room.destination and first.head and not first.dead
                          and first.due_at <= :now
                        order by due_at limit room.most
                        for update skip locked) locked) due
                where due.total <= :longest or due.total = due.length)
            returning a2a_outbox.*, exists (
                select 1 from a2a_outbox behind
                where behind.lane = a2a_outbox.lane and behind.position > a2a_outbox.position
                  and not behind.dead) as followed""";

    /** Reads a limited number of messages behind each claimed one. */
    static final String FOLLOWING =
            """
            select behind.*, false as followed
            from unnest(:lanes::text[], :positions::bigint[]) as claimed (lane, position)
            cross join lateral (
                select next.*, sum(octet_length(next.payload)) over (order by next.position) as total
                from (
                    select * from a2a_outbox
                    where lane = claimed.lane and position > claimed.position and not dead
                    order by position limit :most) next) behind
            where behind.total <= :longest
            order by behind.position""";

    private final JdbcClient jdbc;
    private final OutboxRowMapper rows;
    private final Clock clock;

    public OutboxStore(JdbcClient jdbc, ObjectMapper mapper, Clock clock) {
        this.jdbc = jdbc;
        this.rows = new OutboxRowMapper(mapper);
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
     * @param most the greatest number for each destination; others are left alone
     */
    List<ClaimedMessage> claimHeads(Map<AgentName, Integer> most, Duration lease) {
        Instant now = clock.instant();
        return jdbc.sql(CLAIM_HEADS)
                .param(
                        "destinations",
                        most.keySet().stream().map(AgentName::wire).toArray(String[]::new))
                .param("most", most.values().toArray(Integer[]::new))
                .param("longest", LONGEST)
                .param("now", SqlTime.utc(now))
                .param("leased", SqlTime.utc(now.plus(lease)))
                .query(rows)
                .list();
    }

    /** Whether a message waits that is no dead letter, due or not. */
    boolean anyWaiting() {
        return jdbc.sql("select exists (select 1 from a2a_outbox where not dead)")
                .query(Boolean.class)
                .single();
    }

    /**
     * The claimed messages and those that wait behind them, lane by lane, each lane in its order. A claim of the first
     * message is a claim of its lane, so nothing is written.
     *
     * @param heads to one destination; a replayed dead letter stands before the head of its lane
     * @param most how many messages in all
     */
    List<ClaimedMessage> withFollowing(List<OutboxMessage> heads, int most) {
        Map<String, List<ClaimedMessage>> lanes = new LinkedHashMap<>();
        List<OutboxMessage> first = heads.stream()
                .sorted(Comparator.comparing(OutboxMessage::position))
                .filter(head -> lanes.putIfAbsent(head.lane(), new ArrayList<>(List.of(new ClaimedMessage.Ready(head))))
                        == null)
                .toList();
        List<OutboxMessage> followed =
                first.stream().filter(OutboxMessage::followed).toList();
        int room = most - first.size();
        int left = LONGEST - first.stream().mapToInt(OutboxMessage::length).sum();
        if (!followed.isEmpty() && room >= followed.size() && left > 0) {
            jdbc.sql(FOLLOWING)
                    .param("lanes", followed.stream().map(OutboxMessage::lane).toArray(String[]::new))
                    .param(
                            "positions",
                            followed.stream().map(OutboxMessage::position).toArray(Long[]::new))
                    .param("most", room / followed.size())
                    .param("longest", left / followed.size())
                    .query(rows)
                    .list()
                    .forEach(next ->
                            Objects.requireNonNull(lanes.get(next.lane())).add(next));
        }
        return lanes.values().stream().flatMap(List::stream).toList();
    }

    private void lock(String lane) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:lane, 0))")
                .param("lane", lane)
                .query((row, number) -> true)
                .single();
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
