package io.cemfleet.restoration.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.restoration.sla.SlaVerdict;
import io.cemfleet.restoration.sla.SteeringCheck;
import io.cemfleet.runtime.time.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** The table {@code steering_check}. */
@Repository
public class SteeringCheckStore {
    private final JdbcClient jdbc;
    private final ObjectMapper mapper;
    private final Clock clock;

    SteeringCheckStore(JdbcClient jdbc, ObjectMapper mapper, Clock clock) {
        this.jdbc = jdbc;
        this.mapper = mapper;
        this.clock = clock;
    }

    /**
     * Opens one check for each steering; a repeat only updates the plan, and changes nothing once the check is
     * answered.
     */
    public void openCheck(SteeringCheck check) {
        of(
                        check,
                        """
                        insert into steering_check (incident_id, tunnel_id, steering, plan_revision, document, updated_at)
                        values (:id, :tunnel, :steering, :plan, :document::jsonb, :now)
                        on conflict (incident_id, tunnel_id, steering) do update
                            set plan_revision = excluded.plan_revision, updated_at = excluded.updated_at
                            where not steering_check.done""")
                .param("plan", check.planRevision())
                .param("document", json(check))
                .update();
    }

    /** Drops checks of tunnels that the plan no longer names: their traffic is elsewhere. */
    public void drop(String incidentId, long olderThanPlan) {
        jdbc.sql(
                        """
                        update steering_check set done = true, updated_at = :now
                        where incident_id = :id and not done and plan_revision < :plan""")
                .param("id", incidentId)
                .param("plan", olderThanPlan)
                .param("now", SqlTime.utc(clock.instant()))
                .update();
    }

    /** The checks without a verdict. */
    public List<SteeringCheck> open(String incidentId) {
        return jdbc.sql(
                        """
                        select plan_revision, document from steering_check
                        where incident_id = :id and not done order by tunnel_id, steering""")
                .param("id", incidentId)
                .query((row, number) -> read(row))
                .list();
    }

    /** Stores the measurement before steering. */
    public void storeBefore(SteeringCheck check) {
        of(
                        check,
                        """
                        update steering_check set document = :document::jsonb, updated_at = :now
                        where incident_id = :id and tunnel_id = :tunnel and steering = :steering and not done""")
                .param("document", json(check))
                .update();
    }

    /** @return false when it was answered before */
    public boolean answer(SteeringCheck check, SlaVerdict verdict) {
        return of(
                                check,
                                """
                        update steering_check set done = true, verdict = :verdict, updated_at = :now
                        where incident_id = :id and tunnel_id = :tunnel and steering = :steering and not done""")
                        .param("verdict", verdict.wire())
                        .update()
                == 1;
    }

    /** The incidents with open checks whose watch goes on. */
    public List<String> waiting() {
        return jdbc.sql(
                        """
                        select distinct incident_id from steering_check join watch using (incident_id)
                        where not done and stage <> 'CANCELED' order by incident_id""")
                .query(String.class)
                .list();
    }

    private StatementSpec of(SteeringCheck check, String sql) {
        return jdbc.sql(sql)
                .param("id", check.incidentId())
                .param("tunnel", check.tunnelId())
                .param("steering", check.steering())
                .param("now", SqlTime.utc(clock.instant()));
    }

    private SteeringCheck read(ResultSet row) throws SQLException {
        try {
            return mapper.readValue(row.getString("document"), SteeringCheck.class)
                    .in(row.getLong("plan_revision"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored steering check cannot be read", e);
        }
    }

    private String json(SteeringCheck check) {
        try {
            return mapper.writeValueAsString(check);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a steering check cannot be written", e);
        }
    }
}
