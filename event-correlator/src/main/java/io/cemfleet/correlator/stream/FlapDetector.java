package io.cemfleet.correlator.stream;

import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.VerdictRecord;
import io.cemfleet.runtime.time.DoublingPause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stage 2: counts a link's transitions and detects flapping. Repeats never reach this stage, so they cannot hide a
 * transition.
 */
final class FlapDetector {
    private static final int TRANSITIONS_KEPT = 100;

    private final StateTable<LinkState> links;
    private final CorrelationRules rules;

    FlapDetector(StateTable<LinkState> links, CorrelationRules rules) {
        this.links = links;
        this.rules = rules;
    }

    /** What an alarm did to its link. */
    enum LinkTransition {
        /** It was degraded before, or still is. */
        JOINED,
        DEGRADED,
        CLEARED,
        /** This transition made it flap, in either state. */
        FLAPPING,
        /** It changed while it is dampened. */
        DAMPENED
    }

    record TransitionOutcome(LinkState link, LinkTransition change) {}

    TransitionOutcome raised(AlertRecord alert, String linkId) {
        return raised(alert, linkId, false);
    }

    /** @param again whether the alarm is active on the link already */
    TransitionOutcome raised(AlertRecord alert, String linkId, boolean again) {
        LinkState before = stateOf(alert, linkId);
        LinkState after = before.with(alert.identity(), alert.severity(), LinkNeighbourhood.of(alert), again);
        return settle(alert, after, before.isDegraded());
    }

    TransitionOutcome cleared(AlertRecord alert, String linkId) {
        LinkState before = stateOf(alert, linkId);
        return settle(alert, before.without(alert.identity()), before.isDegraded());
    }

    private TransitionOutcome settle(AlertRecord alert, LinkState after, boolean wasDegraded) {
        TransitionOutcome outcome = after.isDegraded() == wasDegraded
                ? new TransitionOutcome(after, LinkTransition.JOINED)
                : transition(after, alert.receivedAt());
        save(alert.domain(), outcome.link());
        return outcome;
    }

    private TransitionOutcome transition(LinkState before, Instant now) {
        LinkState link = before.isDampened() && !before.isDampenedAt(now) ? before.released() : before;
        List<Instant> recent = new ArrayList<>(recent(link, now));
        recent.add(now);
        if (recent.size() > TRANSITIONS_KEPT) {
            recent.removeFirst();
        }
        LinkState counted = penalised(link, now).counted(recent);
        if (link.isDampened()) {
            return new TransitionOutcome(counted, LinkTransition.DAMPENED);
        }
        if (recent.size() >= rules.flapTransitions()) {
            return new TransitionOutcome(hold(counted, now), LinkTransition.FLAPPING);
        }
        return new TransitionOutcome(counted, link.isDegraded() ? LinkTransition.DEGRADED : LinkTransition.CLEARED);
    }

    /** One more state change; a link whose penalty had decayed starts again with the first dampening. */
    private LinkState penalised(LinkState link, Instant now) {
        double left = link.penaltyAt(now, rules.penaltyHalfLife());
        double penalty = Math.min(rules.penaltyCeiling(), left + CorrelationRules.PENALTY);
        boolean decayed = !link.isDampened() && left < rules.reusePenalty();
        return link.penalised(penalty, now, decayed ? 0 : link.level());
    }

    /** The dampening is over: the link is dampened again if it went on flapping, else released. */
    @Nullable
    TransitionOutcome dampeningEnded(String domain, String linkId, Instant now) {
        LinkState link = links.get(AlarmPairing.key(domain, linkId));
        Instant until = link == null ? null : link.dampenUntil();
        if (link == null || until == null || now.isBefore(until)) {
            return null;
        }
        Instant since = until.minusMillis(link.heldMillis());
        List<Instant> recent = recent(link, now);
        long meanwhile = recent.stream().filter(at -> at.isAfter(since)).count();
        TransitionOutcome outcome = meanwhile >= rules.flapTransitions()
                ? new TransitionOutcome(hold(link.counted(recent), now), LinkTransition.FLAPPING)
                : new TransitionOutcome(
                        link.released(), link.isDegraded() ? LinkTransition.DEGRADED : LinkTransition.CLEARED);
        save(domain, outcome.link());
        return outcome;
    }

    /** The link was stable for a hold time: earlier transitions do not count for a later flap. */
    void stable(String domain, String linkId) {
        LinkState link = links.get(AlarmPairing.key(domain, linkId));
        if (link != null && !link.isDampened()) {
            save(domain, link.counted(List.of()));
        }
    }

    void drop(String domain, String linkId, String identity) {
        LinkState link = links.get(AlarmPairing.key(domain, linkId));
        if (link != null) {
            save(domain, link.without(identity));
        }
    }

    @Nullable
    LinkState find(String domain, String linkId) {
        return links.get(AlarmPairing.key(domain, linkId));
    }

    VerdictRecord.LinkStatus status(LinkState link, Instant now) {
        return new VerdictRecord.LinkStatus(
                link.linkId(),
                link.isDegraded(),
                link.transitions().size(),
                link.penaltyAt(now, rules.penaltyHalfLife()),
                link.dampenUntil());
    }

    /** The link's present dampening; null when there is none. */
    @Nullable
    LinkDampening held(LinkState link, Instant now) {
        Instant until = link.dampenUntil();
        return until == null || !link.isDampenedAt(now)
                ? null
                : new LinkDampening(until, link.transitions().size(), link.penaltyAt(now, rules.penaltyHalfLife()));
    }

    /** The link affects no service: while it is dampened, it opens no incident. */
    void harmless(String domain, String linkId) {
        LinkState link = links.get(AlarmPairing.key(domain, linkId));
        if (link != null) {
            save(domain, link.harmlessWhileHeld());
        }
    }

    private LinkState hold(LinkState link, Instant now) {
        long millis = DoublingPause.after(link.level() + 1, rules.dampening(), rules.maxDampening())
                .toMillis();
        return link.held(millis, now.plusMillis(millis));
    }

    private List<Instant> recent(LinkState link, Instant now) {
        Instant from = now.minus(rules.flapWindow());
        return link.transitions().stream().filter(at -> at.isAfter(from)).toList();
    }

    private LinkState stateOf(AlertRecord alert, String linkId) {
        LinkState known = links.get(AlarmPairing.key(alert.domain(), linkId));
        return known == null ? LinkState.fresh(linkId, LinkNeighbourhood.of(alert)) : known;
    }

    private void save(String domain, LinkState link) {
        links.put(AlarmPairing.key(domain, link.linkId()), link);
    }
}
