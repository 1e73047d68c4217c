package io.cemfleet.correlator.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertOrigin;
import io.cemfleet.correlator.alert.AlertSource;
import java.util.Locale;

/**
 * One alert of Alertmanager's webhook (version 4). Its labels say what it is about: {@code link_id}, or {@code node}
 * with or without {@code interface}.
 */
final class AlertmanagerForm {

    private AlertmanagerForm() {}

    static Parsed read(JsonNode element) {
        Fields fields = new Fields(element);
        String status = fields.oneOf("status", "firing", "resolved");
        if (!fields.node("labels").isObject()) {
            throw new BadField("labels", fields.has("labels") ? "must be an object" : "is missing");
        }
        Fields labels = new Fields(fields.node("labels"));
        boolean firing = status.equals("firing");
        return new Parsed.Alert(new SourceAlert(
                AlertSource.ALERTMANAGER,
                fields.text("fingerprint"),
                AlertOrigin.SHORT_FORM,
                firing ? AlertKind.RAISE : AlertKind.CLEAR,
                subject(labels),
                null,
                Severities.ofWord(labels.optionalText("severity").orElse("low").toLowerCase(Locale.ROOT)),
                fields.momentIfAny(firing ? "startsAt" : "endsAt"),
                element));
    }

    private static Subject subject(Fields labels) {
        var link = labels.optionalText("link_id");
        if (link.isPresent()) {
            return new Subject.Line(link.get());
        }
        String node = labels.optionalText("node")
                .orElseThrow(() -> new BadField("labels.link_id", "is missing, as is labels.node"));
        return labels.optionalText("interface")
                .<Subject>map(port -> new Subject.Port(node, port))
                .orElseGet(() -> new Subject.Device(node));
    }
}
