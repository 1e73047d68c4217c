package io.cemfleet.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.launcher.client.JsonHttpClient;
import io.cemfleet.launcher.process.PollingWait;
import io.cemfleet.launcher.state.FleetFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends incidents directly to the orchestrator, in the correlator's form, with numbers of their own. */
final class IncidentSender {
    private static final int PORT = 8000;
    private static final int CALLERS = 32;

    private static final int BUSY = 503;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(250);
    /** Nothing is assessed before, at any speed of the fleet. */
    private static final Duration LONGER_THAN_THE_MEASURE = Duration.ofMinutes(30);

    private final TaskSender tasks;
    private final BenchDatabase database;
    private final String prefix;
    private final AtomicInteger refused = new AtomicInteger();

    IncidentSender(TaskSender tasks, BenchDatabase database) {
        this.tasks = tasks;
        this.database = database;
        this.prefix = "INC-9000-" + Instant.now().toEpochMilli() + "-";
    }

    /** Sends a number of incidents, which take the links by turns. */
    void open(int count, List<String> links) {
        ConcurrentCallers.run(
                CALLERS,
                count,
                number -> send("incident_detected", detected(id(number), links.get(number % links.size()))));
    }

    /** Sends a number of incidents on flapping links, and for each that its link is good again. */
    void openAndClear(int count, List<String> links) {
        ConcurrentCallers.run(CALLERS, count, number -> {
            String link = links.get(number % links.size());
            Instant later = Instant.now().plus(LONGER_THAN_THE_MEASURE);
            send(
                    "incident_detected",
                    detected(id(number), link)
                            .put("is_flapping", true)
                            .put("dampen_until", later.toString())
                            .put("detected_at", later.toString()));
            send("incident_updated", cleared(id(number), link));
        });
    }

    private String id(int number) {
        return prefix + "%05d".formatted(number);
    }

    /** As the correlator's outbox: what a busy orchestrator refuses for now comes again. */
    private void send(String type, ObjectNode payload) {
        int[] status = {0};
        boolean taken = PollingWait.until(PATIENCE, PAUSE, () -> {
            status[0] = tasks.send(tasks.sign("orchestrator", PORT, type, payload));
            if (status[0] == BUSY) {
                refused.incrementAndGet();
            }
            return status[0] != BUSY;
        });
        if (!taken || status[0] / 100 != 2) {
            throw new FleetFailure("the orchestrator answered " + status[0]);
        }
    }

    /** How often the orchestrator was too busy for an incident, which was sent again. */
    int refused() {
        return refused.get();
    }

    IncidentCounts standing() {
        return IncidentCounts.read(database, prefix);
    }

    private static ObjectNode cleared(String id, String link) {
        ObjectNode update = JsonHttpClient.JSON
                .createObjectNode()
                .put("incident_id", id)
                .put("kind", "cleared")
                .put("alert_count", 1)
                .put("severity", "high")
                .put("occurred_at", Instant.now().toString());
        update.putArray("degraded_links");
        update.putArray("cleared_links").add(link);
        update.putArray("ambiguous_links");
        return update;
    }

    private static ObjectNode detected(String id, String link) {
        ObjectNode incident = JsonHttpClient.JSON
                .createObjectNode()
                .put("incident_id", id)
                .put("incident_key", "bench-" + id)
                .put("source", "cnc")
                .put("severity", "high")
                .put("alert_count", 1)
                .put("is_flapping", false)
                .put("correlation_rule", "same_link")
                .put("detected_at", Instant.now().toString());
        incident.putArray("degraded_links").add(link);
        incident.putArray("ambiguous_links");
        incident.putArray("correlated_alerts");
        return incident;
    }
}
