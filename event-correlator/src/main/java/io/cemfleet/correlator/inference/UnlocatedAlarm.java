package io.cemfleet.correlator.inference;

import io.cemfleet.correlator.alert.AlarmIdentity;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.source.AlertSources;
import io.cemfleet.correlator.source.AlertSubject;
import io.cemfleet.correlator.source.SourceAlert;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An alarm that names no link, and the links it may come from.
 *
 * @param sources read the alert again where its session counts
 */
record UnlocatedAlarm(AlertRecord alert, Instant raisedAt, AlertSources sources) {

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
        return session().isPresent();
    }

    Optional<AlertSubject.NamedSession> session() {
        return sources.reread(alert).map(SourceAlert::subject).flatMap(UnlocatedAlarm::session);
    }

    private static Optional<AlertSubject.NamedSession> session(AlertSubject subject) {
        return subject instanceof AlertSubject.NamedSession session ? Optional.of(session) : Optional.empty();
    }
}
