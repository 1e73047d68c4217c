package io.cemfleet.correlator.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.runtime.input.SourceTime;
import io.cemfleet.runtime.problem.FieldProblem;
import io.cemfleet.runtime.problem.UnsafeTextFinder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Parses the body that a source sent: its own format or the short one, one alert or an array of them. */
public final class AlertBodyParser {

    private AlertBodyParser() {}

    /** The alerts of a body; an empty object or array holds none. */
    public static List<AlertElement> elements(AlertSource source, JsonNode body) {
        List<AlertElement> elements = new ArrayList<>();
        if (!body.isArray()) {
            return body.isObject() && body.isEmpty() ? elements : source.split(new AlertElement(0, "", body));
        }
        for (int i = 0; i < body.size(); i++) {
            elements.addAll(source.split(new AlertElement(i, "", body.get(i))));
        }
        return elements;
    }

    /**
     * Parses the alerts of a body.
     *
     * @param now when it arrived: its times must be plausible by then
     */
    public static ParsedAlerts parse(AlertSource source, List<AlertElement> elements, Instant now) {
        List<SourceAlert> alerts = new ArrayList<>();
        List<ParsedAlerts.RefusedAlert> refused = new ArrayList<>();
        int ignored = 0;
        for (int i = 0; i < elements.size(); i++) {
            AlertElement element = elements.get(i);
            switch (parse(source, element.node(), now)) {
                case ParsedElement.Alert(SourceAlert alert) -> alerts.add(alert);
                case ParsedElement.Refused(String field, String message) ->
                    refused.add(new ParsedAlerts.RefusedAlert(i, element, element.field(field), message));
                case ParsedElement.IgnoredElement() -> ignored++;
            }
        }
        return new ParsedAlerts(alerts, refused, ignored);
    }

    /** Parses one alert as its source wrote it, which was accepted or listed by its source before. */
    public static ParsedElement accepted(AlertSource source, JsonNode element) {
        return parse(source, element, SourceTime.LATEST);
    }

    private static ParsedElement parse(AlertSource source, JsonNode element, Instant now) {
        if (!element.isObject()) {
            return new ParsedElement.Refused("", "an object is expected");
        }
        List<FieldProblem> unsafe = UnsafeTextFinder.in(element);
        if (!unsafe.isEmpty()) {
            return new ParsedElement.Refused(
                    unsafe.getFirst().field(), unsafe.getFirst().message());
        }
        try {
            return source.parse(new JsonFieldReader(RawAlert.bounded(element), now));
        } catch (BadFieldException bad) {
            return bad.refused();
        }
    }
}
