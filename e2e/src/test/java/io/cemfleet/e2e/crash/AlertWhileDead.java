package io.cemfleet.e2e.crash;

import io.cemfleet.e2e.fleet.ConsoleTickets;
import io.cemfleet.e2e.fleet.FleetProcess;
import io.cemfleet.e2e.fleet.FleetUnderTest;
import io.cemfleet.e2e.fleet.LabClient;
import io.cemfleet.e2e.fleet.OperatorHttp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * An alert that no process can accept: its sender gets an error, and the incident is opened nevertheless when the
 * process is back.
 */
final class AlertWhileDead {
    private static final String ALARM =
            """
            {"alarm_id": "crash-%s", "alarm_type": "delay", "severity": "%s", "resource_type": "link",
             "resource_id": "%s", "description": "sent once", "timestamp": "%s"}
            """;

    private AlertWhileDead() {}

    static void of(FleetProcess process, CrashRow row) {
        String link = CustomerConfiguration.freshLink();
        Instant begin = Instant.now();
        process.kill();
        LabClient.degrade(link);
        String answer = send(process, link, "major");
        FleetUnderTest.up();
        row.killed(KillMoment.ALERT, "the sender got " + answer, Duration.between(begin, Instant.now()));
        if (!answer.equals("503") && !answer.equals("no connection")) {
            throw new IllegalStateException("an alert that cannot be kept was answered " + answer);
        }
        String incident = ConsoleTickets.awaitOpen(link);
        row.note(incident + " over " + link + " was found after "
                + Duration.between(begin, Instant.now()).toSeconds() + " s");
        LabClient.heal(link);
        send(process, link, "clear");
        ConsoleTickets.awaitStatus(incident, "closed");
    }

    private static String send(FleetProcess process, String link, String severity) {
        String secret = Objects.requireNonNull(FleetUnderTest.credentials().get("WEBHOOK_CNC_SECRET"));
        String alarm = ALARM.formatted(process.wire(), severity, link, Instant.now());
        try {
            return Integer.toString(OperatorHttp.post(
                            FleetProcess.EVENT_CORRELATOR.port(),
                            "/webhooks/cnc",
                            alarm.getBytes(StandardCharsets.UTF_8),
                            Map.of("X-Webhook-Secret", secret))
                    .status());
        } catch (IllegalStateException e) {
            return "no connection";
        }
    }
}
