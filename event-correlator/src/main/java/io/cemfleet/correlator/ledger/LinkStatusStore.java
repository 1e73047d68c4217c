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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code link_status}: degraded or not, and how it flaps. */
@Repository
public class LinkStatusStore {
    private final JdbcClient jdbc;
    private final CorrelationRules rules;
    private final Clock clock;

    LinkStatusStore(JdbcClient jdbc, CorrelationRules rules, Clock clock) {
        this.jdbc = jdbc;
        this.rules = rules;
        this.clock = clock;
    }

    /** The state of a link at a moment. */
    private record LinkMoment(String domain, VerdictRecord.LinkStatus link, Instant at) {
        static LinkMoment newer(LinkMoment one, LinkMoment other) {
            return one.at.isAfter(other.at) ? one : other;
        }

        @Nullable
        String[] row() {
            Instant reuseAt = link.reuseAt();
            return new String[] {
                domain,
                link.linkId(),
                String.valueOf(link.degraded()),
                String.valueOf(link.transitions()),
                String.valueOf(link.penalty()),
                reuseAt == null ? null : reuseAt.toString(),
                at.toString()
            };
        }
    }

    void save(List<VerdictRecord> verdicts) {
        save(verdicts.stream().flatMap(verdict -> {
            VerdictRecord.LinkStatus link = verdict.link();
            return link == null
                    ? Stream.of()
                    : Stream.of(new LinkMoment(
                            verdict.alert().domain(), link, verdict.alert().receivedAt()));
        }));
    }

    /** Stores that links are dampened; also after the end of an earlier dampening, which has no verdict. */
    public void held(IncidentDecision decision) {
        IncidentDecision.FlapFigures flap = decision.flapping().flap();
        if (flap != null) {
            save(decision.links().changed().stream()
                    .map(link -> new LinkMoment(
                            decision.domain(),
                            new VerdictRecord.LinkStatus(
                                    link,
                                    decision.links().degraded().contains(link),
                                    flap.count(),
                                    flap.penalty(),
                                    decision.flapping().dampenUntil()),
                            decision.occurredAt())));
        }
    }

    /** Each link's newest state. */
    private void save(Stream<LinkMoment> moments) {
        Map<String, LinkMoment> newest = new TreeMap<>();
        moments.forEach(
                moment -> newest.merge(moment.domain() + '|' + moment.link().linkId(), moment, LinkMoment::newer));
        if (newest.isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                        insert into link_status (domain, link_id, degraded, transitions, penalty, reuse_at, changed_at)
                        select domain, link_id, degraded::boolean, transitions::int, penalty::double precision,
                               reuse_at::timestamptz, changed_at::timestamptz
                        from unnest(?, ?, ?, ?, ?, ?, ?)
                            as fresh (domain, link_id, degraded, transitions, penalty, reuse_at, changed_at)
                        on conflict (domain, link_id) do update set degraded = excluded.degraded,
                            transitions = excluded.transitions, penalty = excluded.penalty,
                            reuse_at = excluded.reuse_at, changed_at = excluded.changed_at
                        where link_status.changed_at <= excluded.changed_at""")
                .params(VerdictRounds.columns(
                        newest.values().stream().map(LinkMoment::row).toList()))
                .update();
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
