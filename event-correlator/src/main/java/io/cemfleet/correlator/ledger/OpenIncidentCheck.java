package io.cemfleet.correlator.ledger;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Checks whether any incident is open. */
@Repository
public class OpenIncidentCheck {
    private final JdbcClient jdbc;

    OpenIncidentCheck(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether an incident is open: without one, no traffic is being steered. */
    public boolean any() {
        return jdbc.sql("select exists (select 1 from incident where closed_at is null)")
                .query(Boolean.class)
                .single();
    }
}
