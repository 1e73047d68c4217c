package io.cemfleet.correlator.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.cnc.alarm.CncAlarm;
import io.cemfleet.correlator.alert.AlertSource;
import io.cemfleet.runtime.input.SourceTime;
import io.cemfleet.runtime.problem.FieldProblem;
import io.cemfleet.runtime.problem.UnsafeTextFinder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parses the body that a source sent: its own format or the short one, one alert or an array of them. */
public final class SourceParsers {

    private SourceParsers() {}

    /**
     * The alerts of a body: each one of an Alertmanager message, each one of a CNC notification's list; an empty object or
     * array holds none.
     */
    public static List<AlertElement> elements(AlertSource source, JsonNode body) {
        List<AlertElement> elements = new ArrayList<>();
        if (!body.isArray()) {
            return body.isObject() && body.isEmpty() ? elements : split(source, new AlertElement(0, "", body));
        }
        for (int i = 0; i < body.size(); i++) {
            elements.addAll(split(source, new AlertElement(i, "", body.get(i))));
        }
        return elements;
    }

    private static List<AlertElement> split(AlertSource source, AlertElement element) {
        JsonNode alerts = element.node().path("alerts");
        return switch (source) {
            case ALERTMANAGER -> alerts.isArray() ? parts(element, alerts) : List.of(element);
            case CNC -> CncAlarmParser.split(element);
            case PCA, PROACTIVE, CORRELATOR -> List.of(element);
        };
    }

    private static List<AlertElement> parts(AlertElement element, JsonNode alerts) {
        List<AlertElement> parts = new ArrayList<>(alerts.size());
        for (int i = 0; i < alerts.size(); i++) {
            parts.add(element.part("alerts[" + i + ']', alerts.get(i)));
        }
        return parts;
    }

    /** Reads one element that was accepted before. */
    public static ParsedElement read(AlertSource source, JsonNode element) {
        return read(source, element, SourceTime.LATEST);
    }

    /**
     * Reads one element as its source wrote it.
     *
     * @param now when it arrived: its times must be plausible by then
     */
    public static ParsedElement read(AlertSource source, JsonNode element, Instant now) {
        if (!element.isObject()) {
            return new ParsedElement.Refused("", "an object is expected");
        }
        List<FieldProblem> unsafe = UnsafeTextFinder.in(element);
        if (!unsafe.isEmpty()) {
            return new ParsedElement.Refused(
                    unsafe.getFirst().field(), unsafe.getFirst().message());
        }
        try {
            JsonFieldReader fields = new JsonFieldReader(RawAlert.bounded(element), now);
            return switch (source) {
                case PCA -> PcaAlertParser.read(fields);
                case CNC -> CncAlarmParser.read(fields);
                case ALERTMANAGER -> AlertmanagerParser.read(fields);
                case PROACTIVE -> ProactiveAlertParser.read(fields);
                case CORRELATOR -> new ParsedElement.Refused("", "this agent's own records are no alerts");
            };
        } catch (BadFieldException bad) {
            return bad.refused();
        }
    }

    /** An alarm of CNC's list of open ones; empty when it names no device or is no fault. */
    public static Optional<SourceAlert> listed(CncAlarm alarm) {
        return CncAlarmParser.listed(alarm);
    }
}
