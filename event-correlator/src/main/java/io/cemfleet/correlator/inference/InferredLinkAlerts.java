package io.cemfleet.correlator.inference;

import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.correlator.alert.AlarmIdentity;
import io.cemfleet.correlator.alert.AlertJson;
import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertOrigin;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.AlertRecordBuilder;
import io.cemfleet.correlator.alert.AlertRef;
import io.cemfleet.correlator.alert.AlertSourceId;
import io.cemfleet.correlator.network.NetworkSnapshotCache;
import io.cemfleet.correlator.source.AlertSubject;
import io.cemfleet.correlator.suppression.ActiveSuppressions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The records that the inference publishes: alerts restated about links, with their evidence. */
@Component
class InferredLinkAlerts {
    private static final String AMBIGUOUS = "ambiguous/";

    private final NetworkSnapshotCache network;
    private final ActiveSuppressions suppressions;
    private final Clock clock;

    InferredLinkAlerts(NetworkSnapshotCache network, ActiveSuppressions suppressions, Clock clock) {
        this.network = network;
        this.suppressions = suppressions;
        this.clock = clock;
    }

    /** A link that measurements confirm as degraded; empty when it left the topology meanwhile. */
    Optional<AlertRecord> degraded(MeasuredLink link, List<UnlocatedAlarm> because) {
        Severity severity = because.stream().map(s -> s.alert().severity()).reduce(Severity.LOW, Severity::or);
        AlertSourceId source = because.getFirst().alert().source();
        Instant now = clock.instant();
        return network.place(new AlertSubject.NamedLink(link.linkId())).map(placed -> new AlertRecordBuilder(
                        UUID.randomUUID().toString(),
                        new AlarmIdentity(source, "link/" + link.linkId(), null),
                        AlertKind.RAISE,
                        now)
                .origin(AlertOrigin.INFERRED)
                .location(placed.withFrom(link.from()))
                .reading(link.worst())
                .severity(severity)
                .at(link.measuredAt() == null ? now : link.measuredAt(), now)
                .suppressedBy(
                        suppressions.covering(link.linkId(), placed.nodes()).orElse(null))
                .evidence(because.stream().map(s -> AlertRef.of(s.alert())).toList())
                .raw(AlertJson.tree(Map.of("measurements", link.measurements())))
                .build());
    }

    /** Candidates of which none could be confirmed in time. */
    AlertRecord ambiguous(UnlocatedAlarm suspect, List<String> candidates) {
        AlertRecord alert = suspect.alert();
        AlarmIdentity cause = alert.alarm();
        return new AlertRecordBuilder(
                        UUID.randomUUID().toString(),
                        new AlarmIdentity(cause.source(), AMBIGUOUS + cause.key(), cause.resource()),
                        AlertKind.RAISE,
                        clock.instant())
                .origin(AlertOrigin.AMBIGUOUS)
                .location(alert.location().withCandidates(candidates))
                .reading(alert.reading())
                .severity(alert.severity())
                .evidence(List.of(AlertRef.of(alert)))
                .raw(alert.raw())
                .build();
    }

    /** The alarm that left these candidates. */
    static AlarmIdentity causeOf(AlertRecord ambiguous) {
        AlarmIdentity alarm = ambiguous.alarm();
        return alarm.key().startsWith(AMBIGUOUS)
                ? new AlarmIdentity(alarm.source(), alarm.key().substring(AMBIGUOUS.length()), alarm.resource())
                : alarm;
    }

    /** The end of an alarm that inference raised. */
    AlertRecord cleared(AlertRecord raised) {
        Instant now = clock.instant();
        return raised.toBuilder()
                .alertId(UUID.randomUUID().toString())
                .kind(AlertKind.CLEAR)
                .at(now, now)
                .evidence(List.of())
                .suppressedBy(null)
                .build();
    }
}
