package io.cemfleet.correlator.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.cnc.alarm.AlarmNotification;
import io.cemfleet.cnc.alarm.CncAlarm;
import io.cemfleet.cnc.alarm.ResourceRef;
import io.cemfleet.correlator.alert.AlertJson;
import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertOrigin;
import io.cemfleet.correlator.alert.AlertSource;
import io.cemfleet.correlator.alert.Metric;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** CNC's alarm notification, an alarm of its list, and the short form. */
final class CncForm {
    private static final Pattern CROSSING = Pattern.compile(
            "(?i)\\b(delay|latency|jitter|loss)\\b.*?([0-9]+(?:\\.[0-9]+)?)\\s*(?:ms|%)?\\s*>\\s*([0-9]+(?:\\.[0-9]+)?)");

    private CncForm() {}

    static Parsed read(JsonNode element) {
        Fields fields = new Fields(element);
        if (fields.hasAny("alarm_id", "alarm_type", "resource_id", "resource_type", "severity")) {
            return new Parsed.Alert(shortForm(fields));
        }
        Fields envelope =
                fields.has("notification.notification") ? new Fields(fields.node("notification.notification")) : fields;
        if (!envelope.has("alm.alarm")
                && envelope.has("notification.topic")
                && !envelope.text("notification.topic").equals("alarm")) {
            return new Parsed.Nothing();
        }
        return vendor(element, envelope);
    }

    private static Parsed vendor(JsonNode element, Fields envelope) {
        JsonNode inner = envelope.node("alm.alarm");
        Fields alarm = new Fields(inner.isArray() && !inner.isEmpty() ? inner.get(0) : inner);
        if (!alarm.object().isObject()) {
            throw new BadField("alm.alarm", envelope.has("alm.alarm") ? "must be an object" : "is missing");
        }
        alarm.text("alm.perceived-severity");
        AlarmNotification notification = AlarmNotification.parse(element)
                .orElseThrow(() -> new BadField("alm.uuid", "is missing, as is alm.event-identifier"));
        return Optional.ofNullable(notification.alarm().resource())
                .<Parsed>map(resource ->
                        new Parsed.Alert(of(notification.alarm(), resource, notification.clears(), element)))
                .orElseThrow(() -> new BadField("alm.resource-object-ref", "names no device"));
    }

    /** An alarm of the list of open ones; empty when it names no device. */
    static Optional<SourceAlert> listed(CncAlarm alarm) {
        ResourceRef resource = alarm.resource();
        return resource == null
                ? Optional.empty()
                : Optional.of(of(alarm, resource, alarm.cleared(), restated(alarm, resource)));
    }

    /** The alarm in the vendor's form, so that it can be read again. */
    private static JsonNode restated(CncAlarm alarm, ResourceRef resource) {
        String port = resource.interfaceName() == null ? "" : "!FTP=name=" + resource.interfaceName();
        return AlertJson.tree(Map.of(
                "alm.alarm",
                Map.of(
                        "alm.uuid", alarm.id(),
                        "alm.perceived-severity", alarm.severity().name().toLowerCase(Locale.ROOT),
                        "alm.description", alarm.description(),
                        "alm.alarm-identifier",
                                Map.of("alm.resource-object-ref", "MD=CISCO_EMS!ND=" + resource.hostname() + port))));
    }

    private static SourceAlert of(CncAlarm alarm, ResourceRef resource, boolean clears, JsonNode raw) {
        String port = resource.interfaceName();
        return new SourceAlert(
                AlertSource.CNC,
                alarm.id(),
                AlertOrigin.VENDOR,
                clears ? AlertKind.CLEAR : AlertKind.RAISE,
                port == null ? new Subject.Device(resource.hostname()) : new Subject.Port(resource.hostname(), port),
                crossing(alarm.description()),
                Severity.valueOf(alarm.severity().severity().toUpperCase(Locale.ROOT)),
                alarm.updatedAt() == null ? alarm.raisedAt() : alarm.updatedAt(),
                raw);
    }

    private static SourceAlert shortForm(Fields fields) {
        String id = fields.text("alarm_id");
        fields.text("alarm_type");
        String severity = fields.oneOf("severity", "critical", "major", "minor", "warning", "clear");
        fields.text("resource_type");
        String resource = fields.text("resource_id");
        var occurredAt = fields.moment("timestamp");
        return new SourceAlert(
                AlertSource.CNC,
                id,
                AlertOrigin.SHORT_FORM,
                severity.equals("clear") ? AlertKind.CLEAR : AlertKind.RAISE,
                subject(resource),
                crossing(fields.optionalText("description").orElse("")),
                Severities.ofWord(severity),
                occurredAt,
                fields.object());
    }

    /** {@code MD=…!ND=…}, a node and its interface, or the name of a link or node. */
    private static Subject subject(String resource) {
        Optional<Subject> ref = ResourceRef.parse(resource)
                .map(parsed -> parsed.interfaceName() == null
                        ? new Subject.Device(parsed.hostname())
                        : new Subject.Port(parsed.hostname(), parsed.interfaceName()));
        String[] parts = resource.split("\\s*[:|]\\s*", -1);
        return ref.orElseGet(() -> parts.length == 2 && !parts[1].isBlank()
                ? new Subject.Port(parts[0], parts[1])
                : new Subject.Line(resource));
    }

    private static SourceAlert.@Nullable Reading crossing(String description) {
        var match = CROSSING.matcher(description);
        if (!match.find()) {
            return null;
        }
        Metric metric =
                switch (match.group(1).toLowerCase(Locale.ROOT)) {
                    case "jitter" -> Metric.JITTER;
                    case "loss" -> Metric.LOSS;
                    default -> Metric.LATENCY;
                };
        return new SourceAlert.Reading(metric, Double.valueOf(match.group(2)), Double.valueOf(match.group(3)));
    }
}
