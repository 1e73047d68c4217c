package io.cemfleet.bench;

import static io.cemfleet.bench.MachineInfo.rounded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.launcher.client.LabControl;
import io.cemfleet.launcher.client.LabNetworkResponse;
import io.cemfleet.launcher.process.PollingWait;
import io.cemfleet.launcher.state.FleetFailure;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Measures many open incidents on degraded links with services, several on each link: the first incident of a link
 * protects its services, the others wait for it. Once a second the measure reads how long the most overdue step of any
 * agent has waited.
 */
final class OpenIncidentsMeasure {
    static final double AIM_SECONDS = 5;
    private static final Duration WATCH = Duration.ofSeconds(60);
    private static final Duration SETTLE = Duration.ofSeconds(240);
    private static final double LATENCY_MS = 250;

    private final BenchFleet fleet;
    private final Consumer<String> out;

    OpenIncidentsMeasure(BenchFleet fleet, Consumer<String> out) {
        this.fleet = fleet;
        this.out = out;
    }

    void run(ObjectNode found, int count) {
        fleet.ensure(FleetProfile.STEADY);
        var lab = new LabControl(fleet.http(), "http://127.0.0.1:8090");
        LabNetworkResponse network = lab.network();
        List<String> links = network.links().stream()
                .map(LabNetworkResponse.Link::id)
                .filter(link -> !network.riding(link).isEmpty())
                .toList();
        links.forEach(link -> lab.degrade(link, LATENCY_MS, 0, 0));
        try (BenchDatabase database = fleet.database()) {
            var incidents = new IncidentSender(fleet.tasks(), database);
            var schemas = schemas(database);
            TimingSamples opening = new TimingSamples();
            var comingIn = new AtomicBoolean(true);
            Thread sampler = Thread.ofVirtual().start(() -> sample(schemas, opening, comingIn::get));
            long begin = System.nanoTime();
            incidents.open(count, links);
            out.accept("   " + count + " incidents are sent; waiting until they are stable");
            boolean settled = settled(incidents, count);
            double opened = (System.nanoTime() - begin) / 1e9;
            comingIn.set(false);
            sampler.join();
            TimingSamples standing = new TimingSamples();
            out.accept(String.format(
                    Locale.ROOT,
                    "   after %.0f s they %s",
                    opened,
                    settled ? "stand" : "still change; the measure starts anyway"));
            long until = System.nanoTime() + WATCH.toNanos();
            sample(schemas, standing, () -> System.nanoTime() < until);
            var end = incidents.standing();
            long open = end.count() - end.closed();
            found.put("incidents", count)
                    .put("links", links.size())
                    .put("open_at_the_end", open)
                    .put("escalated", end.escalated())
                    .put("settled", settled)
                    .put("opening_seconds", rounded(opened))
                    .put("late_while_opening_s", rounded(opening.max()))
                    .put("late_p50_s", rounded(standing.percentile(50)))
                    .put("late_max_s", rounded(standing.max()))
                    .put("aim_seconds", AIM_SECONDS);
            out.accept(String.format(
                    Locale.ROOT,
                    "   %d of %d incidents open on %d links (%d escalated); the latest step %.1f s late in %d s (aim %.0f s), %.1f s while they came in (%.0f s)",
                    open,
                    count,
                    links.size(),
                    end.escalated(),
                    standing.max(),
                    WATCH.toSeconds(),
                    AIM_SECONDS,
                    opening.max(),
                    opened));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FleetFailure("interrupted", e);
        }
    }

    /** Waits until no incident changes for a few seconds, when all possible protections exist. */
    private static boolean settled(IncidentSender incidents, int count) {
        long[] last = {-1, 0};
        return PollingWait.until(SETTLE, Duration.ofSeconds(1), () -> {
            var now = incidents.standing();
            last[1] = now.count() == count && now.changes() == last[0] ? last[1] + 1 : 0;
            last[0] = now.changes();
            return last[1] >= 5;
        });
    }

    private static List<String> schemas(BenchDatabase database) {
        return database.query(
                "select schemaname from pg_tables where tablename = 'scheduled_tasks'", row -> row.getString(1));
    }

    private void sample(List<String> schemas, TimingSamples late, BooleanSupplier going) {
        String each = String.join(
                " union all ",
                schemas.stream()
                        .map(schema -> "select execution_time from " + schema
                                + ".scheduled_tasks where not picked and execution_time < now()")
                        .toList());
        String sql = "select coalesce(extract(epoch from now() - min(execution_time)), 0) from (" + each + ") due";
        try (BenchDatabase own = fleet.database()) {
            while (going.getAsBoolean()) {
                late.add(own.one(sql, row -> row.getDouble(1)));
                PollingWait.pause(Duration.ofSeconds(1));
            }
        }
    }
}
