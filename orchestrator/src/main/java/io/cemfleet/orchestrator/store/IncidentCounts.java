package io.cemfleet.orchestrator.store;

import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table {@code incident_count}: how many incidents stand in each state, kept by the transactions that change a state,
 * so that nobody counts incidents.
 */
@Component
public class IncidentCounts {
    private final JdbcClient jdbc;

    IncidentCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many incidents stand in each state; states in which none stands may be missing. */
    public Map<String, Long> byState() {
        return jdbc
                .sql("select state, sum(incidents)::bigint as incidents from incident_count group by state")
                .query((row, number) -> Map.entry(row.getString("state"), row.getLong("incidents")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** An incident came into this state, in the running transaction. */
    void entered(String state) {
        change(state, 1);
    }

    /** An incident left this state, in the running transaction. */
    void left(String state) {
        change(state, -1);
    }

    /** Where all slots are locked, or the state is newer than the table, a slot of the connection's own is added. */
    private void change(String state, int by) {
        int changed = jdbc.sql(
                        """
                        update incident_count set incidents = incidents + :by
                        where (state, slot) = (select state, slot from incident_count
                                               where state = :state and slot > 0
                                               limit 1 for no key update skip locked)""")
                .param("state", state)
                .param("by", by)
                .update();
        if (changed == 0) {
            jdbc.sql(
                            """
                            insert into incident_count as kept (state, slot, incidents)
                            values (:state, 1000 + pg_backend_pid(), :by)
                            on conflict (state, slot) do update set incidents = kept.incidents + excluded.incidents""")
                    .param("state", state)
                    .param("by", by)
                    .update();
        }
    }
}
