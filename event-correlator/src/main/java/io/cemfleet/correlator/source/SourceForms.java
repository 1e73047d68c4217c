package io.cemfleet.correlator.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.cnc.alarm.CncAlarm;
import io.cemfleet.correlator.alert.AlertSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what a source sent: its own form or the short one, one or an array of them. */
public final class SourceForms {

    private SourceForms() {}

    /** The elements of a body; an Alertmanager message counts as its alerts, an empty object or array as none. */
    public static List<JsonNode> elements(AlertSource source, JsonNode body) {
        List<JsonNode> elements = new ArrayList<>();
        Iterable<JsonNode> top = body.isArray() ? body : List.of(body);
        for (JsonNode element : top) {
            if (source == AlertSource.ALERTMANAGER && element.path("alerts").isArray()) {
                element.path("alerts").forEach(elements::add);
            } else if (!(element.isObject() && element.isEmpty() && !body.isArray())) {
                elements.add(element);
            }
        }
        return elements;
    }

    /** Reads one element as its source wrote it. */
    public static Parsed read(AlertSource source, JsonNode element) {
        if (!element.isObject()) {
            return new Parsed.Refused("", "an object is expected");
        }
        try {
            return switch (source) {
                case PCA -> PcaForm.read(element);
                case CNC -> CncForm.read(element);
                case ALERTMANAGER -> AlertmanagerForm.read(element);
                case PROACTIVE -> ProactiveForm.read(element);
                case CORRELATOR -> new Parsed.Refused("", "this agent's own records are no alerts");
            };
        } catch (BadField bad) {
            return bad.refused();
        }
    }

    /** An alarm of CNC's list of open ones. */
    public static Optional<SourceAlert> listed(CncAlarm alarm) {
        return CncForm.listed(alarm);
    }
}
