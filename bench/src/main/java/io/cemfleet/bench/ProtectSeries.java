package io.cemfleet.bench;

import static io.cemfleet.bench.MachineInfo.rounded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.launcher.process.PollingWait;
import io.cemfleet.launcher.state.FleetFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Incidents of one size, one after the other. A link is chosen, degraded and measured as bad before its alarm is raised,
 * so that none of this is in the measured interval; after it the link is healed, and its traffic returns in the
 * background.
 */
final class ProtectSeries {
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration BAD_BEFORE_ALARM = Duration.ofMillis(1500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LIMIT_EACH = Duration.ofSeconds(15);

    private final ProtectSize size;
    private final LinkPicker terrain;
    private final ProtectionTracker protections;
    private final AlarmSender alarms;
    private final Set<String> known;
    private final Map<String, LinkPicker.PickedLink> returning = new LinkedHashMap<>();
    private final TimingSamples times = new TimingSamples();
    private final TimingSamples counts = new TimingSamples();
    private final List<String> failures = new ArrayList<>();

    /** @param known incidents that are none of the measure's; the series adds its own */
    ProtectSeries(
            ProtectSize size,
            LinkPicker terrain,
            ProtectionTracker protections,
            AlarmSender alarms,
            Set<String> known) {
        this.size = size;
        this.terrain = terrain;
        this.protections = protections;
        this.alarms = alarms;
        this.known = known;
    }

    /** @param warmUp incidents that come first and are not counted */
    void run(int count, int warmUp) {
        long end = System.nanoTime() + LIMIT_EACH.multipliedBy(count + warmUp).toNanos();
        for (int done = 0; done < count + warmUp; done++) {
            if (System.nanoTime() > end) {
                failures.add("only " + done + " incidents in time");
                return;
            }
            LinkPicker.PickedLink spot = freeLink();
            terrain.degrade(spot);
            PollingWait.pause(BAD_BEFORE_ALARM);
            String alarm = "bench-" + UUID.randomUUID();
            Instant accepted = alarms.raise(alarm, spot.link());
            protect(spot, accepted, done < warmUp);
            terrain.heal(spot);
            alarms.clear(alarm, spot.link());
        }
    }

    double p50() {
        return times.percentile(50);
    }

    TimingSamples times() {
        return times;
    }

    List<String> failures() {
        return failures;
    }

    void describe(ObjectNode to) {
        to.put("incidents", times.count())
                .put("protections_mean", rounded(counts.mean()))
                .put("not_protected", failures.size())
                .put("p50_ms", rounded(p50()))
                .put("p90_ms", rounded(times.percentile(90)))
                .put("p99_ms", rounded(times.percentile(99)))
                .put("max_ms", rounded(times.max()));
        failures.forEach(failure -> to.withArray("failures").add(failure));
    }

    /** Waits until none of this series' incidents is open any more. */
    void awaitReturn() {
        PollingWait.until(PATIENCE.multipliedBy(2), Duration.ofSeconds(1), () -> {
            returning.keySet().retainAll(protections.open());
            return returning.isEmpty();
        });
    }

    private LinkPicker.PickedLink freeLink() {
        LinkPicker.PickedLink[] found = new LinkPicker.PickedLink[1];
        boolean there = PollingWait.until(PATIENCE, Duration.ofMillis(300), () -> {
            returning.keySet().retainAll(protections.open());
            terrain.free(returning.values(), size).ifPresent(one -> found[0] = one);
            return found[0] != null;
        });
        if (!there) {
            throw new FleetFailure("no link for " + size.protections() + " protections is free: " + returning.size()
                    + " incidents do not return");
        }
        return found[0];
    }

    private void protect(LinkPicker.PickedLink spot, Instant accepted, boolean warmUp) {
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
        if (!warmUp) {
            counts.add(steered);
            times.add(Duration.between(accepted, moments.get(steered - 1)).toNanos() / 1e6);
        }
    }
}
