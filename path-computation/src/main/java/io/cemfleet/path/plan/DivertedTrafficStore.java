package io.cemfleet.path.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.runtime.time.SqlTime;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code diverted_traffic}, one row a protection key. */
@Component
class DivertedTrafficStore {

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    DivertedTrafficStore(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @param changedAt of the row as read, since another plan or instance may have written it later */
    record StoredDivertedTraffic(DivertedTraffic traffic, Instant changedAt) {}

    Optional<DivertedTraffic> find(String key) {
        return jdbc.sql("select traffic, changed_at from diverted_traffic where protection_key = :key")
                .param("key", key)
                .query((row, number) -> read(row).traffic())
                .optional();
    }

    List<StoredDivertedTraffic> all() {
        return jdbc.sql("select traffic, changed_at from diverted_traffic order by protection_key")
                .query((row, number) -> read(row))
                .list();
    }

    /** The diverted traffic of protections of other incidents. */
    List<DivertedTraffic> awayBeside(String incidentId) {
        return jdbc.sql(
                        """
                        select traffic, changed_at from diverted_traffic where away and incident_id <> :incident
                        order by protection_key""")
                .param("incident", incidentId)
                .query((row, number) -> read(row).traffic())
                .list();
    }

    void put(DivertedTraffic traffic, Instant now) {
        jdbc.sql(
                        """
                        insert into diverted_traffic (protection_key, incident_id, traffic, away, changed_at)
                        values (:key, :incident, :traffic::jsonb, :away, :now)
                        on conflict (protection_key) do update set
                            incident_id = excluded.incident_id, traffic = excluded.traffic, away = excluded.away,
                            changed_at = excluded.changed_at
                        """)
                .param("key", traffic.protectionKey())
                .param("incident", traffic.ends().incidentId())
                .param("traffic", text(traffic))
                .param("away", traffic.away())
                .param("now", SqlTime.utc(now))
                .update();
    }

    /** Stores the part that is off the original path now, unless the row changed since it was read. */
    void update(StoredDivertedTraffic read, DivertedTraffic traffic, Instant now) {
        jdbc.sql(
                        """
                        update diverted_traffic set traffic = :traffic::jsonb, away = :away, changed_at = :now
                        where protection_key = :key and changed_at = :read
                        """)
                .param("key", traffic.protectionKey())
                .param("traffic", text(traffic))
                .param("away", traffic.away())
                .param("now", SqlTime.utc(now))
                .param("read", SqlTime.utc(read.changedAt()))
                .update();
    }

    /** Deletes traffic that has been back since the moment. */
    void dropReturned(Instant since) {
        jdbc.sql("delete from diverted_traffic where not away and changed_at < :since")
                .param("since", SqlTime.utc(since))
                .update();
    }

    private String text(DivertedTraffic traffic) {
        try {
            return json.writeValueAsString(traffic);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StoredDivertedTraffic read(ResultSet row) throws SQLException {
        try {
            return new StoredDivertedTraffic(
                    json.readValue(row.getString("traffic"), DivertedTraffic.class),
                    SqlTime.instant(row, "changed_at"));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
