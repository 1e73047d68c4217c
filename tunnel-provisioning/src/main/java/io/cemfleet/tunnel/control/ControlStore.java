package io.cemfleet.tunnel.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.runtime.time.SqlTime;
import io.cemfleet.tunnel.policy.AutomationCaps;
import io.cemfleet.tunnel.policy.AutomationControls;
import io.cemfleet.tunnel.policy.ChangeFreeze;
import io.cemfleet.tunnel.policy.GlobalStop;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The controls in Postgres. */
@Component
class ControlStore {
    private final JdbcClient jdbc;
    private final ObjectMapper mapper;
    private final ControlSettings settings;
    private final Clock clock;

    ControlStore(JdbcClient jdbc, ObjectMapper mapper, ControlSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.mapper = mapper;
        this.settings = settings;
        this.clock = clock;
    }

    private record ControlsRow(GlobalStop stop, TreeSet<String> protectedNodes, AutomationCaps caps) {}

    AutomationControls read() {
        return controls("select * from control");
    }

    /**
     * Reads and locks the controls until the caller's transaction ends: no other transaction reserves a write or
     * changes a control meanwhile.
     */
    AutomationControls lock() {
        return controls("select * from control for update");
    }

    private AutomationControls controls(String sql) {
        ControlsRow row = jdbc.sql(sql).query(this::row).single();
        return new AutomationControls(row.stop(), freezes(), row.protectedNodes(), row.caps());
    }

    private List<ChangeFreeze> freezes() {
        return jdbc.sql("select * from change_freeze where lifted_at is null and ends_at > :now order by starts_at, id")
                .param("now", SqlTime.utc(clock.instant()))
                .query(ControlStore::freeze)
                .list();
    }

    void stop(GlobalStop stop) {
        jdbc.sql("update control set stopped = :stopped, stop_reason = :reason, stop_actor = :actor, stop_since = :at")
                .param("stopped", stop.stopped())
                .param("reason", stop.reason())
                .param("actor", stop.actor())
                .param("at", SqlTime.utc(clock.instant()))
                .update();
    }

    void protect(Collection<String> nodes) {
        jdbc.sql("update control set protected_nodes = :nodes")
                .param("nodes", nodes.toArray(String[]::new))
                .update();
    }

    void cap(AutomationCaps caps) {
        jdbc.sql("update control set caps = :caps::jsonb")
                .param("caps", json(caps))
                .update();
    }

    void add(ChangeFreeze freeze) {
        jdbc.sql(
                        """
                        insert into change_freeze (id, starts_at, ends_at, nodes, reason, actor)
                        values (:id, :from, :until, :nodes, :reason, :actor)""")
                .param("id", freeze.id())
                .param("from", SqlTime.utc(freeze.from()))
                .param("until", SqlTime.utc(freeze.until()))
                .param("nodes", freeze.nodes().stream().sorted().toArray(String[]::new))
                .param("reason", freeze.reason())
                .param("actor", freeze.actor())
                .update();
    }

    void lift(UUID id, String actor, String reason) {
        jdbc.sql("update change_freeze set lifted_at = :at, lifted_by = :actor, lift_reason = :reason where id = :id")
                .param("id", id)
                .param("at", SqlTime.utc(clock.instant()))
                .param("actor", actor)
                .param("reason", reason)
                .update();
    }

    private ControlsRow row(ResultSet row, int number) throws SQLException {
        String caps = row.getString("caps");
        return new ControlsRow(
                new GlobalStop(
                        row.getBoolean("stopped"),
                        row.getString("stop_reason"),
                        row.getString("stop_actor"),
                        SqlTime.instantOrNull(row, "stop_since")),
                new TreeSet<>(nodes(row, "protected_nodes")),
                caps == null ? settings.defaultCaps() : caps(caps));
    }

    private static ChangeFreeze freeze(ResultSet row, int number) throws SQLException {
        return new ChangeFreeze(
                row.getObject("id", UUID.class),
                SqlTime.instant(row, "starts_at"),
                SqlTime.instant(row, "ends_at"),
                nodes(row, "nodes"),
                row.getString("reason"),
                row.getString("actor"));
    }

    private static Set<String> nodes(ResultSet row, String column) throws SQLException {
        return Set.of((String[]) row.getArray(column).getArray());
    }

    private String json(AutomationCaps caps) {
        try {
            return mapper.writeValueAsString(caps);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("caps cannot be written", e);
        }
    }

    private AutomationCaps caps(String json) {
        try {
            return mapper.readValue(json, AutomationCaps.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored caps cannot be read", e);
        }
    }
}
