package io.cemfleet.bench;

import static io.cemfleet.bench.MachineInfo.rounded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.launcher.client.JsonHttpClient;
import io.cemfleet.launcher.process.PollingWait;
import io.cemfleet.launcher.state.FleetFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Measures the time from the webhook's 202 to the last {@code traffic_steered} of the incident, one incident after the
 * other; protected links are healed, and their traffic returns in the background. A link is bad before its alarm is
 * raised, so that the measurements before steering are bad too.
 */
final class ProtectMeasure {
    static final double AIM_P50 = 5;
    static final double AIM_P99 = 20;
    private static final int WARM_UP = 5;
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration BAD_BEFORE_ALARM = Duration.ofMillis(1500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LIMIT_EACH = Duration.ofSeconds(8);

    private final BenchFleet fleet;
    private final Consumer<String> out;
    private final TimingSamples times = new TimingSamples();
    private final Map<String, LinkPicker.PickedLink> returning = new LinkedHashMap<>();
    private final Set<String> known = new HashSet<>();
    private final List<String> failures = new ArrayList<>();

    ProtectMeasure(BenchFleet fleet, Consumer<String> out) {
        this.fleet = fleet;
        this.out = out;
    }

    /** A link that has been bad since a moment. */
    private record DegradedLink(LinkPicker.PickedLink spot, Instant since) {}

    void run(ObjectNode found, MachineInfo machine, int count) {
        fleet.ensure(FleetProfile.HASTY);
        JsonHttpClient http = fleet.http();
        var terrain = new LinkPicker(http);
        var protections = new ProtectionTracker(http);
        var alarms = new AlarmSender(fleet.credentials());
        double fsync = machine.fsyncs().percentile(50);
        double roundTrip = new LoopbackClient()
                .roundTrips("http://127.0.0.1:8000/.well-known/agent-card.json")
                .percentile(50);
        known.addAll(protections.open());
        long end = System.nanoTime() + LIMIT_EACH.multipliedBy(count + WARM_UP).toNanos();
        DegradedLink next = null;
        for (int done = 0; done < count + WARM_UP; ) {
            if (System.nanoTime() > end) {
                failures.add("only " + done + " incidents in time");
                break;
            }
            DegradedLink bad = next == null ? degraded(terrain, protections) : next;
            PollingWait.until(BAD_BEFORE_ALARM.multipliedBy(2), LOOK, () -> Instant.now()
                    .isAfter(bad.since().plus(BAD_BEFORE_ALARM)));
            String alarm = "bench-" + UUID.randomUUID();
            Instant accepted = alarms.raise(alarm, bad.spot().link());
            next = tryDegraded(terrain, protections, bad.spot()).orElse(null);
            protect(terrain, protections, bad.spot(), accepted, done < WARM_UP);
            terrain.heal(bad.spot());
            alarms.clear(alarm, bad.spot().link());
            done++;
            if (done % 20 == 0) {
                out.accept(
                        String.format(Locale.ROOT, "   %d incidents, p50 %.0f ms so far", done, times.percentile(50)));
            }
        }
        if (next != null) {
            terrain.heal(next.spot());
        }
        tell(found, new LatencyFloor(fsync, roundTrip));
    }

    private DegradedLink degraded(LinkPicker terrain, ProtectionTracker protections) {
        DegradedLink[] bad = new DegradedLink[1];
        boolean there = PollingWait.until(PATIENCE, Duration.ofMillis(300), () -> {
            tryDegraded(terrain, protections, null).ifPresent(one -> bad[0] = one);
            return bad[0] != null;
        });
        if (!there) {
            throw new FleetFailure("no link is free: " + returning.size() + " incidents do not return");
        }
        return bad[0];
    }

    private Optional<DegradedLink> tryDegraded(
            LinkPicker terrain, ProtectionTracker protections, LinkPicker.@Nullable PickedLink current) {
        returning.keySet().retainAll(protections.open());
        var taken = new ArrayList<>(returning.values());
        if (current != null) {
            taken.add(current);
        }
        return terrain.free(taken).map(spot -> {
            terrain.degrade(spot);
            return new DegradedLink(spot, Instant.now());
        });
    }

    private void protect(
            LinkPicker terrain,
            ProtectionTracker protections,
            LinkPicker.PickedLink spot,
            Instant accepted,
            boolean warmUp) {
        String[] id = {""};
        boolean over = PollingWait.until(PATIENCE, LOOK, () -> {
            Optional<ProtectionTracker.SeenIncident> seen =
                    id[0].isEmpty() ? protections.about(spot.link(), known) : Optional.of(protections.now(id[0]));
            seen.ifPresent(one -> id[0] = one.incidentId());
            return seen.filter(one -> one.isProtected() || one.status().equals("escalated"))
                    .isPresent();
        });
        if (!id[0].isEmpty()) {
            known.add(id[0]);
            returning.put(id[0], spot);
        }
        int steered = over ? protections.steered(id[0]) : 0;
        List<Instant> moments = new ArrayList<>();
        boolean complete = steered > 0
                && PollingWait.until(PATIENCE, LOOK, () -> {
                    moments.clear();
                    moments.addAll(protections.moments(id[0], "traffic_steered"));
                    return moments.size() >= steered;
                });
        if (!complete) {
            terrain.giveUp(spot);
            failures.add(spot.link() + " " + (over ? protections.now(id[0]).status() : "not protected in time"));
            return;
        }
        Instant last = moments.get(steered - 1);
        if (!warmUp) {
            times.add(Duration.between(accepted, last).toNanos() / 1e6);
        }
    }

    private void tell(ObjectNode found, LatencyFloor floor) {
        double p50 = times.percentile(50);
        double p99 = times.percentile(99);
        floor.describe(found.putObject("floor"));
        found.put("incidents", times.count())
                .put("not_protected", failures.size())
                .put("p50_ms", rounded(p50))
                .put("p90_ms", rounded(times.percentile(90)))
                .put("p99_ms", rounded(p99))
                .put("max_ms", rounded(times.max()))
                .put("p50_to_floor", rounded(p50 / floor.ms()))
                .put("p99_to_floor", rounded(p99 / floor.ms()))
                .put("aim_p50", AIM_P50)
                .put("aim_p99", AIM_P99);
        failures.forEach(failure -> found.withArray("failures").add(failure));
        out.accept(String.format(
                Locale.ROOT,
                "   202 to traffic_steered over %d incidents: p50 %.0f ms, p99 %.0f ms; floor %.0f ms: ratios %.1f and %.1f (aims %.0f and %.0f)%s",
                times.count(),
                p50,
                p99,
                floor.ms(),
                p50 / floor.ms(),
                p99 / floor.ms(),
                AIM_P50,
                AIM_P99,
                failures.isEmpty() ? "" : "; not protected: " + failures));
    }
}
