package io.cemfleet.restoration.store;

import io.cemfleet.restoration.sla.LinkSender;
import io.cemfleet.runtime.time.SqlTime;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** The table {@code overfull_link}. */
@Repository
public class OverfullLinkStore {
    private final JdbcClient jdbc;
    private final Clock clock;

    OverfullLinkStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Records that a direction is above its threshold; returns since when. */
    public Instant above(String incidentId, LinkSender end) {
        return of(
                        incidentId,
                        end,
                        """
                        insert into overfull_link (incident_id, link_id, sender, since, updated_at)
                        values (:id, :link, :sender, :now, :now)
                        on conflict (incident_id, link_id, sender) do update set updated_at = excluded.updated_at
                        returning since""")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    /** Records that a direction is below its threshold (again). */
    public void below(String incidentId, LinkSender end) {
        of(
                        incidentId,
                        end,
                        "delete from overfull_link where incident_id = :id and link_id = :link and sender = :sender")
                .update();
    }

    /** @return false when it was reported before */
    public boolean markReported(String incidentId, LinkSender end) {
        return of(
                                incidentId,
                                end,
                                """
                                update overfull_link set told = true, updated_at = :now
                                where incident_id = :id and link_id = :link and sender = :sender and not told""")
                        .update()
                == 1;
    }

    /** The directions that were reported and are still above their threshold. */
    public Set<LinkSender> reported(String incidentId) {
        return jdbc.sql("select link_id, sender from overfull_link where incident_id = :id and told")
                .param("id", incidentId)
                .query((row, number) -> new LinkSender(row.getString("link_id"), row.getString("sender")))
                .set();
    }

    /** Another set of tunnels is watched: the checks of the links that they load start again. */
    public void forget(String incidentId) {
        jdbc.sql("delete from overfull_link where incident_id = :id")
                .param("id", incidentId)
                .update();
    }

    private StatementSpec of(String incidentId, LinkSender end, String sql) {
        return jdbc.sql(sql)
                .param("id", incidentId)
                .param("link", end.linkId())
                .param("sender", end.from())
                .param("now", SqlTime.utc(clock.instant()));
    }
}
