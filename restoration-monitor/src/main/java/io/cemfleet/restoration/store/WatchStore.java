package io.cemfleet.restoration.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.restoration.watch.RestorationWatch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code watch}. */
@Repository
public class WatchStore {
    private final JdbcClient jdbc;
    private final ObjectMapper mapper;
    private final Clock clock;

    WatchStore(JdbcClient jdbc, ObjectMapper mapper, Clock clock) {
        this.jdbc = jdbc;
        this.mapper = mapper;
        this.clock = clock;
    }

    public Optional<RestorationWatch> find(String incidentId) {
        return jdbc.sql("select document from watch where incident_id = :id")
                .param("id", incidentId)
                .query((row, number) -> watch(row))
                .optional();
    }

    /** The task that began the watch; another request is another task. */
    public Optional<UUID> begunBy(String incidentId) {
        return jdbc.sql("select (document ->> 'task_id')::uuid from watch where incident_id = :id")
                .param("id", incidentId)
                .query(UUID.class)
                .optional();
    }

    /** Reads and locks until the transaction ends. */
    public Optional<RestorationWatch> lock(String incidentId) {
        return jdbc.sql("select document from watch where incident_id = :id for update")
                .param("id", incidentId)
                .query((row, number) -> watch(row))
                .optional();
    }

    /** Stores a watch, and replaces an earlier one of the same incident. */
    public void replace(RestorationWatch watch) {
        jdbc.sql(
                        """
                        insert into watch (incident_id, plan_revision, stage, document, version, updated_at)
                        values (:id, :plan, :stage, :document::jsonb, :version, :now)
                        on conflict (incident_id) do update set plan_revision = excluded.plan_revision,
                            stage = excluded.stage, document = excluded.document, version = excluded.version,
                            updated_at = excluded.updated_at""")
                .param("id", watch.incidentId())
                .param("plan", watch.planRevision())
                .param("stage", watch.stage().name())
                .param("document", json(watch))
                .param("version", watch.version())
                .param("now", now())
                .update();
    }

    /** @return false when the watch was changed since it was read */
    public boolean update(RestorationWatch watch) {
        RestorationWatch next = watch.next();
        return jdbc.sql(
                                """
                        update watch set stage = :stage, document = :document::jsonb, updated_at = :now,
                            version = :next
                        where incident_id = :id and version = :version""")
                        .param("id", watch.incidentId())
                        .param("stage", watch.stage().name())
                        .param("document", json(next))
                        .param("next", next.version())
                        .param("version", watch.version())
                        .param("now", now())
                        .update()
                == 1;
    }

    /** The watches that have not ended. */
    public List<RestorationWatch> open() {
        return jdbc.sql(
                        """
                        select document from watch
                        where stage not in ('RESTORED', 'CLEANUP_FAILED', 'CANCELED') order by incident_id""")
                .query((row, number) -> watch(row))
                .list();
    }

    /** The incidents that are being watched. */
    public List<String> openIncidents() {
        return jdbc.sql(
                        """
                        select incident_id from watch
                        where stage not in ('RESTORED', 'CLEANUP_FAILED', 'CANCELED') order by incident_id""")
                .query(String.class)
                .list();
    }

    private RestorationWatch watch(ResultSet row) throws SQLException {
        try {
            return mapper.readValue(row.getString("document"), RestorationWatch.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored watch cannot be read", e);
        }
    }

    private String json(RestorationWatch watch) {
        try {
            return mapper.writeValueAsString(watch);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a watch cannot be written", e);
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
