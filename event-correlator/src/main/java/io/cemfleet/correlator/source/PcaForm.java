package io.cemfleet.correlator.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.correlator.alert.AlarmIdentity;
import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertOrigin;
import io.cemfleet.correlator.alert.AlertSource;
import io.cemfleet.correlator.alert.FieldLimits;
import io.cemfleet.correlator.alert.Metric;
import io.cemfleet.correlator.alert.MetricReading;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** PCA's {@code AlertPayload}, and the short form of a probe's alert. Delays come in µs in the one, in ms in the other. */
final class PcaForm {
    private static final double MICROS_PER_MS = 1000.0;

    private PcaForm() {}

    static Parsed read(Fields fields) {
        if (fields.hasAny("alert_id", "probe_id", "metric_type", "current_value", "threshold_value")) {
            return new Parsed.Alert(shortForm(fields));
        }
        JsonNode attributes = fields.node("data").path("attributes");
        return vendor(attributes.isObject() ? new Fields(attributes, fields.now()) : fields);
    }

    private static Parsed vendor(Fields fields) {
        String state = fields.oneOf("alertState", "raised", "cleared", "error", "forced-clear");
        String session = fields.optionalText("sessionId")
                .or(() -> fields.optionalText("objectId"))
                .orElseThrow(() -> new BadField("objectId", "is missing, as is sessionId"));
        String metricId = fields.text("metric", FieldLimits.WORD);
        double value = fields.numeric("triggeredValue");
        double threshold = fields.numeric("value");
        var occurredAt = fields.epoch("timestamp");
        Subject subject = session(fields, session);
        if (state.equals("error")) {
            return new Parsed.Nothing();
        }
        Metric metric = metric(metricId);
        double scale = metric == Metric.LATENCY || metric == Metric.JITTER ? MICROS_PER_MS : 1;
        String key = Stream.of(
                        session,
                        metricId,
                        fields.optionalText("direction", FieldLimits.WORD).orElse("0"),
                        fields.optionalText("policyId").orElse(""))
                .collect(Collectors.joining("/"));
        return new Parsed.Alert(new SourceAlert(
                new AlarmIdentity(AlertSource.PCA, key, null),
                AlertOrigin.VENDOR,
                state.equals("raised") ? AlertKind.RAISE : AlertKind.CLEAR,
                subject,
                metric == null ? null : new MetricReading(metric, value / scale, threshold / scale),
                Severities.ofRatio(value, threshold),
                occurredAt,
                fields.object()));
    }

    private static Subject session(Fields fields, String id) {
        Optional<String> from = fields.optionalText("sourceIp");
        Optional<String> to = fields.optionalText("destinationIp");
        String name = fields.optionalText("objectName").orElse(id);
        int dash = name.indexOf('-');
        boolean named = dash > 0 && dash < name.length() - 1;
        if ((from.isEmpty() || to.isEmpty()) && !named) {
            throw new BadField("sourceIp", "is missing, and objectName names no two ends");
        }
        return new Subject.Session(
                from.orElseGet(() -> name.substring(0, dash)),
                to.orElseGet(() -> name.substring(dash + 1)),
                color(fields));
    }

    /** A whole number, plain or as text; null for anything else. */
    static @Nullable Integer color(Fields fields) {
        JsonNode metadata = fields.has("metadata") ? fields.node("metadata") : fields.node("meta");
        JsonNode color = metadata.path("color");
        String text =
                color.isIntegralNumber() || color.isTextual() ? color.asText().strip() : "";
        try {
            int number = text.length() > 10 ? 0 : Integer.parseInt(text);
            return number > 0 ? number : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    static @Nullable Metric metric(String id) {
        String lower = id.toLowerCase(Locale.ROOT);
        if (lower.startsWith("delayvar") || lower.startsWith("jitter")) {
            return Metric.JITTER;
        }
        if (lower.startsWith("delay")) {
            return Metric.LATENCY;
        }
        return lower.startsWith("packetslost") ? Metric.LOSS : null;
    }

    private static SourceAlert shortForm(Fields fields) {
        fields.text("alert_id");
        String probe = fields.text("probe_id");
        String type = fields.oneOf("metric_type", "latency", "jitter", "loss");
        double value = fields.number("current_value");
        double threshold = fields.number("threshold_value");
        String from = fields.text("source_ip");
        String to = fields.text("dest_ip");
        var occurredAt = fields.moment("timestamp");
        boolean raised = !fields.has("alert_state")
                || fields.oneOf("alert_state", "raised", "cleared").equals("raised");
        Metric metric = Metric.of(type).orElseThrow();
        Severity severity = Severities.ofRatio(value, threshold);
        return new SourceAlert(
                new AlarmIdentity(AlertSource.PCA, probe + '/' + type + '/' + from + '/' + to, null),
                AlertOrigin.SHORT_FORM,
                raised ? AlertKind.RAISE : AlertKind.CLEAR,
                new Subject.Session(from, to, color(fields)),
                new MetricReading(metric, value, threshold),
                severity,
                occurredAt,
                fields.object());
    }
}
