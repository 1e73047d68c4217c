package io.cemfleet.cnc.alarm;

import static io.cemfleet.cnc.json.YangJson.at;
import static io.cemfleet.cnc.json.YangJson.instant;
import static io.cemfleet.cnc.json.YangJson.text;
import static io.cemfleet.cnc.json.YangJson.textOr;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The vendor's alarm form mapped to ours. */
final class AlarmReader {

    private AlarmReader() {}

    static Optional<AlarmNotification> notification(JsonNode body) {
        var envelope = at(body, "notification.notification");
        var inner = envelope.isMissingNode() ? body : envelope;
        var alarm = at(inner, "alm.alarm");
        var single = alarm.isArray() && !alarm.isEmpty() ? alarm.get(0) : alarm;
        return alarm(single).map(a -> new AlarmNotification(operation(inner), a));
    }

    /** Empty where there is nothing to tell one alarm from another by. */
    static Optional<CncAlarm> alarm(JsonNode alarm) {
        var id = text(alarm, "alm.uuid");
        var identity = id != null ? id : text(alarm, "alm.alarm-identifier", "alm.event-identifier");
        var severity = text(alarm, "alm.perceived-severity");
        if (identity == null || severity == null) {
            return Optional.empty();
        }
        return Optional.of(new CncAlarm(
                identity,
                AlarmSeverity.of(severity),
                textOr("", alarm, "alm.description"),
                textOr("", alarm, "alm.category"),
                textOr("", alarm, "alm.probable-cause"),
                resource(alarm),
                first(alarm, "alm.node-event-time-iso8601", "alm.system-received-time-iso8601"),
                first(alarm, "alm.system-update-time-iso8601", "alm.system-received-time-iso8601")));
    }

    private static @Nullable ResourceRef resource(JsonNode alarm) {
        return ResourceRef.parse(text(alarm, "alm.alarm-identifier", "alm.resource-object-ref"))
                .or(() -> ResourceRef.parse(text(alarm, "alm.source-object-ref")))
                .or(() -> ResourceRef.parse(text(alarm, "alm.node-ref")))
                .or(() -> Optional.ofNullable(text(alarm, "alm.source-object-name"))
                        .map(name -> new ResourceRef(name, null)))
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

    private static AlarmNotification.Operation operation(JsonNode envelope) {
        return switch (textOr("create", envelope, "notification.operation")) {
            case "delete" -> AlarmNotification.Operation.DELETE;
            case "modify" -> AlarmNotification.Operation.MODIFY;
            default -> AlarmNotification.Operation.CREATE;
        };
    }
}
