package io.cemfleet.correlator.stream;

import io.cemfleet.a2a.contract.AlertVerdict;
import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stage 1: pairs raise and clear by the source alarm's identity, then drops repeats, counted. */
final class Pairing {
    private final Table<AlarmState> alarms;
    private final Duration window;

    Pairing(Table<AlarmState> alarms, Duration window) {
        this.alarms = alarms;
        this.window = window;
    }

    sealed interface Result {
        /**
         * It is news.
         *
         * @param linkId where it counts
         * @param movedFrom the link it counted for until now, when that is another one
         */
        record Passed(@Nullable String linkId, @Nullable String movedFrom) implements Result {}

        record Held(AlertVerdict verdict, String rule, @Nullable String firstAlertId, long repeats) implements Result {}
    }

    Result take(AlertRecord alert) {
        String key = key(alert.domain(), alert.identity());
        AlarmState known = alarms.get(key);
        return alert.kind() == AlertKind.RAISE ? raise(alert, key, known) : clear(alert, key, known);
    }

    private Result raise(AlertRecord alert, String key, @Nullable AlarmState known) {
        if (alert.suppressedBy() != null) {
            return new Result.Held(AlertVerdict.SUPPRESSED, "silenced", null, 0);
        }
        Map<Severity, Instant> passedAt = new EnumMap<>(Severity.class);
        String movedFrom = null;
        if (known != null && known.active()) {
            boolean sameLink = alert.linkId() == null || alert.linkId().equals(known.linkId());
            if (sameLink && within(known.passedAt().get(alert.severity()), alert.receivedAt())) {
                AlarmState repeated = known.repeated();
                alarms.put(key, repeated);
                return new Result.Held(AlertVerdict.DUPLICATE, "repeat", known.alertId(), repeated.repeats());
            }
            passedAt.putAll(known.passedAt());
            movedFrom = sameLink ? null : known.linkId();
        }
        passedAt.put(alert.severity(), alert.receivedAt());
        alarms.put(key, new AlarmState(true, alert.linkId(), alert.severity(), passedAt, alert.alertId(), 0, null));
        return new Result.Passed(alert.linkId(), movedFrom);
    }

    private Result clear(AlertRecord alert, String key, @Nullable AlarmState known) {
        if (known == null || !known.active()) {
            return known != null && within(known.clearedAt(), alert.receivedAt())
                    ? new Result.Held(AlertVerdict.DUPLICATE, "repeat", known.alertId(), 0)
                    : new Result.Held(AlertVerdict.DISCARDED, "clear_without_raise", null, 0);
        }
        alarms.put(key, known.cleared(alert.receivedAt()));
        return new Result.Passed(known.linkId(), null);
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
            alarms.put(key(domain, identity), known.cleared(at));
        }
    }

    static String key(String domain, String id) {
        return domain + '|' + id;
    }

    private boolean within(@Nullable Instant before, Instant now) {
        return before != null && Duration.between(before, now).compareTo(window) < 0;
    }
}
