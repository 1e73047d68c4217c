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
import java.util.function.Function;

/**
 * Measures two bursts of incidents on links without traffic: each incident of the first is accepted, assessed by
 * service-impact, and closed; each of the second is on a flapping link that is good again before it would be assessed, so
 * that no agent is called. The orchestrator's commits per second are compared with bare db-scheduler on the same Postgres.
 */
final class StepsMeasure {
    static final double AIM_ASSESSED = 0.3;
    static final double AIM_ALONE = 0.5;
    /** Bursts of both kinds that come first and are not counted, until little is left to compile. */
    private static final int WARM_UPS = 3;

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
            for (int round = 0; round < WARM_UPS; round++) {
                burst(database, count, sender -> sender.opening(count, idle));
                burst(database, count, sender -> sender.openingAndClearing(count, idle));
            }
            double bare = new BareScheduler(fleet.postgres(), fleet.passwords()).executionsPerSecond(20 * count);
            found.put("incidents", count).put("db_scheduler_executions_per_second", rounded(bare));
            long calls = calls();
            Burst assessed = burst(database, count, sender -> sender.opening(count, idle));
            found.put("calls", calls() - calls);
            report(found.putObject("assessed"), "with assessment", assessed, bare, AIM_ASSESSED);
            Burst alone = burst(database, count, sender -> sender.openingAndClearing(count, idle));
            report(found.putObject("alone"), "without", alone, bare, AIM_ALONE);
        } finally {
            lab.end(run.path("run_id").asText());
        }
    }

    /** @param refused how often an incident was refused for now, and sent again */
    private record Burst(long steps, double seconds, int refused) {
        double perSecond() {
            return steps / seconds;
        }
    }

    private void report(ObjectNode found, String kind, Burst burst, double bare, double aim) {
        found.put("steps", burst.steps())
                .put("seconds", rounded(burst.seconds()))
                .put("steps_per_second", rounded(burst.perSecond()))
                .put("refused_for_now", burst.refused())
                .put("ratio", rounded(burst.perSecond() / bare))
                .put("aim", aim);
        out.accept(String.format(
                Locale.ROOT,
                "   %s: %.0f steps/s (%d in %.1f s, %d times refused for now); bare db-scheduler %.0f/s: ratio %.3f (aim %.1f)",
                kind,
                burst.perSecond(),
                burst.steps(),
                burst.seconds(),
                burst.refused(),
                bare,
                burst.perSecond() / bare,
                aim));
    }

    private Burst burst(BenchDatabase database, int count, Function<IncidentSender, Runnable> preparedBy) {
        var incidents = new IncidentSender(fleet.tasks(), database);
        Runnable prepared = preparedBy.apply(incidents);
        Instant begin = Instant.now();
        prepared.run();
        boolean over = PollingWait.until(
                LIMIT, Duration.ofMillis(200), () -> incidents.standing().closed() == count);
        if (!over) {
            throw new FleetFailure("not all incidents of the burst were closed: " + incidents.standing());
        }
        PollingWait.pause(Duration.ofSeconds(1));
        IncidentCounts end = incidents.standing();
        return new Burst(end.changes(), end.lastChange() - begin.toEpochMilli() / 1000.0, incidents.refused());
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
