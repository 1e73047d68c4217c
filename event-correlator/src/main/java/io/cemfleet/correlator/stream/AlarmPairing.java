package io.cemfleet.correlator.stream;

import io.cemfleet.a2a.contract.AlertVerdict;
import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.OwnTunnelLoad;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Stage 1: pairs raise and clear by the source alarm's identity and the source's own time, then drops repeats, counted.
 * Deliveries may arrive twice and in any order: a message that is older than the state of its alarm changes nothing. If
 * the source states no time, the order of arrival counts.
 */
final class AlarmPairing {
    private final StateTable<AlarmState> alarms;
    private final Duration window;

    AlarmPairing(StateTable<AlarmState> alarms, Duration window) {
        this.alarms = alarms;
        this.window = window;
    }

    sealed interface PairingResult {
        /**
         * The alert goes on to the next stage.
         *
         * @param linkId the link that it counts for
         * @param movedFrom the link that it counted for until now, if that is another one
         * @param wasOwn whether it was attributed to the fleet's own tunnels until now
         * @param isOwn whether it is from now on
         * @param again whether it is active on this link already, as a fault
         */
        record Passed(@Nullable String linkId, @Nullable String movedFrom, boolean wasOwn, boolean isOwn, boolean again)
                implements PairingResult {}

        record DroppedAlert(AlertVerdict verdict, String rule, @Nullable String firstAlertId, long repeats)
                implements PairingResult {}
    }

    /**
     * The alert under the identity of its known alarm. An alarm that was raised before resources were part of the
     * identity keeps its old one until it is cleared.
     */
    AlertRecord knownAs(AlertRecord alert) {
        if (alert.alarm().resource() == null || alarms.get(key(alert.domain(), alert.identity())) != null) {
            return alert;
        }
        AlertRecord former =
                alert.toBuilder().alarm(alert.alarm().withoutResource()).build();
        AlarmState known = alarms.get(key(alert.domain(), former.identity()));
        boolean same = known != null
                && known.active()
                && (alert.linkId() == null || alert.linkId().equals(known.linkId()));
        return same ? former : alert;
    }

    PairingResult take(AlertRecord alert) {
        String key = key(alert.domain(), alert.identity());
        AlarmState known = alarms.get(key);
        return alert.kind() == AlertKind.RAISE ? raise(alert, key, known) : clear(alert, key, known);
    }

    private PairingResult raise(AlertRecord alert, String key, @Nullable AlarmState known) {
        Instant at = alert.sourceTime();
        if (known != null && isBefore(at, known.lastClear())) {
            return isSame(at, known.lastRaise())
                    ? new PairingResult.DroppedAlert(
                            AlertVerdict.DUPLICATE, "redelivered", known.alertId(), known.repeats())
                    : new PairingResult.DroppedAlert(AlertVerdict.DISCARDED, "older_than_clear", null, 0);
        }
        if (known != null && known.active() && known.own() != null) {
            return attributedBefore(alert, key, known, known.own());
        }
        if (alert.suppressedBy() != null) {
            return new PairingResult.DroppedAlert(AlertVerdict.SUPPRESSED, "silenced", null, 0);
        }
        if (known != null && isSame(at, known.lastRaise()) && alert.severity() == known.severity()) {
            return new PairingResult.DroppedAlert(
                    AlertVerdict.DUPLICATE, "redelivered", known.alertId(), known.repeats());
        }
        if (known == null || !known.active()) {
            boolean isOwn = alert.ownLoad() != null && alert.ownLoad().isOurs();
            return news(alert, key, Map.of(), null, known, isOwn);
        }
        if (isBefore(at, known.lastRaise())) {
            return new PairingResult.DroppedAlert(AlertVerdict.DISCARDED, "older_than_raise", null, 0);
        }
        boolean sameLink = alert.linkId() == null || alert.linkId().equals(known.linkId());
        if (sameLink && within(known.passedAt().get(alert.severity()), alert.receivedAt())) {
            AlarmState repeated = known.repeated(at);
            alarms.put(key, repeated);
            return new PairingResult.DroppedAlert(
                    AlertVerdict.DUPLICATE, "repeat", known.alertId(), repeated.repeats());
        }
        return news(alert, key, known.passedAt(), sameLink ? null : known.linkId(), known, false);
    }

    /** Whether its alarm is active and counts as a fault. */
    boolean isFault(AlertRecord alert) {
        AlarmState known = alarms.get(key(alert.domain(), alert.identity()));
        return known != null && known.active() && known.own() == null;
    }

    /**
     * An alarm that is attributed to the fleet's tunnels stays so when its source repeats it. A repeat is news if it
     * names other tunnels, if it is no longer attributed, or if a worse severity is not attributed; an alarm that is
     * already a fault stays one until it is cleared.
     */
    private PairingResult attributedBefore(AlertRecord alert, String key, AlarmState known, OwnTunnelLoad before) {
        OwnTunnelLoad stamped = alert.ownLoad();
        OwnTunnelLoad load = stamped == null || stamped.isPending() ? null : stamped;
        if (load == null && isBefore(alert.sourceTime(), known.lastRaise())) {
            return new PairingResult.DroppedAlert(AlertVerdict.DISCARDED, "older_than_raise", null, 0);
        }
        boolean judged = load != null || alert.linkId() != null;
        boolean moved = judged && !Objects.equals(alert.linkId(), known.linkId());
        boolean worse = alert.severity().worseThan(known.severity());
        boolean isOwn = load != null && load.isOurs();
        boolean isFault = alert.suppressedBy() == null && (load == null ? worse || moved : !load.isOurs());
        if (isFault || (isOwn && (moved || !before.sameAs(load)))) {
            return news(alert, key, Map.of(), moved ? known.linkId() : null, known, isOwn);
        }
        AlarmState repeated = known.repeated(later(known.lastRaise(), alert.sourceTime()));
        alarms.put(key, repeated);
        return new PairingResult.DroppedAlert(AlertVerdict.DUPLICATE, "repeat", known.alertId(), repeated.repeats());
    }

    private static @Nullable Instant later(@Nullable Instant known, @Nullable Instant at) {
        return isBefore(at, known) ? known : at;
    }

    private PairingResult news(
            AlertRecord alert,
            String key,
            Map<Severity, Instant> before,
            @Nullable String movedFrom,
            @Nullable AlarmState known,
            boolean isOwn) {
        Map<Severity, Instant> passedAt = new EnumMap<>(Severity.class);
        passedAt.putAll(before);
        passedAt.put(alert.severity(), alert.receivedAt());
        AlarmState attributed = known != null && known.active() && known.own() != null ? known : null;
        boolean wasOwn = attributed != null;
        Instant lastRaise = attributed == null ? alert.sourceTime() : later(attributed.lastRaise(), alert.sourceTime());
        Instant lastClear = known == null || alert.sourceTime() == null ? null : known.lastClear();
        alarms.put(
                key,
                new AlarmState(
                        true,
                        alert.linkId(),
                        alert.severity(),
                        passedAt,
                        alert.alertId(),
                        0,
                        null,
                        lastRaise,
                        lastClear,
                        isOwn ? alert.ownLoad() : null));
        boolean again = known != null && known.active() && !wasOwn && Objects.equals(alert.linkId(), known.linkId());
        return new PairingResult.Passed(alert.linkId(), movedFrom, wasOwn, isOwn, again);
    }

    private PairingResult clear(AlertRecord alert, String key, @Nullable AlarmState known) {
        Instant at = alert.sourceTime();
        if (known == null) {
            if (at != null) {
                alarms.put(key, AlarmState.clearedFirst(alert));
            }
            return new PairingResult.DroppedAlert(AlertVerdict.DISCARDED, "clear_without_raise", null, 0);
        }
        if (isSame(at, known.lastClear())) {
            return new PairingResult.DroppedAlert(AlertVerdict.DUPLICATE, "redelivered", known.alertId(), 0);
        }
        if (isBefore(at, known.lastRaise())) {
            return new PairingResult.DroppedAlert(AlertVerdict.DISCARDED, "older_than_raise", null, 0);
        }
        if (!known.active()) {
            return repeatedClear(alert, key, known);
        }
        alarms.put(key, known.cleared(alert.receivedAt(), at));
        return new PairingResult.Passed(known.linkId(), null, known.own() != null, false, true);
    }

    private PairingResult repeatedClear(AlertRecord alert, String key, AlarmState known) {
        Instant at = alert.sourceTime();
        if (at != null && !isBefore(at, known.lastClear())) {
            alarms.put(key, known.cleared(alert.receivedAt(), at));
        }
        return within(known.clearedAt(), alert.receivedAt())
                ? new PairingResult.DroppedAlert(AlertVerdict.DUPLICATE, "repeat", known.alertId(), 0)
                : new PairingResult.DroppedAlert(AlertVerdict.DISCARDED, "clear_without_raise", null, 0);
    }

    private static boolean isBefore(@Nullable Instant at, @Nullable Instant other) {
        return at != null && other != null && at.isBefore(other);
    }

    private static boolean isSame(@Nullable Instant at, @Nullable Instant other) {
        return at != null && at.equals(other);
    }

    /** The incident of these alarms is closed: a further alert is news. */
    void forget(String domain, Iterable<String> identities) {
        for (String identity : identities) {
            AlarmState known = alarms.get(key(domain, identity));
            if (known != null) {
                alarms.put(key(domain, identity), known.forgotten());
            }
        }
    }

    /** Ends an alarm that no source will clear. */
    void end(String domain, String identity, Instant at) {
        AlarmState known = alarms.get(key(domain, identity));
        if (known != null && known.active()) {
            alarms.put(key(domain, identity), known.cleared(at, null));
        }
    }

    static String key(String domain, String id) {
        return domain + '|' + id;
    }

    private boolean within(@Nullable Instant before, Instant now) {
        return before != null && Duration.between(before, now).compareTo(window) < 0;
    }
}
