package io.cemfleet.correlator.stream;

import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.correlator.alert.AlarmIdentity;
import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertLocation;
import io.cemfleet.correlator.alert.AlertOrigin;
import io.cemfleet.correlator.alert.AlertRecordBuilder;
import io.cemfleet.correlator.source.cnc.CncSource;
import java.time.Instant;
import java.util.List;

/** Alerts of a domain in which links stand alone unless a test says what they share. */
final class StreamAlerts {
    static final String DOMAIN = "7";
    static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");

    private int number;

    /** On a link with two nodes of its own. */
    AlertRecordBuilder of(String alarm, String link, AlertKind kind, long second) {
        return at(alarm, place(link, List.of(link + "-a", link + "-z"), List.of(), List.of()), kind, second);
    }

    AlertRecordBuilder at(String alarm, AlertLocation place, AlertKind kind, long second) {
        Instant at = T0.plusSeconds(second);
        return new AlertRecordBuilder("alert-" + ++number, new AlarmIdentity(CncSource.ID, alarm, null), kind, at)
                .origin(AlertOrigin.VENDOR)
                .severity(kind == AlertKind.RAISE ? Severity.HIGH : Severity.LOW)
                .location(place);
    }

    static AlertLocation place(String link, List<String> nodes, List<Integer> srlgs, List<String> policies) {
        return new AlertLocation(DOMAIN, link, null, List.of(), nodes, srlgs, policies, "v1", null);
    }
}
