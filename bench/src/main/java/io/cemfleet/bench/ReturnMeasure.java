package io.cemfleet.bench;

import static io.cemfleet.bench.MachineInfo.rounded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.launcher.client.JsonHttpClient;
import io.cemfleet.launcher.client.LabControl;
import io.cemfleet.launcher.process.PollingWait;
import io.cemfleet.launcher.state.FleetFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Measures the time from the healing of a link to the removal of the last tunnel around it, for few and for many
 * protections, and counts what the return asks of the controller and of tunnel-provisioning.
 */
final class ReturnMeasure {
    private static final String LAB = "http://127.0.0.1:8090";
    private static final String MONITOR_METRICS = "http://127.0.0.1:9005/actuator/prometheus";
    private static final String TUNNEL_METRICS = "http://127.0.0.1:9004/actuator/prometheus";
    private static final List<Integer> SIZES = List.of(2, 8, 48);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration BAD_BEFORE_ALARM = Duration.ofMillis(1500);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final BenchFleet fleet;
    private final Consumer<String> out;
    private final Set<String> known = new HashSet<>();

    ReturnMeasure(BenchFleet fleet, Consumer<String> out) {
        this.fleet = fleet;
        this.out = out;
    }

    /** What was asked so far, since the agents started. */
    private record AskedRequests(long ofMonitor, long ofProvisioning, long tasks) {
        static AskedRequests now() {
            var metrics = new LoopbackClient();
            String provisioning = metrics.text(TUNNEL_METRICS);
            return new AskedRequests(
                    sum(metrics.text(MONITOR_METRICS).lines(), "http_client_requests_seconds_count"),
                    sum(provisioning.lines(), "http_client_requests_seconds_count"),
                    sum(
                            provisioning.lines().filter(line -> line.contains("uri=\"/a2a/tasks\"")),
                            "http_server_requests_seconds_count"));
        }

        private static long sum(Stream<String> lines, String metric) {
            return lines.filter(line -> line.startsWith(metric + "{"))
                    .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        }

        AskedRequests since(AskedRequests before) {
            return new AskedRequests(
                    ofMonitor - before.ofMonitor, ofProvisioning - before.ofProvisioning, tasks - before.tasks);
        }
    }

    /** One incident's return. */
    private record MeasuredReturn(String link, int protections, double seconds, AskedRequests asked) {}

    /** @param each incidents of each size; the one with the median time is reported */
    void run(ObjectNode found, int each) {
        fleet.ensure(FleetProfile.HASTY);
        var protections = new ProtectionTracker(fleet.http());
        known.addAll(protections.seen());
        returned(protections, SIZES.getFirst());
        for (int size : SIZES) {
            List<MeasuredReturn> all = new ArrayList<>();
            for (int done = 0; done < each; done++) {
                all.add(returned(protections, size));
            }
            all.sort(Comparator.comparingDouble(MeasuredReturn::seconds));
            tell(found.putObject("around_" + size), all.get(all.size() / 2));
        }
    }

    private MeasuredReturn returned(ProtectionTracker protections, int size) {
        var lab = new LabControl(fleet.http(), LAB);
        var alarms = new AlarmSender(fleet.credentials());
        String link = link(fleet.http(), size);
        lab.degrade(link, 120, 0, 0);
        PollingWait.pause(BAD_BEFORE_ALARM);
        String alarm = "bench-" + UUID.randomUUID();
        alarms.raise(alarm, link);
        String incident = isProtected(protections, link);
        known.add(incident);
        int steered = protections.steered(incident);
        AskedRequests before = AskedRequests.now();
        Instant healed = Instant.now();
        lab.heal(link);
        alarms.clear(alarm, link);
        await(
                link + "'s traffic does not return",
                () -> protections.now(incident).status().equals("closed"));
        AskedRequests asked = AskedRequests.now().since(before);
        List<Instant> removals = protections.moments(incident, "tunnel_deleted");
        if (removals.size() < steered) {
            throw new FleetFailure(removals.size() + " of " + steered + " tunnels of " + link + " were removed");
        }
        return new MeasuredReturn(
                link, steered, Duration.between(healed, removals.getLast()).toMillis() / 1e3, asked);
    }

    /** Waits until the link's incident is protected by as many tunnels as it will have. */
    private String isProtected(ProtectionTracker protections, String link) {
        String[] id = {""};
        await(link + " was not protected in time", () -> {
            Optional<ProtectionTracker.SeenIncident> seen =
                    id[0].isEmpty() ? protections.about(link, known) : Optional.of(protections.now(id[0]));
            seen.ifPresent(one -> id[0] = one.incidentId());
            return seen.filter(ProtectionTracker.SeenIncident::isProtected).isPresent()
                    && protections.steered(id[0]) > 0;
        });
        return id[0];
    }

    private static void await(String failure, BooleanSupplier condition) {
        if (!PollingWait.until(PATIENCE, LOOK, condition)) {
            throw new FleetFailure(failure);
        }
    }

    /** The link whose traffic needs a number of tunnels that is nearest to the wanted one. */
    private static String link(JsonHttpClient http, int wanted) {
        Map<String, Set<String>> tunnels = new HashMap<>();
        for (JsonNode service : http.get(LAB + "/lab/network").path("services")) {
            for (JsonNode path : service.path("paths")) {
                String tunnel = path.path("head_end").asText()
                        + '>'
                        + path.path("end_point").asText()
                        + '/'
                        + service.path("color").asText();
                if (path.path("share").asDouble() > 0) {
                    path.path("links").forEach(link -> tunnels.computeIfAbsent(link.asText(), any -> new HashSet<>())
                            .add(tunnel));
                }
            }
        }
        return tunnels.entrySet().stream()
                .min(Comparator.<Map.Entry<String, Set<String>>>comparingInt(
                                each -> Math.abs(each.getValue().size() - wanted))
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .orElseThrow(() -> new FleetFailure("the lab's network carries no traffic"));
    }

    private void tell(ObjectNode found, MeasuredReturn measured) {
        AskedRequests asked = measured.asked();
        found.put("link", measured.link())
                .put("protections", measured.protections())
                .put("seconds", rounded(measured.seconds()))
                .put("tasks", asked.tasks())
                .put("requests_of_monitor", asked.ofMonitor())
                .put("requests_of_provisioning", asked.ofProvisioning());
        out.accept(String.format(
                Locale.ROOT,
                "   %d protections around %s: healed to last tunnel removed %.1f s, %d tasks, %d requests of the monitor, %d of tunnel-provisioning",
                measured.protections(),
                measured.link(),
                measured.seconds(),
                asked.tasks(),
                asked.ofMonitor(),
                asked.ofProvisioning()));
    }
}
