package io.cemfleet.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.launcher.client.JsonHttpClient;
import io.cemfleet.launcher.state.FleetFailure;
import java.time.Instant;
import java.util.List;

/** Sends incidents directly to the orchestrator, in the correlator's form, with numbers of their own. */
final class IncidentSender {
    private static final int PORT = 8000;
    private static final int CALLERS = 32;

    private final TaskSender tasks;
    private final BenchDatabase database;
    private final String prefix;

    IncidentSender(TaskSender tasks, BenchDatabase database) {
        this.tasks = tasks;
        this.database = database;
        this.prefix = "INC-9000-" + Instant.now().getEpochSecond();
    }

    /**
     * The state of the incidents.
     *
     * @param changes committed changes: each is the transaction of a step, under the incident's lock, with its messages
     * @param lastChange seconds since the epoch
     */
    record IncidentCounts(long count, long closed, long escalated, long changes, double lastChange) {}

    /** Sends a number of incidents, which take the links by turns. */
    void open(int count, List<String> links) {
        ConcurrentCallers.run(CALLERS, count, number -> {
            int status = tasks.send(tasks.sign(
                    "orchestrator",
                    PORT,
                    "incident_detected",
                    detected(prefix + "%05d".formatted(number), links.get(number % links.size()))));
            if (status / 100 != 2) {
                throw new FleetFailure("the orchestrator answered " + status);
            }
        });
    }

    IncidentCounts standing() {
        return database.one(
                """
                select count(*), count(closed_at), count(*) filter (where state = 'escalated'),
                       coalesce(sum(version), 0), coalesce(extract(epoch from max(updated_at)), 0)
                from orchestrator.incident where incident_id like '%s%%'"""
                        .formatted(prefix),
                row -> new IncidentCounts(
                        row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getDouble(5)));
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
