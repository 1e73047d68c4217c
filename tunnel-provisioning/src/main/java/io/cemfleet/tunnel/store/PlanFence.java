package io.cemfleet.tunnel.store;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Stores the newest plan revision of each incident; requests of an older one are refused. */
@Component
public class PlanFence {
    private final JdbcClient jdbc;

    PlanFence(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Lets the present plan or a newer one pass, and remembers it; holds the incident's row until the commit. */
    public boolean admit(String incidentId, long planRevision) {
        long newest = jdbc.sql(
                        """
                        insert into incident_plan (incident_id, plan_revision) values (:incident, :revision)
                        on conflict (incident_id) do update
                        set plan_revision = greatest(incident_plan.plan_revision, excluded.plan_revision), updated_at = now()
                        returning plan_revision""")
                .param("incident", incidentId)
                .param("revision", planRevision)
                .query(Long.class)
                .single();
        return newest == planRevision;
    }
}
