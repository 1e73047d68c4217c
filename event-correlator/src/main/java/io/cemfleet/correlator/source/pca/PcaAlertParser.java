package io.cemfleet.correlator.source.pca;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.correlator.alert.AlarmIdentity;
import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertMetric;
import io.cemfleet.correlator.alert.AlertOrigin;
import io.cemfleet.correlator.alert.FieldLimits;
import io.cemfleet.correlator.alert.MetricReading;
import io.cemfleet.correlator.source.AlertSubject;
import io.cemfleet.correlator.source.BadFieldException;
import io.cemfleet.correlator.source.JsonFieldReader;
import io.cemfleet.correlator.source.ParsedElement;
import io.cemfleet.correlator.source.SeverityMapping;
import io.cemfleet.correlator.source.SourceAlert;
import io.cemfleet.network.policy.PolicyColor;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Parses PCA's {@code AlertPayload} and the short form of a probe's alert. Delays are in µs in the first, in ms in the
 * second.
 */
final class PcaAlertParser {
    private static final double MICROS_PER_MS = 1000.0;

    private PcaAlertParser() {}

    static ParsedElement parse(JsonFieldReader fields) {
        if (fields.hasAny("alert_id", "probe_id", "metric_type", "current_value", "threshold_value")) {
            return new ParsedElement.Alert(shortForm(fields));
        }
        JsonNode attributes = fields.node("data").path("attributes");
        return vendor(attributes.isObject() ? new JsonFieldReader(attributes, fields.now()) : fields);
    }

    private static ParsedElement vendor(JsonFieldReader fields) {
        String state = fields.oneOf("alertState", "raised", "cleared", "error", "forced-clear");
        String session = fields.optionalText("sessionId")
                .or(() -> fields.optionalText("objectId"))
                .orElseThrow(() -> new BadFieldException("objectId", "is missing, as is sessionId"));
        String metricId = fields.text("metric", FieldLimits.WORD);
        double value = fields.numeric("triggeredValue");
        double threshold = fields.numeric("value");
        var occurredAt = fields.epoch("timestamp");
        AlertSubject subject = session(fields, session);
        if (state.equals("error")) {
            return new ParsedElement.IgnoredElement();
        }
        AlertMetric metric = metric(metricId);
        double scale = metric == AlertMetric.LATENCY || metric == AlertMetric.JITTER ? MICROS_PER_MS : 1;
        String key = Stream.of(
                        session,
                        metricId,
                        fields.optionalText("direction", FieldLimits.WORD).orElse("0"),
                        fields.optionalText("policyId").orElse(""))
                .collect(Collectors.joining("/"));
        return new ParsedElement.Alert(new SourceAlert(
                new AlarmIdentity(PcaSource.ID, key, null),
                AlertOrigin.VENDOR,
                state.equals("raised") ? AlertKind.RAISE : AlertKind.CLEAR,
                subject,
                metric == null ? null : new MetricReading(metric, value / scale, threshold / scale),
                SeverityMapping.ofRatio(value, threshold),
                occurredAt,
                fields.object()));
    }

    private static AlertSubject session(JsonFieldReader fields, String id) {
        Optional<String> from = fields.optionalText("sourceIp");
        Optional<String> to = fields.optionalText("destinationIp");
        String name = fields.optionalText("objectName").orElse(id);
        int dash = name.indexOf('-');
        boolean named = dash > 0 && dash < name.length() - 1;
        if ((from.isEmpty() || to.isEmpty()) && !named) {
            throw new BadFieldException("sourceIp", "is missing, and objectName names no two ends");
        }
        return new AlertSubject.NamedSession(
                from.orElseGet(() -> name.substring(0, dash)),
                to.orElseGet(() -> name.substring(dash + 1)),
                color(fields));
    }

    /** A whole number, plain or as text; null for anything else. */
    static @Nullable Integer color(JsonFieldReader fields) {
        JsonNode metadata = fields.has("metadata") ? fields.node("metadata") : fields.node("meta");
        JsonNode color = metadata.path("color");
        return color.isIntegralNumber() || color.isTextual() ? PolicyColor.parse(color.asText()) : null;
    }

    static @Nullable AlertMetric metric(String id) {
        String lower = id.toLowerCase(Locale.ROOT);
        if (lower.startsWith("delayvar") || lower.startsWith("jitter")) {
            return AlertMetric.JITTER;
        }
        if (lower.startsWith("delay")) {
            return AlertMetric.LATENCY;
        }
        return lower.startsWith("packetslost") ? AlertMetric.LOSS : null;
    }

    private static SourceAlert shortForm(JsonFieldReader fields) {
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
        AlertMetric metric = AlertMetric.of(type).orElseThrow();
        Severity severity = SeverityMapping.ofRatio(value, threshold);
        return new SourceAlert(
                new AlarmIdentity(PcaSource.ID, probe + '/' + type + '/' + from + '/' + to, null),
                AlertOrigin.SHORT_FORM,
                raised ? AlertKind.RAISE : AlertKind.CLEAR,
                new AlertSubject.NamedSession(from, to, color(fields)),
                new MetricReading(metric, value, threshold),
                severity,
                occurredAt,
                fields.object());
    }
}
