package io.cemfleet.orchestrator.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.orchestrator.incident.AgentCall;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.runtime.time.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code call}: intents, stored before the call is made. */
@Component
public class CallStore {
    private static final List<String> EFFECTS = Arrays.stream(CallStep.values())
            .filter(CallStep::effect)
            .map(CallStep::wire)
            .toList();

    private final JdbcClient jdbc;
    private final JsonDocuments documents;
    private final Clock clock;

    CallStore(JdbcClient jdbc, JsonDocuments documents, Clock clock) {
        this.jdbc = jdbc;
        this.documents = documents;
        this.clock = clock;
    }

    /** An intent whose outcome is not known. */
    public record OpenCall(AgentCall call, Instant notBefore) {}

    public void insert(AgentCall call) {
        jdbc.sql(
                        """
                        insert into call (task_id, incident_id, protection_key, step, plan_revision, attempt, payload,
                                          created_at, not_before)
                        values (:task, :incident, :protection, :step, :revision, :attempt, :payload::jsonb, :now, :now)""")
                .param("task", call.taskId())
                .param("incident", call.incidentId())
                .param("protection", call.protection())
                .param("step", call.step().wire())
                .param("revision", call.planRevision())
                .param("attempt", call.attempt())
                .param("payload", documents.write(call.payload()))
                .param("now", SqlTime.utc(call.createdAt()))
                .update();
    }

    /** Intents without an outcome, those of the highest tier first. */
    public List<OpenCall> open(String incidentId) {
        return jdbc.sql(
                        """
                        select call.* from call
                        left join protection using (incident_id, protection_key)
                        where incident_id = :incident and settled_at is null
                        order by coalesce(tier_rank, -1), created_at, protection_key""")
                .param("incident", incidentId)
                .query((row, number) -> new OpenCall(call(row), SqlTime.instant(row, "not_before")))
                .list();
    }

    private AgentCall call(ResultSet row) throws SQLException {
        CallStep step = CallStep.valueOf(row.getString("step").toUpperCase(Locale.ROOT));
        JsonNode payload = documents.tree(row.getString("payload"));
        return new AgentCall(
                row.getObject("task_id", UUID.class),
                row.getString("incident_id"),
                row.getString("protection_key"),
                step,
                row.getLong("plan_revision"),
                row.getInt("attempt"),
                payload,
                SqlTime.instant(row, "created_at"),
                row.getInt("tries"),
                step == step.ofOneProtection() ? List.of() : keys(payload));
    }

    private static List<String> keys(JsonNode wave) {
        return StreamSupport.stream(wave.path("items").spliterator(), false)
                .map(item -> item.path("key").asText())
                .toList();
    }

    /** Whether a write to the network has no known outcome yet. */
    public boolean awaitEffect(String incidentId) {
        return jdbc.sql(
                        """
                        select exists (select 1 from call
                                       where incident_id = :incident and settled_at is null and step in (:effects))""")
                .param("incident", incidentId)
                .param("effects", EFFECTS)
                .query(Boolean.class)
                .single();
    }

    /** Records that the outcome is known; false when it was before. */
    public boolean settle(UUID taskId, String outcome) {
        return jdbc.sql(
                                """
                        update call set settled_at = :now, outcome = :outcome
                        where task_id = :task and settled_at is null""")
                        .param("now", SqlTime.utc(clock.instant()))
                        .param("outcome", outcome)
                        .param("task", taskId)
                        .update()
                == 1;
    }

    /** The agent did not answer: the same call is repeated later. */
    public void postpone(UUID taskId, Instant notBefore) {
        jdbc.sql("update call set not_before = :at, tries = tries + 1 where task_id = :task and settled_at is null")
                .param("at", SqlTime.utc(notBefore))
                .param("task", taskId)
                .update();
    }
}
