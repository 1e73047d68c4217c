package io.cemfleet.correlator.inference;

import io.cemfleet.correlator.alert.AlarmIdentity;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.AlertSource;
import io.cemfleet.correlator.ledger.SourceAlarms;
import io.cemfleet.correlator.source.Parsed;
import io.cemfleet.correlator.source.SourceForms;
import io.cemfleet.correlator.source.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An alarm that names no link, and the links it may come from. */
record Suspect(AlertRecord alert, Instant raisedAt) {

    static Suspect of(SourceAlarms.Active alarm) {
        return new Suspect(alarm.record(), alarm.raisedAt());
    }

    AlarmIdentity alarm() {
        return alert.alarm();
    }

    List<String> candidates() {
        return alert.location().candidateLinks();
    }

    /** Evidence must be as new as what it is held against. */
    Instant since() {
        return alert.occurredAt().isBefore(alert.receivedAt()) ? alert.occurredAt() : alert.receivedAt();
    }

    /** A session's breach has a cause on its path; a device's alarm need not degrade any link. */
    boolean mustHaveCause() {
        return alert.source() == AlertSource.PCA;
    }

    Optional<Subject.Session> session() {
        var raw = alert.raw();
        return raw != null
                        && SourceForms.read(alert.source(), raw) instanceof Parsed.Alert(var parsed)
                        && parsed.subject() instanceof Subject.Session session
                ? Optional.of(session)
                : Optional.empty();
    }
}
