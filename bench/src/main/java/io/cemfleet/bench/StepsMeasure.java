package io.cemfleet.bench;

import static io.cemfleet.bench.MachineInfo.rounded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.launcher.client.LabControl;
import io.cemfleet.launcher.client.LabNetworkResponse;
import io.cemfleet.launcher.process.PollingWait;
import io.cemfleet.launcher.state.FleetFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Measures a burst of incidents on links without traffic: each is accepted, assessed by service-impact, and closed. The
 * orchestrator's commits per second are compared with bare db-scheduler on the same Postgres.
 */
final class StepsMeasure {
    static final double AIM = 0.5;
    private static final int WARM_UP = 50;
    private static final Duration TOPOLOGY = Duration.ofSeconds(20);
    private static final Duration LIMIT = Duration.ofSeconds(240);

    private final BenchFleet fleet;
    private final Consumer<String> out;

    StepsMeasure(BenchFleet fleet, Consumer<String> out) {
        this.fleet = fleet;
        this.out = out;
    }

    void run(ObjectNode found, int count) {
        fleet.ensure(FleetProfile.HASTY);
        var lab = new LabControl(fleet.http(), "http://127.0.0.1:8090");
        JsonNode run = lab.start("no_impact");
        try (BenchDatabase database = fleet.database()) {
            List<String> idle = idleLinks(lab);
            burst(database, WARM_UP, idle);
            long calls = calls();
            Instant begin = Instant.now();
            IncidentSender.IncidentCounts end = burst(database, count, idle);
            double seconds = end.lastChange() - begin.toEpochMilli() / 1000.0;
            double steps = end.changes() / seconds;
            double called = (calls() - calls) / seconds;
            double bare = new BareScheduler(fleet.postgres(), fleet.passwords()).executionsPerSecond(20 * count);
            found.put("incidents", count)
                    .put("steps", end.changes())
                    .put("seconds", rounded(seconds))
                    .put("steps_per_second", rounded(steps))
                    .put("calls_per_second", rounded(called))
                    .put("db_scheduler_executions_per_second", rounded(bare))
                    .put("ratio", rounded(steps / bare))
                    .put("aim", AIM);
            out.accept(String.format(
                    Locale.ROOT,
                    "   %.0f steps/s over %d incidents, %.0f calls to other agents/s; bare db-scheduler %.0f/s: ratio %.3f (aim %.1f)",
                    steps,
                    count,
                    called,
                    bare,
                    steps / bare,
                    AIM));
        } finally {
            lab.end(run.path("run_id").asText());
        }
    }

    private IncidentSender.IncidentCounts burst(BenchDatabase database, int count, List<String> links) {
        var incidents = new IncidentSender(fleet.tasks(), database);
        incidents.open(count, links);
        boolean over = PollingWait.until(
                LIMIT, Duration.ofMillis(200), () -> incidents.standing().closed() == count);
        if (!over) {
            throw new FleetFailure("not all incidents of the burst were closed: " + incidents.standing());
        }
        PollingWait.pause(Duration.ofSeconds(1));
        return incidents.standing();
    }

    /** The lab drains a link if all carry traffic; the agents must read the new topology before the measure. */
    private static List<String> idleLinks(LabControl lab) {
        PollingWait.pause(TOPOLOGY);
        LabNetworkResponse network = lab.network();
        List<String> idle = network.links().stream()
                .map(LabNetworkResponse.Link::id)
                .filter(link -> network.riding(link).isEmpty())
                .toList();
        if (idle.isEmpty()) {
            throw new FleetFailure("the lab has no link without services");
        }
        return idle;
    }

    /** The orchestrator's counter of calls to other agents. */
    private long calls() {
        return new LoopbackClient()
                .text("http://127.0.0.1:9000/actuator/prometheus")
                .lines()
                .filter(line -> line.startsWith("cem_step_duration_seconds_count"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
