package io.cemfleet.correlator.source;

import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.correlator.alert.AlarmIdentity;
import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertOrigin;
import io.cemfleet.correlator.alert.AlertSource;
import io.cemfleet.correlator.alert.FieldLimits;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One alert of Alertmanager's webhook (version 4). Its labels say what it is about: {@code link_id}, or {@code node}
 * with or without {@code interface}.
 */
final class AlertmanagerForm {

    private AlertmanagerForm() {}

    static Parsed read(Fields fields) {
        boolean firing = fields.oneOf("status", "firing", "resolved").equals("firing");
        if (!fields.node("labels").isObject()) {
            throw new BadField("labels", fields.has("labels") ? "must be an object" : "is missing");
        }
        Fields labels = fields.of("labels");
        String fingerprint = fields.text("fingerprint");
        Subject subject = subject(labels);
        String word =
                labels.optionalText("severity", FieldLimits.WORD).orElse("low").toLowerCase(Locale.ROOT);
        Optional<Severity> severity = Severities.ofWord(word);
        if (firing && Severities.isInformation(word)) {
            return new Parsed.Nothing();
        }
        if (firing && severity.isEmpty()) {
            throw new BadField("labels.severity", "must be one of critical, major, minor, warning, info");
        }
        return new Parsed.Alert(new SourceAlert(
                new AlarmIdentity(AlertSource.ALERTMANAGER, fingerprint, subject.resource()),
                AlertOrigin.SHORT_FORM,
                firing ? AlertKind.RAISE : AlertKind.CLEAR,
                subject,
                ThresholdCrossing.named(labels.node("alertname").asText()),
                severity.orElse(Severity.LOW),
                firing ? fields.momentIfAny("startsAt") : endsAt(fields),
                fields.object()));
    }

    /** Alertmanager writes the year 1 where it knows no end. */
    private static @Nullable Instant endsAt(Fields fields) {
        return fields.node("endsAt").asText().startsWith("0001-") ? null : fields.momentIfAny("endsAt");
    }

    private static Subject subject(Fields labels) {
        Optional<String> link = label(labels, "link_id");
        if (link.isPresent()) {
            return new Subject.Line(link.get());
        }
        String node = label(labels, "node")
                .orElseThrow(() -> new BadField("labels.link_id", "is missing, as is labels.node"));
        return label(labels, "interface")
                .<Subject>map(port -> new Subject.Port(node, port))
                .orElseGet(() -> new Subject.Device(node));
    }

    private static Optional<String> label(Fields labels, String name) {
        try {
            return labels.optionalText(name, FieldLimits.NAME);
        } catch (BadField bad) {
            throw bad.within("labels");
        }
    }
}
