package io.cemfleet.correlator.source.cnc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.cnc.alarm.AlarmNotification;
import io.cemfleet.cnc.alarm.AlarmResource;
import io.cemfleet.cnc.alarm.AlarmSeverity;
import io.cemfleet.cnc.alarm.CncAlarm;
import io.cemfleet.correlator.alert.AlarmIdentity;
import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertOrigin;
import io.cemfleet.correlator.alert.FieldLimits;
import io.cemfleet.correlator.source.AlertElement;
import io.cemfleet.correlator.source.AlertSubject;
import io.cemfleet.correlator.source.BadFieldException;
import io.cemfleet.correlator.source.JsonFieldReader;
import io.cemfleet.correlator.source.ParsedElement;
import io.cemfleet.correlator.source.SourceAlert;
import io.cemfleet.correlator.source.ThresholdCrossing;
import io.cemfleet.runtime.input.SafeText;
import io.cemfleet.runtime.input.SourceTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Parses CNC's alarm notification and an alarm of its list. */
final class CncAlarmParser {
    private static final String ENVELOPE = "notification.notification";
    private static final String ALARM = "alm.alarm";
    static final String SEVERITIES =
            "must be one of critical, major, minor, warning, indeterminate, information, clear";

    private CncAlarmParser() {}

    /** A notification that carries a list of alarms, as one notification each. */
    static List<AlertElement> split(AlertElement element) {
        JsonFieldReader fields = new JsonFieldReader(element.node(), SourceTime.LATEST);
        boolean wrapped = fields.has(ENVELOPE);
        JsonFieldReader envelope = wrapped ? fields.of(ENVELOPE) : fields;
        JsonNode alarms = envelope.node(ALARM);
        if (!alarms.isArray() || alarms.isEmpty()) {
            return List.of(element);
        }
        List<AlertElement> split = new ArrayList<>(alarms.size());
        for (int i = 0; i < alarms.size(); i++) {
            String path = (wrapped ? ENVELOPE + '.' : "") + ALARM + '[' + i + ']';
            if (!alarms.get(i).isObject()) {
                split.add(element.part(path, alarms.get(i)));
                continue;
            }
            ObjectNode single = JsonNodeFactory.instance.objectNode();
            for (String name : List.of("notification.topic", "notification.operation")) {
                if (envelope.has(name)) {
                    single.set(name, envelope.node(name));
                }
            }
            single.set(ALARM, alarms.get(i));
            JsonNode whole = wrapped ? JsonNodeFactory.instance.objectNode().set(ENVELOPE, single) : single;
            split.add(element.part(path, whole));
        }
        return split;
    }

    static ParsedElement parse(JsonFieldReader fields) {
        if (CncShortFormParser.isShortForm(fields)) {
            return CncShortFormParser.parse(fields);
        }
        JsonFieldReader envelope = fields.has(ENVELOPE) ? fields.of(ENVELOPE) : fields;
        if (!envelope.has(ALARM)
                && envelope.has("notification.topic")
                && !envelope.text("notification.topic").equals("alarm")) {
            return new ParsedElement.IgnoredElement();
        }
        return vendor(fields, envelope);
    }

    private static ParsedElement vendor(JsonFieldReader element, JsonFieldReader envelope) {
        JsonFieldReader alarm = envelope.of(ALARM);
        if (!alarm.object().isObject()) {
            throw new BadFieldException(ALARM, envelope.has(ALARM) ? "must be an object" : "is missing");
        }
        AlarmNotification.Operation operation = AlarmNotification.Operation.of(
                        envelope.optionalText("notification.operation").orElse("create"))
                .orElseThrow(
                        () -> new BadFieldException("notification.operation", "must be one of create, modify, delete"));
        boolean deleted = operation == AlarmNotification.Operation.DELETE;
        if (!deleted && AlarmSeverity.of(alarm.text("alm.perceived-severity")).isEmpty()) {
            throw new BadFieldException("alm.perceived-severity", SEVERITIES);
        }
        AlarmNotification notification = AlarmNotification.parse(element.object())
                .orElseThrow(() -> new BadFieldException("alm.uuid", "is missing, as is alm.event-identifier"));
        CncAlarm reported = notification.alarm();
        if (reported.informational()) {
            return new ParsedElement.IgnoredElement();
        }
        AlarmResource resource = reported.resource();
        if (resource == null && !notification.clears()) {
            throw new BadFieldException("alm.resource-object-ref", "names no device");
        }
        JsonFieldReader.bounded("alm.uuid", reported.id(), FieldLimits.ID);
        if (resource != null) {
            JsonFieldReader.bounded(
                    "alm.resource-object-ref", String.valueOf(subject(resource).resource()), FieldLimits.NAME);
        }
        Instant at = time(reported);
        return new ParsedElement.Alert(of(
                reported,
                resource,
                notification.clears(),
                at == null ? null : element.plausible("alm.system-update-time-iso8601", at),
                element.object()));
    }

    /** An alarm of the list of open ones; empty when it names no device or is no fault. */
    static Optional<SourceAlert> listed(CncAlarm alarm) {
        AlarmResource resource = alarm.resource();
        Instant at = time(alarm);
        return resource == null || alarm.informational() || alarm.id().length() > FieldLimits.ID
                ? Optional.empty()
                : Optional.of(of(
                        alarm,
                        resource,
                        alarm.cleared(),
                        at == null || SourceTime.isPlausible(at) ? at : null,
                        restated(alarm, resource)));
    }

    /** The alarm in the vendor's form, so that it can be read again. */
    private static JsonNode restated(CncAlarm alarm, AlarmResource resource) {
        String port = resource.interfaceName() == null ? "" : "!FTP=name=" + resource.interfaceName();
        ObjectNode restated = JsonNodeFactory.instance.objectNode();
        ObjectNode inner = restated.putObject(ALARM);
        inner.put("alm.uuid", alarm.id());
        inner.put("alm.perceived-severity", alarm.severity().name().toLowerCase(Locale.ROOT));
        inner.put("alm.description", SafeText.clean(SafeText.cut(alarm.description(), FieldLimits.TEXT)));
        inner.putObject("alm.alarm-identifier")
                .put("alm.resource-object-ref", "MD=CISCO_EMS!ND=" + resource.hostname() + port);
        Instant at = time(alarm);
        if (at != null) {
            inner.put("alm.system-update-time-iso8601", at.toString());
        }
        return restated;
    }

    private static @Nullable Instant time(CncAlarm alarm) {
        return alarm.updatedAt() == null ? alarm.raisedAt() : alarm.updatedAt();
    }

    private static SourceAlert of(
            CncAlarm alarm, @Nullable AlarmResource resource, boolean clears, @Nullable Instant at, JsonNode raw) {
        AlertSubject subject = resource == null ? new AlertSubject.Unnamed() : subject(resource);
        return new SourceAlert(
                new AlarmIdentity(CncSource.ID, alarm.id(), subject.resource()),
                AlertOrigin.VENDOR,
                clears ? AlertKind.CLEAR : AlertKind.RAISE,
                subject,
                ThresholdCrossing.in(alarm.description()),
                Severity.valueOf(alarm.severity().severity().toUpperCase(Locale.ROOT)),
                at,
                raw);
    }

    static AlertSubject subject(AlarmResource resource) {
        String port = resource.interfaceName();
        return port == null
                ? new AlertSubject.NamedDevice(resource.hostname())
                : new AlertSubject.NamedInterface(resource.hostname(), port);
    }
}
