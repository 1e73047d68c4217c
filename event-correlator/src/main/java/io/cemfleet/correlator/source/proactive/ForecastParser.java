package io.cemfleet.correlator.source.proactive;

import io.cemfleet.a2a.contract.ProactiveAlert;
import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.correlator.alert.AlarmIdentity;
import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertMetric;
import io.cemfleet.correlator.alert.AlertOrigin;
import io.cemfleet.correlator.alert.AlertSourceId;
import io.cemfleet.correlator.alert.FieldLimits;
import io.cemfleet.correlator.alert.MetricReading;
import io.cemfleet.correlator.source.AlertSubject;
import io.cemfleet.correlator.source.JsonFieldReader;
import io.cemfleet.correlator.source.ParsedElement;
import io.cemfleet.correlator.source.SourceAlert;

/** Parses the payload of {@code proactive_alert}; its link is its identity, from raise to clear. */
final class ForecastParser {
    private static final double PERCENT = 100;
    private static final double THRESHOLD_PCT = 70;

    private ForecastParser() {}

    static ParsedElement parse(JsonFieldReader payload) {
        String link = payload.text("link_id", FieldLimits.NAME);
        double utilisation = payload.number("predicted_utilisation");
        boolean clears = payload.node("kind").asText().equals(ProactiveAlert.Kind.CLEAR.wire());
        return new ParsedElement.Alert(new SourceAlert(
                new AlarmIdentity(AlertSourceId.PROACTIVE, link, null),
                AlertOrigin.FLEET,
                clears ? AlertKind.CLEAR : AlertKind.RAISE,
                new AlertSubject.NamedLink(link),
                new MetricReading(AlertMetric.UTILISATION, utilisation * PERCENT, THRESHOLD_PCT),
                severity(utilisation),
                null,
                payload.object()));
    }

    /** A link that would be full loses traffic: as bad as a breach. */
    private static Severity severity(double utilisation) {
        if (utilisation >= 1.0) {
            return Severity.HIGH;
        }
        return utilisation >= 0.85 ? Severity.MEDIUM : Severity.LOW;
    }
}
