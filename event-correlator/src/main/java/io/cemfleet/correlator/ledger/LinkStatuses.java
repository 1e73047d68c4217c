package io.cemfleet.correlator.ledger;

import io.cemfleet.a2a.contract.GetCorrelationStatus;
import io.cemfleet.correlator.alert.VerdictRecord;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code link_status}: degraded or not, and how it flaps. */
@Repository
public class LinkStatuses {
    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    LinkStatuses(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    void save(List<VerdictRecord> verdicts) {
        for (VerdictRecord verdict : verdicts) {
            VerdictRecord.LinkStatus link = verdict.link();
            if (link != null) {
                var reuseAt = link.reuseAt();
                batches.update(
                        """
                        insert into link_status (domain, link_id, degraded, transitions, penalty, reuse_at, changed_at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        on conflict (domain, link_id) do update set degraded = excluded.degraded,
                            transitions = excluded.transitions, penalty = excluded.penalty,
                            reuse_at = excluded.reuse_at, changed_at = excluded.changed_at""",
                        verdict.alert().domain(),
                        link.linkId(),
                        link.degraded(),
                        link.transitions(),
                        link.penalty(),
                        reuseAt == null ? null : AlertLedger.utc(reuseAt),
                        AlertLedger.utc(verdict.alert().receivedAt()));
            }
        }
    }

    /** How the worst of these links flaps; empty when none was ever held back. */
    public Optional<GetCorrelationStatus.Flap> flap(Collection<String> linkIds) {
        return jdbc.sql(
                        """
                        select penalty, reuse_at from link_status where link_id = any(:links) and penalty > 0
                        order by reuse_at desc nulls last, penalty desc limit 1""")
                .param("links", linkIds.toArray(String[]::new))
                .query((row, number) -> {
                    OffsetDateTime reuseAt = row.getObject("reuse_at", OffsetDateTime.class);
                    return new GetCorrelationStatus.Flap(
                            row.getDouble("penalty"), reuseAt == null ? null : reuseAt.toInstant());
                })
                .optional();
    }

    /** The links among these that are degraded by an alarm. */
    public List<String> degraded(Collection<String> linkIds) {
        return jdbc.sql("select link_id from link_status where degraded and link_id = any(:links) order by link_id")
                .param("links", linkIds.toArray(String[]::new))
                .query(String.class)
                .list();
    }
}
