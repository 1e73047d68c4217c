package io.cemfleet.correlator.incident;

import io.cemfleet.a2a.contract.IncidentResolution;
import io.cemfleet.correlator.alert.AlertJson;
import io.cemfleet.correlator.alert.IncidentDecision;
import io.cemfleet.runtime.time.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code incident}, and the numbers. */
@Repository
class IncidentStore {
    private final JdbcClient jdbc;
    private final Clock clock;

    IncidentStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record IncidentRow(String incidentId, String incidentKey, String domain, long sequence, boolean closed) {}

    Optional<IncidentRow> byKey(String incidentKey) {
        return jdbc.sql(
                        """
                        select incident_id, incident_key, domain, sequence, closed_at from incident
                        where incident_key = :key for update""")
                .param("key", incidentKey)
                .query(IncidentStore::stored)
                .optional();
    }

    Optional<IncidentRow> byId(String incidentId) {
        return jdbc.sql("select incident_id, incident_key, domain, sequence, closed_at from incident where incident_id"
                        + " = :id")
                .param("id", incidentId)
                .query(IncidentStore::stored)
                .optional();
    }

    /** The links that it has or had. */
    List<String> links(String incidentId) {
        return jdbc.sql(
                        """
                        select distinct jsonb_array_elements_text(
                            (decision -> 'degraded_links') || (decision -> 'cleared_links')) from incident
                        where incident_id = :id""")
                .param("id", incidentId)
                .query(String.class)
                .list();
    }

    /** The next number of the UTC year; released when the transaction rolls back. */
    String nextId() {
        int year = clock.instant().atOffset(ZoneOffset.UTC).getYear();
        int number = jdbc.sql(
                        """
                        insert into incident_number (year, last) values (:year, 1)
                        on conflict (year) do update set last = incident_number.last + 1 returning last""")
                .param("year", year)
                .query(Integer.class)
                .single();
        return String.format(Locale.ROOT, "INC-%d-%04d", year, number);
    }

    /** Whether the key was free. */
    boolean insert(String incidentId, IncidentDecision decision) {
        return jdbc.sql(
                                """
                                insert into incident (incident_id, incident_key, domain, sequence, decision, opened_at)
                                values (:id, :key, :domain, :sequence, :decision::jsonb, :opened)
                                on conflict (incident_key) do nothing""")
                        .param("id", incidentId)
                        .param("key", decision.incidentKey())
                        .param("domain", decision.domain())
                        .param("sequence", decision.sequence())
                        .param("decision", AlertJson.text(decision))
                        .param("opened", SqlTime.utc(decision.occurredAt()))
                        .update()
                == 1;
    }

    void update(IncidentDecision decision) {
        jdbc.sql("update incident set sequence = :sequence, decision = :decision::jsonb where incident_key = :key")
                .param("sequence", decision.sequence())
                .param("decision", AlertJson.text(decision))
                .param("key", decision.incidentKey())
                .update();
    }

    void close(String incidentId, Instant at, IncidentResolution resolution) {
        jdbc.sql(
                        """
                        update incident set closed_at = :at, resolution = :resolution
                        where incident_id = :id and closed_at is null""")
                .param("at", SqlTime.utc(at))
                .param("resolution", resolution.wire())
                .param("id", incidentId)
                .update();
    }

    private static IncidentRow stored(ResultSet row, int number) throws SQLException {
        return new IncidentRow(
                row.getString("incident_id"),
                row.getString("incident_key"),
                row.getString("domain"),
                row.getLong("sequence"),
                row.getObject("closed_at") != null);
    }
}
