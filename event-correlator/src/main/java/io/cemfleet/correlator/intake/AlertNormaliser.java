package io.cemfleet.correlator.intake;

import io.cemfleet.correlator.alert.AlarmIdentity;
import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertLocation;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.AlertRecordBuilder;
import io.cemfleet.correlator.ledger.SourceAlarmStore;
import io.cemfleet.correlator.ledger.SourceAlarmStore.ActiveAlarm;
import io.cemfleet.correlator.network.NetworkSnapshotCache;
import io.cemfleet.correlator.source.AlertSubject;
import io.cemfleet.correlator.source.SourceAlert;
import io.cemfleet.correlator.suppression.ActiveSuppressions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Turns a source's alert into a record: located in the network, measured in the fleet's units, stamped with its
 * neighbours.
 */
@Component
public class AlertNormaliser {
    private final NetworkSnapshotCache network;
    private final ActiveSuppressions suppressions;
    private final SourceAlarmStore alarms;
    private final Clock clock;

    public AlertNormaliser(
            NetworkSnapshotCache network, ActiveSuppressions suppressions, SourceAlarmStore alarms, Clock clock) {
        this.network = network;
        this.suppressions = suppressions;
        this.alarms = alarms;
        this.clock = clock;
    }

    /**
     * The records of a delivery, under new alert ids: one for each alert, but of a clear that names nothing else than the
     * alarm's id, one for each resource that it is active on.
     */
    List<AlertRecord> records(List<SourceAlert> alerts) {
        Map<AlarmIdentity, ActiveAlarm> raised = alarms.find(alerts.stream()
                .filter(alert -> alert.kind() == AlertKind.CLEAR)
                .map(SourceAlert::alarm)
                .toList());
        List<AlertRecord> records = new ArrayList<>();
        for (SourceAlert alert : alerts) {
            if (alert.subject() instanceof AlertSubject.Unnamed) {
                records.addAll(onEachResource(alert, records));
            } else {
                records.add(normalise(alert, newId(), Optional.ofNullable(raised.get(alert.alarm()))));
            }
        }
        return records;
    }

    /** @param earlier records of the same delivery */
    private List<AlertRecord> onEachResource(SourceAlert alert, List<AlertRecord> earlier) {
        Map<AlarmIdentity, AlertRecord> raises = new LinkedHashMap<>();
        alarms.onAnyResource(alert.source(), alert.alarm().key())
                .forEach(active -> raises.put(active.record().alarm(), active.record()));
        earlier.stream()
                .filter(record ->
                        record.alarm().withoutResource().equals(alert.alarm().withoutResource())
                                && record.kind() == AlertKind.RAISE)
                .forEach(raise -> raises.put(raise.alarm(), raise));
        return raises.isEmpty()
                ? List.of(normalise(alert))
                : raises.values().stream()
                        .map(raise -> asRaised(unplaced(alert, newId()), raise))
                        .toList();
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    /** The record, under a new alert id; in no domain while its subject cannot be found. */
    public AlertRecord normalise(SourceAlert alert) {
        return normalise(alert, newId());
    }

    AlertRecord normalise(SourceAlert alert, String alertId) {
        return normalise(
                alert, alertId, alert.kind() == AlertKind.CLEAR ? alarms.find(alert.alarm()) : Optional.empty());
    }

    private AlertRecord normalise(SourceAlert alert, String alertId, Optional<ActiveAlarm> raised) {
        AlertRecordBuilder record = unplaced(alert, alertId);
        Optional<AlertRecord> raise = raised.map(ActiveAlarm::record).filter(AlertRecord::resolved);
        if (raise.isPresent()) {
            return asRaised(record, raise.get());
        }
        network.place(alert.subject()).ifPresent(location -> put(record, location, alert.kind()));
        return record.build();
    }

    private AlertRecordBuilder unplaced(SourceAlert alert, String alertId) {
        Instant now = clock.instant();
        Instant occurredAt = alert.occurredAt() == null ? now : alert.occurredAt();
        return new AlertRecordBuilder(alertId, alert.alarm(), alert.kind(), now)
                .at(occurredAt, now)
                .origin(alert.origin())
                .reading(alert.reading())
                .severity(alert.severity())
                .raw(alert.raw());
    }

    /** A clear counts for the link of its raise, even if the network has changed since. */
    private static AlertRecord asRaised(AlertRecordBuilder record, AlertRecord raise) {
        return record.alarm(raise.alarm()).location(raise.location()).build();
    }

    private void put(AlertRecordBuilder record, AlertLocation location, AlertKind kind) {
        record.location(location);
        if (kind == AlertKind.RAISE) {
            suppressions.covering(location.linkId(), location.nodes()).ifPresent(record::suppressedBy);
        }
    }
}
