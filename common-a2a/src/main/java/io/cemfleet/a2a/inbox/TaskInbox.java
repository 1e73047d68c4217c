package io.cemfleet.a2a.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskAnswer;
import io.cemfleet.runtime.time.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code a2a_task}. A claim holds until the caller's deadline; then a repeat may run the task again. */
public final class TaskInbox {
    private final JdbcClient jdbc;
    private final ObjectMapper mapper;
    private final Clock clock;

    public TaskInbox(JdbcClient jdbc, ObjectMapper mapper, Clock clock) {
        this.jdbc = jdbc;
        this.mapper = mapper;
        this.clock = clock;
    }

    private record RememberedTask(
            String caller, String taskType, String payloadHash, TaskAnswer answer, boolean claimable) {}

    /** Claims a task id for one type and payload; waits for a transaction that is claiming it at the moment. */
    public TaskClaim claim(TaskAnswer begun, TaskContext context, JsonNode payload) {
        String hash = PayloadHash.of(payload);
        Instant now = clock.instant();
        int inserted = jdbc.sql(
                        """
                        insert into a2a_task (task_id, task_type, caller, incident_id, payload_hash, state, answer,
                                              claimed_until, started_at)
                        values (:id, :type, :caller, :incident, :hash, :state, :answer, :until, :now)
                        on conflict (task_id) do nothing""")
                .param("id", begun.taskId())
                .param("type", begun.taskType())
                .param("caller", context.caller().wire())
                .param("incident", context.incidentId())
                .param("hash", hash)
                .param("state", begun.status().state().wire())
                .param("answer", json(begun))
                .param("until", SqlTime.utc(context.deadline()))
                .param("now", SqlTime.utc(now))
                .update();
        return inserted == 1 ? new TaskClaim.Claimed(begun) : repeated(begun, context, hash, now);
    }

    private TaskClaim repeated(TaskAnswer begun, TaskContext context, String hash, Instant now) {
        RememberedTask known = jdbc.sql(
                        """
                        select caller, task_type, payload_hash, answer,
                               state = 'working' and claimed_until < :now as claimable
                        from a2a_task where task_id = :id""")
                .param("id", begun.taskId())
                .param("now", SqlTime.utc(now))
                .query(this::known)
                .single();
        boolean same = known.caller().equals(context.caller().wire())
                && known.taskType().equals(begun.taskType())
                && known.payloadHash().equals(hash);
        if (!same) {
            return new TaskClaim.IdConflict();
        }
        if (!known.claimable()) {
            return new TaskClaim.Remembered(known.answer());
        }
        int taken = jdbc.sql(
                        """
                        update a2a_task set claimed_until = :until
                        where task_id = :id and state = 'working' and claimed_until < :now""")
                .param("id", begun.taskId())
                .param("until", SqlTime.utc(context.deadline()))
                .param("now", SqlTime.utc(now))
                .update();
        return taken == 1 ? new TaskClaim.Claimed(known.answer()) : new TaskClaim.Remembered(known.answer());
    }

    /** Stores the present state of a task. A task that is still working cannot be claimed again. */
    public void store(TaskAnswer answer) {
        jdbc.sql(
                        """
                        update a2a_task set state = :state, answer = :answer, completed_at = :completed,
                               claimed_until = 'infinity'
                        where task_id = :id""")
                .param("id", answer.taskId())
                .param("state", answer.status().state().wire())
                .param("answer", json(answer))
                .param("completed", SqlTime.utcOrNull(answer.completedAt()))
                .update();
    }

    /** Releases a claim after an unexpected failure, so that a repeat need not wait. */
    public void release(UUID taskId) {
        jdbc.sql("update a2a_task set claimed_until = :now where task_id = :id")
                .param("id", taskId)
                .param("now", SqlTime.utc(clock.instant().minusMillis(1)))
                .update();
    }

    /** The present answer, for the agent that sent the task. */
    public Optional<TaskAnswer> find(AgentName caller, UUID taskId) {
        return jdbc.sql("select answer from a2a_task where task_id = :id and caller = :caller")
                .param("id", taskId)
                .param("caller", caller.wire())
                .query((row, number) -> answer(row))
                .optional();
    }

    /** The present answer, for this agent itself. */
    public Optional<TaskAnswer> find(UUID taskId) {
        return jdbc.sql("select answer from a2a_task where task_id = :id")
                .param("id", taskId)
                .query((row, number) -> answer(row))
                .optional();
    }

    private RememberedTask known(ResultSet row, int number) throws SQLException {
        return new RememberedTask(
                row.getString("caller"),
                row.getString("task_type"),
                row.getString("payload_hash"),
                answer(row),
                row.getBoolean("claimable"));
    }

    private TaskAnswer answer(ResultSet row) throws SQLException {
        try {
            return mapper.readValue(row.getString("answer"), TaskAnswer.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored answer cannot be read", e);
        }
    }

    private String json(TaskAnswer answer) {
        try {
            return mapper.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer cannot be written", e);
        }
    }
}
