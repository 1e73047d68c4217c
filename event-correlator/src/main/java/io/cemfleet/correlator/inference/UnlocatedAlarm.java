package io.cemfleet.correlator.inference;

import io.cemfleet.correlator.alert.AlarmIdentity;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.AlertSource;
import io.cemfleet.correlator.ledger.SourceAlarmStore;
import io.cemfleet.correlator.source.AlertSubject;
import io.cemfleet.correlator.source.ParsedElement;
import io.cemfleet.correlator.source.SourceParsers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An alarm that names no link, and the links it may come from. */
record UnlocatedAlarm(AlertRecord alert, Instant raisedAt) {

    static UnlocatedAlarm of(SourceAlarmStore.ActiveAlarm alarm) {
        return new UnlocatedAlarm(alarm.record(), alarm.raisedAt());
    }

    AlarmIdentity alarm() {
        return alert.alarm();
    }

    List<String> candidates() {
        return alert.location().candidateLinks();
    }

    /** Evidence must be as new as the alarm that it refutes. */
    Instant since() {
        return alert.occurredAt().isBefore(alert.receivedAt()) ? alert.occurredAt() : alert.receivedAt();
    }

    /** A session's breach has a cause on its path; a device's alarm need not degrade any link. */
    boolean mustHaveCause() {
        return alert.source() == AlertSource.PCA;
    }

    Optional<AlertSubject.NamedSession> session() {
        var raw = alert.raw();
        return raw != null
                        && SourceParsers.read(alert.source(), raw) instanceof ParsedElement.Alert(var parsed)
                        && parsed.subject() instanceof AlertSubject.NamedSession session
                ? Optional.of(session)
                : Optional.empty();
    }
}
