package io.cemfleet.orchestrator.store;

import io.cemfleet.orchestrator.incident.IncidentFact;
import io.cemfleet.runtime.time.SqlTime;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code fact}. */
@Component
public class FactStore {
    private final JdbcClient jdbc;
    private final JsonDocuments documents;
    private final Clock clock;

    FactStore(JdbcClient jdbc, JsonDocuments documents, Clock clock) {
        this.jdbc = jdbc;
        this.documents = documents;
        this.clock = clock;
    }

    /** A fact that waits to be folded in. */
    public record WaitingFact(long position, IncidentFact fact) {}

    public void append(String incidentId, IncidentFact fact) {
        jdbc.sql(
                        """
                        insert into fact (incident_id, kind, document, received_at)
                        values (:incident, :kind, :document::jsonb, :now)""")
                .param("incident", incidentId)
                .param("kind", fact.kind())
                .param("document", documents.write(fact))
                .param("now", SqlTime.utc(clock.instant()))
                .update();
    }

    /** Facts not folded in yet, in the order of their arrival. */
    public List<WaitingFact> waiting(String incidentId) {
        return jdbc.sql(
                        """
                        select position, document from fact
                        where incident_id = :incident and folded_at is null order by position""")
                .param("incident", incidentId)
                .query((row, number) -> new WaitingFact(
                        row.getLong("position"), documents.read(row.getString("document"), IncidentFact.class)))
                .list();
    }

    public boolean anyWaiting(String incidentId) {
        return jdbc.sql("select exists (select 1 from fact where incident_id = :incident and folded_at is null)")
                .param("incident", incidentId)
                .query(Boolean.class)
                .single();
    }

    public void folded(long position, String verdict) {
        jdbc.sql("update fact set folded_at = :now, verdict = :verdict where position = :position")
                .param("now", SqlTime.utc(clock.instant()))
                .param("verdict", verdict)
                .param("position", position)
                .update();
    }
}
