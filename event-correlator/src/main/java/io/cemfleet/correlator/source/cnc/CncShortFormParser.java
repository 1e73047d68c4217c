package io.cemfleet.correlator.source.cnc;

import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.cnc.alarm.AlarmResource;
import io.cemfleet.cnc.alarm.AlarmSeverity;
import io.cemfleet.correlator.alert.AlarmIdentity;
import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertOrigin;
import io.cemfleet.correlator.alert.FieldLimits;
import io.cemfleet.correlator.alert.MetricReading;
import io.cemfleet.correlator.source.AlertSubject;
import io.cemfleet.correlator.source.BadFieldException;
import io.cemfleet.correlator.source.JsonFieldReader;
import io.cemfleet.correlator.source.ParsedElement;
import io.cemfleet.correlator.source.SourceAlert;
import io.cemfleet.correlator.source.ThresholdCrossing;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Parses the short form of a CNC alarm: flat, with the resource as one text. */
final class CncShortFormParser {

    private CncShortFormParser() {}

    static boolean isShortForm(JsonFieldReader fields) {
        return fields.hasAny("alarm_id", "alarm_type", "resource_id", "resource_type", "severity");
    }

    static ParsedElement parse(JsonFieldReader fields) {
        String id = fields.text("alarm_id");
        String type = fields.text("alarm_type");
        AlarmSeverity severity = AlarmSeverity.of(fields.text("severity"))
                .orElseThrow(() -> new BadFieldException("severity", CncAlarmParser.SEVERITIES));
        fields.text("resource_type");
        AlertSubject subject = subject(fields.text("resource_id", FieldLimits.NAME));
        Instant occurredAt = fields.moment("timestamp");
        MetricReading crossing = ThresholdCrossing.in(fields.description("description"));
        if (severity == AlarmSeverity.INFORMATION) {
            return new ParsedElement.IgnoredElement();
        }
        return new ParsedElement.Alert(new SourceAlert(
                new AlarmIdentity(CncSource.ID, id, subject.resource()),
                AlertOrigin.SHORT_FORM,
                severity == AlarmSeverity.CLEARED ? AlertKind.CLEAR : AlertKind.RAISE,
                subject,
                crossing == null ? ThresholdCrossing.named(type) : crossing,
                Severity.valueOf(severity.severity().toUpperCase(Locale.ROOT)),
                occurredAt,
                fields.object()));
    }

    /** {@code MD=…!ND=…}, a node and its interface, or the name of a link or node. */
    private static AlertSubject subject(String resource) {
        Optional<AlertSubject> ref = AlarmResource.parse(resource).map(CncAlarmParser::subject);
        return ref.or(() -> port(resource)).orElseGet(() -> new AlertSubject.NamedLink(resource));
    }

    /** {@code node:interface} or {@code node|interface}, with exactly one of these between. */
    private static Optional<AlertSubject> port(String resource) {
        int between = Math.max(resource.indexOf(':'), resource.indexOf('|'));
        boolean single =
                between > 0 && resource.indexOf(':', between + 1) < 0 && resource.indexOf('|', between + 1) < 0;
        boolean both = resource.indexOf(':') >= 0 && resource.indexOf('|') >= 0;
        if (!single || both) {
            return Optional.empty();
        }
        String node = resource.substring(0, between).strip();
        String port = resource.substring(between + 1).strip();
        return node.isEmpty() || port.isEmpty()
                ? Optional.empty()
                : Optional.of(new AlertSubject.NamedInterface(node, port));
    }
}
