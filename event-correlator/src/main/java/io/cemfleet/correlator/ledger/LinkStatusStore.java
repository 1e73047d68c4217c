package io.cemfleet.correlator.ledger;

import io.cemfleet.a2a.contract.GetCorrelationStatus;
import io.cemfleet.correlator.alert.IncidentDecision;
import io.cemfleet.correlator.alert.VerdictRecord;
import io.cemfleet.correlator.stream.CorrelationRules;
import io.cemfleet.runtime.time.FractionalSeconds;
import io.cemfleet.runtime.time.SqlTime;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code link_status}: degraded or not, and how it flaps. */
@Repository
public class LinkStatusStore {
    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final CorrelationRules rules;
    private final Clock clock;

    LinkStatusStore(JdbcClient jdbc, JdbcTemplate batches, CorrelationRules rules, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.rules = rules;
        this.clock = clock;
    }

    void save(List<VerdictRecord> verdicts) {
        for (VerdictRecord verdict : verdicts) {
            VerdictRecord.LinkStatus link = verdict.link();
            if (link != null) {
                save(verdict.alert().domain(), link, verdict.alert().receivedAt());
            }
        }
    }

    /** Stores that links are dampened; also after the end of an earlier dampening, which has no verdict. */
    public void held(IncidentDecision decision) {
        IncidentDecision.FlapFigures flap = decision.flapping().flap();
        if (flap != null) {
            decision.links()
                    .changed()
                    .forEach(link -> save(
                            decision.domain(),
                            new VerdictRecord.LinkStatus(
                                    link,
                                    decision.links().degraded().contains(link),
                                    flap.count(),
                                    flap.penalty(),
                                    decision.flapping().dampenUntil()),
                            decision.occurredAt()));
        }
    }

    private void save(String domain, VerdictRecord.LinkStatus link, Instant at) {
        Instant reuseAt = link.reuseAt();
        batches.update(
                """
                insert into link_status (domain, link_id, degraded, transitions, penalty, reuse_at, changed_at)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (domain, link_id) do update set degraded = excluded.degraded,
                    transitions = excluded.transitions, penalty = excluded.penalty,
                    reuse_at = excluded.reuse_at, changed_at = excluded.changed_at
                where link_status.changed_at <= excluded.changed_at""",
                domain,
                link.linkId(),
                link.degraded(),
                link.transitions(),
                link.penalty(),
                SqlTime.utcOrNull(reuseAt),
                SqlTime.utc(at));
    }

    /** How the worst of these links flaps now; empty when none ever changed its state. */
    public Optional<GetCorrelationStatus.Flap> flap(Collection<String> linkIds) {
        return jdbc.sql(
                        """
                        select penalty * power(0.5, greatest(0, extract(epoch from :now - changed_at)) / :halfLife)
                                   as penalty_now,
                               case when reuse_at > :now then reuse_at end as held_until
                        from link_status where link_id = any(:links) and penalty > 0
                        order by held_until desc nulls last, penalty_now desc limit 1""")
                .param("now", SqlTime.utc(clock.instant()))
                .param("halfLife", FractionalSeconds.of(rules.penaltyHalfLife()))
                .param("links", linkIds.toArray(String[]::new))
                .query((row, number) -> {
                    OffsetDateTime heldUntil = row.getObject("held_until", OffsetDateTime.class);
                    return new GetCorrelationStatus.Flap(
                            row.getDouble("penalty_now"), heldUntil == null ? null : heldUntil.toInstant());
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
