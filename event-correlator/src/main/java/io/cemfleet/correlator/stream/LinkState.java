package io.cemfleet.correlator.stream;

import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.correlator.alert.AlertSourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A link: degraded while any alarm on it is active.
 *
 * @param alarms the active ones, by identity, at most {@link #MOST_ALARMS}
 * @param more those beyond them; absent where there are none
 * @param transitions between degraded and clear, in the flap window
 * @param level how often it was dampened in a row
 * @param heldMillis length of its last dampening
 * @param dampenUntil set while it is dampened
 * @param penalty at its newest transition
 * @param penaltyAt that transition
 * @param harmless one of its incidents was closed without an affected service, and it is dampened since
 */
record LinkState(
        String linkId,
        Map<String, Severity> alarms,
        @Nullable UnlistedAlarms more,
        List<Instant> transitions,
        int level,
        long heldMillis,
        @Nullable Instant dampenUntil,
        double penalty,
        @Nullable Instant penaltyAt,
        boolean harmless,
        LinkNeighbourhood place) {
    static final int MOST_ALARMS = 100;

    /**
     * Active alarms that are counted and not listed.
     *
     * @param count at least 1
     * @param worst the worst severity that one of them had
     */
    record UnlistedAlarms(int count, Severity worst) {

        static UnlistedAlarms with(@Nullable UnlistedAlarms before, boolean again, Severity severity) {
            return before == null
                    ? new UnlistedAlarms(1, severity)
                    : new UnlistedAlarms(before.count + (again ? 0 : 1), before.worst.or(severity));
        }

        @Nullable
        UnlistedAlarms less() {
            return count == 1 ? null : new UnlistedAlarms(count - 1, worst);
        }
    }

    static LinkState fresh(String linkId, LinkNeighbourhood place) {
        return new LinkState(linkId, Map.of(), null, List.of(), 0, 0, null, 0, null, false, place);
    }

    boolean isDegraded() {
        return !alarms.isEmpty() || more != null;
    }

    boolean isDampened() {
        return dampenUntil != null;
    }

    boolean isDampenedAt(Instant now) {
        return dampenUntil != null && now.isBefore(dampenUntil);
    }

    /** Its penalty after decay. */
    double penaltyAt(Instant now, Duration halfLife) {
        if (penaltyAt == null || !now.isAfter(penaltyAt)) {
            return penalty;
        }
        double halves = (double) Duration.between(penaltyAt, now).toMillis() / halfLife.toMillis();
        return penalty * Math.pow(0.5, halves);
    }

    /** The worst of its alarms; low when there is none. */
    Severity worst() {
        return alarms.values().stream().reduce(more == null ? Severity.LOW : more.worst(), Severity::or);
    }

    /** Who raised the oldest of its active alarms. */
    AlertSourceId source(AlertSourceId otherwise) {
        return alarms.keySet().stream()
                .findFirst()
                .flatMap(identity -> AlertSourceId.of(identity.substring(0, identity.indexOf('|'))))
                .orElse(otherwise);
    }

    /** @param again whether the alarm is active on it already */
    LinkState with(String identity, Severity severity, LinkNeighbourhood at, boolean again) {
        boolean listed = alarms.containsKey(identity);
        if (!listed && alarms.size() >= MOST_ALARMS) {
            return with(alarms, UnlistedAlarms.with(more, again, severity), at);
        }
        Map<String, Severity> now = new LinkedHashMap<>(alarms);
        now.put(identity, severity);
        return with(now, !listed && again && more != null ? more.less() : more, at);
    }

    LinkState without(String identity) {
        if (!alarms.containsKey(identity)) {
            return with(alarms, more == null ? null : more.less(), place);
        }
        Map<String, Severity> now = new LinkedHashMap<>(alarms);
        now.remove(identity);
        return with(now, more, place);
    }

    private LinkState with(Map<String, Severity> active, @Nullable UnlistedAlarms unlisted, LinkNeighbourhood at) {
        return new LinkState(
                linkId,
                active,
                unlisted,
                transitions,
                level,
                heldMillis,
                dampenUntil,
                penalty,
                penaltyAt,
                harmless,
                at);
    }

    LinkState counted(List<Instant> newTransitions) {
        return new LinkState(
                linkId,
                alarms,
                more,
                newTransitions,
                level,
                heldMillis,
                dampenUntil,
                penalty,
                penaltyAt,
                harmless,
                place);
    }

    LinkState penalised(double newPenalty, Instant at, int newLevel) {
        return new LinkState(
                linkId, alarms, more, transitions, newLevel, heldMillis, dampenUntil, newPenalty, at, harmless, place);
    }

    LinkState held(long millis, Instant until) {
        return new LinkState(
                linkId, alarms, more, transitions, level + 1, millis, until, penalty, penaltyAt, harmless, place);
    }

    LinkState released() {
        return new LinkState(
                linkId, alarms, more, List.of(), level, heldMillis, null, penalty, penaltyAt, false, place);
    }

    LinkState harmlessWhileHeld() {
        return new LinkState(
                linkId,
                alarms,
                more,
                transitions,
                level,
                heldMillis,
                dampenUntil,
                penalty,
                penaltyAt,
                isDampened(),
                place);
    }
}
