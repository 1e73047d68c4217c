package io.cemfleet.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.launcher.client.JsonHttpClient;
import io.cemfleet.launcher.process.PollingWait;
import io.cemfleet.launcher.state.FleetFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Sends incidents directly to the orchestrator, in the correlator's form and in batches as its outbox makes them. */
final class IncidentSender {
    private static final String RECEIVER = "orchestrator";
    private static final int PORT = 8000;
    /** Tasks of a request, and requests at once, of an outbox. */
    private static final int BATCH = 200;

    private static final int AT_ONCE = 4;

    private static final int BUSY = 503;
    private static final int BEHIND_ANOTHER = 424;
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

    /** A batch before it is sent; its token is valid for a minute. */
    private record SignedBatch(List<ObjectNode> tasks, TaskSender.SignedTask request) {}

    /** Prepares a number of incidents, which take the links by turns; run what is returned to send them. */
    Runnable opening(int count, List<String> links) {
        return prepared(IntStream.range(0, count)
                .mapToObj(number -> List.of(
                        TaskSender.task("incident_detected", id(number), detected(id(number), link(number, links)))))
                .toList());
    }

    /** Prepares a number of incidents on flapping links, and for each that its link is good again. */
    Runnable openingAndClearing(int count, List<String> links) {
        return prepared(IntStream.range(0, count)
                .mapToObj(number -> {
                    Instant later = Instant.now().plus(LONGER_THAN_THE_MEASURE);
                    String id = id(number);
                    return List.of(
                            TaskSender.task(
                                    "incident_detected",
                                    id,
                                    detected(id, link(number, links))
                                            .put("is_flapping", true)
                                            .put("dampen_until", later.toString())
                                            .put("detected_at", later.toString())),
                            TaskSender.task("incident_updated", id, cleared(id, link(number, links))));
                })
                .toList());
    }

    private static String link(int number, List<String> links) {
        return links.get(number % links.size());
    }

    private String id(int number) {
        return prefix + "%05d".formatted(number);
    }

    private Runnable prepared(List<List<ObjectNode>> ofIncidents) {
        List<SignedBatch> batches = new ArrayList<>();
        List<ObjectNode> next = new ArrayList<>();
        for (List<ObjectNode> ofOne : ofIncidents) {
            if (next.size() + ofOne.size() > BATCH) {
                batches.add(signed(next));
                next = new ArrayList<>();
            }
            next.addAll(ofOne);
        }
        batches.add(signed(next));
        return () -> ConcurrentCallers.run(AT_ONCE, batches.size(), number -> deliver(batches.get(number)));
    }

    private SignedBatch signed(List<ObjectNode> batch) {
        return new SignedBatch(List.copyOf(batch), tasks.signTasks(RECEIVER, PORT, batch));
    }

    /** As the correlator's outbox: what a busy orchestrator refuses for now comes again. */
    private void deliver(SignedBatch first) {
        SignedBatch[] left = {first};
        boolean taken = PollingWait.until(PATIENCE, PAUSE, () -> {
            List<ObjectNode> again = refusedOf(left[0]);
            left[0] = again.isEmpty() ? left[0] : signed(again);
            return again.isEmpty();
        });
        if (!taken) {
            throw new FleetFailure("the orchestrator was too busy for " + PATIENCE.toSeconds() + " s");
        }
    }

    private List<ObjectNode> refusedOf(SignedBatch batch) {
        List<Integer> statuses = tasks.statuses(batch.request());
        List<ObjectNode> again = new ArrayList<>();
        for (int i = 0; i < batch.tasks().size(); i++) {
            int status = statuses.get(i);
            if (status == BUSY) {
                refused.incrementAndGet();
            }
            if (status == BUSY || status == BEHIND_ANOTHER) {
                again.add(batch.tasks().get(i));
            } else if (status / 100 != 2) {
                throw new FleetFailure("the orchestrator answered " + status);
            }
        }
        return again;
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
