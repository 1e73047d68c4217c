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
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Measures many open incidents: alarms on as many degraded links with services, sent to the correlator's webhook, each
 * of which opens an incident. Once a second the measure reads how long the most overdue step of any agent has waited.
 */
final class OpenIncidentsMeasure {
    static final double AIM_SECONDS = 5;
    private static final Duration WATCH = Duration.ofSeconds(60);
    private static final Duration SETTLE = Duration.ofSeconds(240);
    private static final double LATENCY_MS = 250;
    private static final Duration BAD_BEFORE_ALARM = Duration.ofSeconds(2);

    private final BenchFleet fleet;
    private final Consumer<String> out;

    OpenIncidentsMeasure(BenchFleet fleet, Consumer<String> out) {
        this.fleet = fleet;
        this.out = out;
    }

    void run(ObjectNode found, int count) {
        fleet.ensure(FleetProfile.STEADY);
        var lab = new LabControl(fleet.http(), "http://127.0.0.1:8090");
        List<String> links = links(lab.network(), count);
        links.forEach(link -> lab.degrade(link, LATENCY_MS, 0, 0));
        PollingWait.pause(BAD_BEFORE_ALARM);
        try (BenchDatabase database = fleet.database()) {
            var schemas = schemas(database);
            var opening = new LateSteps();
            var comingIn = new AtomicBoolean(true);
            Thread sampler = Thread.ofVirtual().start(() -> sample(schemas, opening, comingIn::get));
            long begin = System.nanoTime();
            raise(links);
            double sent = (System.nanoTime() - begin) / 1e9;
            out.accept(String.format(
                    Locale.ROOT,
                    "   %d alarms are sent in %.1f s; waiting until their incidents are stable",
                    count,
                    sent));
            boolean settled = settled(database, count);
            double opened = (System.nanoTime() - begin) / 1e9;
            comingIn.set(false);
            sampler.join();
            var standing = new LateSteps();
            out.accept(String.format(
                    Locale.ROOT,
                    "   after %.0f s they %s",
                    opened,
                    settled ? "stand" : "still change; the measure starts anyway"));
            long until = System.nanoTime() + WATCH.toNanos();
            sample(schemas, standing, () -> System.nanoTime() < until);
            IncidentCounts end = IncidentCounts.read(database, "");
            long open = end.count() - end.closed();
            if (end.count() != count) {
                throw new FleetFailure("the correlator opened " + end.count() + " incidents for " + count + " alarms");
            }
            found.put("alarms", count)
                    .put("incidents", end.count())
                    .put("sending_seconds", rounded(sent))
                    .put("open_at_the_end", open)
                    .put("escalated", end.escalated())
                    .put("settled", settled)
                    .put("opening_seconds", rounded(opened))
                    .put("late_while_opening_s", rounded(opening.seconds.max()))
                    .put("late_p50_s", rounded(standing.seconds.percentile(50)))
                    .put("late_max_s", rounded(standing.seconds.max()))
                    .put("latest_agent", standing.latest.agent())
                    .put("aim_seconds", AIM_SECONDS);
            out.accept(String.format(
                    Locale.ROOT,
                    "   %d of %d incidents open (%d escalated); the latest step %.1f s late in %d s (%s; aim %.0f s), %.1f s while they came in (%.0f s)",
                    open,
                    count,
                    end.escalated(),
                    standing.seconds.max(),
                    WATCH.toSeconds(),
                    standing.latest.agent(),
                    AIM_SECONDS,
                    opening.seconds.max(),
                    opened));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FleetFailure("interrupted", e);
        }
    }

    private static List<String> links(LabNetworkResponse network, int count) {
        List<String> links = network.links().stream()
                .map(LabNetworkResponse.Link::id)
                .filter(link -> !network.riding(link).isEmpty())
                .toList();
        if (links.size() < count) {
            throw new FleetFailure("only " + links.size() + " links carry services, not " + count);
        }
        return links.subList(0, count);
    }

    /** One after the other, so that no two alarms have the same time, within which the correlator joins them. */
    private void raise(List<String> links) {
        var alarms = new AlarmSender(fleet.credentials());
        links.forEach(link -> alarms.raise("bench-" + UUID.randomUUID(), link));
    }

    /** Waits until no incident changes for a few seconds, when all possible protections exist. */
    private static boolean settled(BenchDatabase database, int count) {
        long[] last = {-1, 0};
        return PollingWait.until(SETTLE, Duration.ofSeconds(1), () -> {
            IncidentCounts now = IncidentCounts.read(database, "");
            last[1] = now.count() == count && now.changes() == last[0] ? last[1] + 1 : 0;
            last[0] = now.changes();
            return last[1] >= 5;
        });
    }

    private static List<String> schemas(BenchDatabase database) {
        return database.query(
                "select schemaname from pg_tables where tablename = 'scheduled_tasks'", row -> row.getString(1));
    }

    private void sample(List<String> schemas, LateSteps late, BooleanSupplier going) {
        String each = String.join(
                " union all ",
                schemas.stream()
                        .map(schema ->
                                "select '%1$s' as agent, execution_time from %1$s.scheduled_tasks where not picked and execution_time < now()"
                                        .formatted(schema))
                        .toList());
        String sql = "select agent, extract(epoch from now() - execution_time) from (" + each
                + ") due order by execution_time limit 1";
        try (BenchDatabase own = fleet.database()) {
            while (going.getAsBoolean()) {
                List<LateStep> latest = own.query(sql, row -> new LateStep(row.getString(1), row.getDouble(2)));
                late.add(latest.isEmpty() ? LateStep.NONE : latest.getFirst());
                PollingWait.pause(Duration.ofSeconds(1));
            }
        }
    }

    /** @param agent whose step it is, by its schema */
    private record LateStep(String agent, double seconds) {
        static final LateStep NONE = new LateStep("none", 0);
    }

    /** How late the latest step was, each time that one looked. */
    private static final class LateSteps {
        private final TimingSamples seconds = new TimingSamples();
        private LateStep latest = LateStep.NONE;

        void add(LateStep step) {
            seconds.add(step.seconds());
            latest = step.seconds() > latest.seconds() ? step : latest;
        }
    }
}
