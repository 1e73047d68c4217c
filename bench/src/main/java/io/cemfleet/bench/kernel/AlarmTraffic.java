package io.cemfleet.bench.kernel;

import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.correlator.alert.AlarmIdentity;
import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertLocation;
import io.cemfleet.correlator.alert.AlertOrigin;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.AlertRecordBuilder;
import io.cemfleet.correlator.alert.AlertSourceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Alerts with a fixed seed, as the intake makes them of a source's short form. */
final class AlarmTraffic {
    static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
    private static final AlertSourceId SOURCE = AlertSourceId.of("cnc").orElseThrow();
    private static final int ALARMS = 1_000;
    private static final int LINKS = 250;
    private static final int STEP_MS = 20;
    private static final int DOMAINS = 6;

    private AlarmTraffic() {}

    /** Raises of a thousand alarms, most of them repeats. */
    static List<AlertRecord> raises(int count) {
        var random = new Random(7);
        List<AlertRecord> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int alarm = random.nextInt(ALARMS);
            all.add(alert("r" + i, "alarm-" + alarm, alarm % LINKS, AlertKind.RAISE, (long) i * STEP_MS)
                    .severity(random.nextInt(10) == 0 ? Severity.CRITICAL : Severity.HIGH)
                    .build());
        }
        return all;
    }

    /** Raises and clears of the same alarms, in several domains, received now. */
    static AlertRecord live(int number, Random random) {
        int alarm = random.nextInt(ALARMS);
        AlertKind kind = random.nextInt(4) == 0 ? AlertKind.CLEAR : AlertKind.RAISE;
        Instant now = Instant.now();
        return alert("l" + number, "alarm-" + alarm, alarm % LINKS, kind, 0)
                .location(place(String.valueOf(alarm % DOMAINS), "link-" + alarm % LINKS))
                .at(now, now)
                .build();
    }

    /** A raise or a clear of one of a hundred alarms on twenty links of a domain, received now. */
    static AlertRecord of(String domain, int number, Random random) {
        int alarm = random.nextInt(100);
        AlertKind kind = random.nextInt(3) == 0 ? AlertKind.CLEAR : AlertKind.RAISE;
        Instant now = Instant.now();
        String link = domain + "-link-" + alarm % 20;
        return alert(domain + '-' + number, domain + "-alarm-" + alarm, 0, kind, 0)
                .location(place(domain, link))
                .at(now, now)
                .build();
    }

    /** On a link with two nodes of its own. */
    static AlertRecordBuilder alert(String id, String alarm, int link, AlertKind kind, long millis) {
        return new AlertRecordBuilder(id, new AlarmIdentity(SOURCE, alarm, null), kind, BEGIN.plusMillis(millis))
                .origin(AlertOrigin.SHORT_FORM)
                .severity(kind == AlertKind.RAISE ? Severity.HIGH : Severity.LOW)
                .location(place("1", "link-" + link));
    }

    private static AlertLocation place(String domain, String link) {
        return new AlertLocation(
                domain, link, null, List.of(), List.of(link + "-a", link + "-z"), List.of(), List.of(), "v1", null);
    }
}
