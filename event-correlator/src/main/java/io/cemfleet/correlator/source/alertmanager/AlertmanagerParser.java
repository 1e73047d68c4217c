package io.cemfleet.correlator.source.alertmanager;

import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.correlator.alert.AlarmIdentity;
import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertOrigin;
import io.cemfleet.correlator.alert.FieldLimits;
import io.cemfleet.correlator.source.AlertSubject;
import io.cemfleet.correlator.source.BadFieldException;
import io.cemfleet.correlator.source.JsonFieldReader;
import io.cemfleet.correlator.source.ParsedElement;
import io.cemfleet.correlator.source.SeverityMapping;
import io.cemfleet.correlator.source.SourceAlert;
import io.cemfleet.correlator.source.ThresholdCrossing;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Parses one alert of Alertmanager's webhook (version 4). Its labels name its subject: {@code link_id}, or {@code node}
 * with or without {@code interface}.
 */
final class AlertmanagerParser {

    private AlertmanagerParser() {}

    static ParsedElement parse(JsonFieldReader fields) {
        boolean firing = fields.oneOf("status", "firing", "resolved").equals("firing");
        if (!fields.node("labels").isObject()) {
            throw new BadFieldException("labels", fields.has("labels") ? "must be an object" : "is missing");
        }
        JsonFieldReader labels = fields.of("labels");
        String fingerprint = fields.text("fingerprint");
        AlertSubject subject = subject(labels);
        String word =
                labels.optionalText("severity", FieldLimits.WORD).orElse("low").toLowerCase(Locale.ROOT);
        Optional<Severity> severity = SeverityMapping.ofWord(word);
        if (firing && SeverityMapping.isInformation(word)) {
            return new ParsedElement.IgnoredElement();
        }
        if (firing && severity.isEmpty()) {
            throw new BadFieldException("labels.severity", "must be one of critical, major, minor, warning, info");
        }
        return new ParsedElement.Alert(new SourceAlert(
                new AlarmIdentity(AlertmanagerSource.ID, fingerprint, subject.resource()),
                AlertOrigin.SHORT_FORM,
                firing ? AlertKind.RAISE : AlertKind.CLEAR,
                subject,
                ThresholdCrossing.named(labels.node("alertname").asText()),
                severity.orElse(Severity.LOW),
                firing ? fields.momentIfAny("startsAt") : endsAt(fields),
                fields.object()));
    }

    /** Alertmanager writes the year 1 where it knows no end. */
    private static @Nullable Instant endsAt(JsonFieldReader fields) {
        return fields.node("endsAt").asText().startsWith("0001-") ? null : fields.momentIfAny("endsAt");
    }

    private static AlertSubject subject(JsonFieldReader labels) {
        Optional<String> link = label(labels, "link_id");
        if (link.isPresent()) {
            return new AlertSubject.NamedLink(link.get());
        }
        String node = label(labels, "node")
                .orElseThrow(() -> new BadFieldException("labels.link_id", "is missing, as is labels.node"));
        return label(labels, "interface")
                .<AlertSubject>map(port -> new AlertSubject.NamedInterface(node, port))
                .orElseGet(() -> new AlertSubject.NamedDevice(node));
    }

    private static Optional<String> label(JsonFieldReader labels, String name) {
        try {
            return labels.optionalText(name, FieldLimits.NAME);
        } catch (BadFieldException bad) {
            throw bad.within("labels");
        }
    }
}
