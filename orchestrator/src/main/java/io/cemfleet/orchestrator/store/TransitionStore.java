package io.cemfleet.orchestrator.store;

import io.cemfleet.a2a.contract.IncidentState;
import io.cemfleet.orchestrator.incident.IncidentTransition;
import io.cemfleet.runtime.time.SqlTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code transition}: the history of incidents. */
@Component
public class TransitionStore {
    private static final int MOST = 500;

    private final JdbcClient jdbc;

    TransitionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void append(String incidentId, IncidentTransition transition) {
        jdbc.sql(
                        """
                        insert into transition (incident_id, from_state, to_state, reason, plan_revision, occurred_at)
                        values (:incident, :from, :to, :reason, :revision, :at)""")
                .param("incident", incidentId)
                .param("from", transition.from().wire())
                .param("to", transition.to().wire())
                .param("reason", transition.reason())
                .param("revision", transition.planRevision())
                .param("at", SqlTime.utc(transition.at()))
                .update();
    }

    /** The newest {@value #MOST} of an incident, in order; one that flaps has more. */
    public List<IncidentTransition> all(String incidentId) {
        return jdbc.sql(
                        """
                        select * from (select * from transition where incident_id = :incident
                                       order by position desc limit :most) as newest
                        order by position""")
                .param("incident", incidentId)
                .param("most", MOST)
                .query((row, number) -> new IncidentTransition(
                        state(row.getString("from_state")),
                        state(row.getString("to_state")),
                        row.getString("reason"),
                        row.getLong("plan_revision"),
                        SqlTime.instant(row, "occurred_at")))
                .list();
    }

    private static IncidentState state(String wire) {
        return IncidentState.of(wire);
    }
}
