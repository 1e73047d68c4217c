package io.cemfleet.restoration.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.restoration.watch.WatchState;
import io.cemfleet.runtime.time.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code watch}. */
@Repository
public class WatchStore {
    private final JdbcClient jdbc;
    private final WatchDocument document;
    private final Clock clock;

    WatchStore(JdbcClient jdbc, ObjectMapper mapper, Clock clock) {
        this.jdbc = jdbc;
        this.document = new WatchDocument(mapper);
        this.clock = clock;
    }

    public Optional<WatchState> find(String incidentId) {
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
    public Optional<WatchState> lock(String incidentId) {
        return jdbc.sql("select document from watch where incident_id = :id for update")
                .param("id", incidentId)
                .query((row, number) -> watch(row))
                .optional();
    }

    /** Stores a watch, and replaces an earlier one of the same incident. */
    public void replace(WatchState watch) {
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
                .param("document", document.write(watch, watch.core().version()))
                .param("version", watch.core().version())
                .param("now", now())
                .update();
    }

    /** @return false when the watch was changed since it was read */
    public boolean update(WatchState watch) {
        long version = watch.core().version();
        return jdbc.sql(
                                """
                        update watch set stage = :stage, document = :document::jsonb, updated_at = :now,
                            version = :next
                        where incident_id = :id and version = :version""")
                        .param("id", watch.incidentId())
                        .param("stage", watch.stage().name())
                        .param("document", document.write(watch, version + 1))
                        .param("next", version + 1)
                        .param("version", version)
                        .param("now", now())
                        .update()
                == 1;
    }

    /** The watches that have not ended. */
    public List<WatchState.Active> open() {
        return jdbc.sql(
                        """
                        select document from watch
                        where stage not in ('RESTORED', 'CLEANUP_FAILED', 'CANCELED') order by incident_id""")
                .query((row, number) -> (WatchState.Active) watch(row))
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

    private WatchState watch(ResultSet row) throws SQLException {
        return document.read(row.getString("document"));
    }

    private OffsetDateTime now() {
        return SqlTime.utc(clock.instant());
    }
}
