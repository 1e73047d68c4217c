package io.cemfleet.cnc.alarm;

import static io.cemfleet.cnc.json.YangJson.at;
import static io.cemfleet.cnc.json.YangJson.each;
import static io.cemfleet.cnc.json.YangJson.instant;
import static io.cemfleet.cnc.json.YangJson.text;
import static io.cemfleet.cnc.json.YangJson.textOr;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Maps the vendor's alarms to the fleet's records. */
final class AlarmReader {

    private AlarmReader() {}

    static Optional<AlarmNotification> notification(JsonNode body) {
        var envelope = at(body, "notification.notification");
        var inner = envelope.isMissingNode() ? body : envelope;
        var alarms = each(inner, "alm.alarm");
        if (alarms.size() != 1) {
            return Optional.empty();
        }
        var alarm = alarms.getFirst();
        return AlarmNotification.Operation.of(textOr("create", inner, "notification.operation"))
                .flatMap(operation -> severity(alarm, operation)
                        .flatMap(severity -> alarm(alarm, severity))
                        .map(read -> new AlarmNotification(operation, read)));
    }

    /** Empty where the alarm has no identity, or its severity is unknown. */
    static Optional<CncAlarm> alarm(JsonNode alarm) {
        return severity(alarm, AlarmNotification.Operation.CREATE).flatMap(severity -> alarm(alarm, severity));
    }

    /** Reads an alarm of a list. An alarm whose severity is unknown counts as open. */
    static Optional<CncAlarm> listed(JsonNode alarm) {
        var word = text(alarm, "alm.perceived-severity");
        if (word == null) {
            return Optional.empty();
        }
        return alarm(alarm, AlarmSeverity.of(word).orElseGet(() -> UnknownSeverities.seen(word)));
    }

    private static Optional<AlarmSeverity> severity(JsonNode alarm, AlarmNotification.Operation operation) {
        var word = text(alarm, "alm.perceived-severity");
        return operation == AlarmNotification.Operation.DELETE
                ? Optional.of(AlarmSeverity.CLEARED)
                : Optional.ofNullable(word).flatMap(AlarmSeverity::of);
    }

    private static Optional<CncAlarm> alarm(JsonNode alarm, AlarmSeverity severity) {
        var id = text(alarm, "alm.uuid");
        var identity = id != null ? id : text(alarm, "alm.alarm-identifier", "alm.event-identifier");
        return Optional.ofNullable(identity)
                .map(known -> new CncAlarm(
                        known,
                        severity,
                        textOr("", alarm, "alm.description"),
                        textOr("", alarm, "alm.category"),
                        textOr("", alarm, "alm.probable-cause"),
                        resource(alarm),
                        first(alarm, "alm.node-event-time-iso8601", "alm.system-received-time-iso8601"),
                        first(alarm, "alm.system-update-time-iso8601", "alm.system-received-time-iso8601")));
    }

    private static @Nullable AlarmResource resource(JsonNode alarm) {
        return AlarmResource.parse(text(alarm, "alm.alarm-identifier", "alm.resource-object-ref"))
                .or(() -> AlarmResource.parse(text(alarm, "alm.source-object-ref")))
                .or(() -> AlarmResource.parse(text(alarm, "alm.node-ref")))
                .or(() -> Optional.ofNullable(text(alarm, "alm.source-object-name"))
                        .map(name -> new AlarmResource(name, null)))
                .orElse(null);
    }

    private static @Nullable Instant first(JsonNode alarm, String... names) {
        for (var name : names) {
            var moment = instant(alarm, name);
            if (moment != null) {
                return moment;
            }
        }
        return null;
    }
}
