package io.cemfleet.bench;

import static io.cemfleet.bench.MachineInfo.rounded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.launcher.agents.FleetRoster;
import io.cemfleet.launcher.client.JsonHttpClient;
import io.cemfleet.launcher.process.OwnProcess;
import io.cemfleet.launcher.process.PollingWait;
import io.cemfleet.launcher.process.ProcessCpu;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Counts what a fleet does for a minute in which nothing happens: requests to the controller and to the monitoring
 * system by kind, as the lab recorded them, processor time by process, and commits.
 */
final class IdleMeasure {
    static final int AIM_REQUESTS = 30;
    static final double AIM_CORES = 0.15;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final List<String> SYSTEMS = List.of("cnc", "pca");
    private static final String LAB = "http://127.0.0.1:" + FleetRoster.LAB_PORT + "/lab/faces/";
    private static final String COMMITS = "SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()";

    private final BenchFleet fleet;
    private final Consumer<String> out;

    IdleMeasure(BenchFleet fleet, Consumer<String> out) {
        this.fleet = fleet;
        this.out = out;
    }

    /** @param settle how long the fleet has been up before the minute begins */
    void run(ObjectNode found, Duration settle) {
        fleet.ensure(FleetProfile.PLAIN);
        PollingWait.pause(settle);
        JsonHttpClient http = fleet.http();
        List<OwnProcess> processes = fleet.processes().running();
        SYSTEMS.forEach(system -> http.delete(LAB + system + "/requests"));
        Map<String, Duration> before = times(processes);
        long commitsBefore = commits();
        long begin = System.nanoTime();
        PollingWait.pause(MINUTE);
        double minutes = (System.nanoTime() - begin) / 60e9;
        Map<String, Duration> after = times(processes);
        long commits = commits() - commitsBefore;

        ObjectNode cores = found.put("settled_seconds", settle.toSeconds()).putObject("cores");
        double busy = 0;
        for (String part : after.keySet()) {
            double share = after.get(part).minus(before.get(part)).toMillis() / (minutes * 60_000);
            cores.put(part, rounded(share));
            busy += share;
        }
        ObjectNode kinds = found.putObject("requests");
        int requests = 0;
        for (String system : SYSTEMS) {
            for (JsonNode request : http.get(LAB + system + "/requests").path("items")) {
                String kind = kind(
                        request.path("method").asText(), request.path("path").asText());
                kinds.put(kind, kinds.path(kind).asInt() + 1);
                requests++;
            }
        }
        found.put("requests_per_minute", rounded(requests / minutes))
                .put("aim_requests", AIM_REQUESTS)
                .put("busy_cores", rounded(busy))
                .put("aim_cores", AIM_CORES)
                .put("commits_per_minute", Math.round(commits / minutes));
        out.accept(String.format(
                Locale.ROOT,
                "   %.0f requests a minute to the controller and the monitoring system (aim %d)",
                requests / minutes,
                AIM_REQUESTS));
        out.accept(String.format(
                Locale.ROOT,
                "   %.3f of a core for the whole fleet (aim %.2f), %.0f Postgres commits a minute",
                busy,
                AIM_CORES,
                commits / minutes));
    }

    private static Map<String, Duration> times(List<OwnProcess> processes) {
        var times = new TreeMap<String, Duration>();
        processes.forEach(process -> times.put(process.part(), ProcessCpu.ofTree(process.handle())));
        return times;
    }

    private long commits() {
        try (BenchDatabase database = fleet.database()) {
            return database.number(COMMITS);
        }
    }

    /** Method and path without the names, keys and numbers in it. */
    static String kind(String method, String path) {
        String general = path.replaceAll("=[^/]*", "=*")
                .replaceAll("/[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}", "/*")
                .replaceAll("/(TGT|ST)-[^/]*", "/$1-*")
                .replaceAll("/[0-9]+(?=/|$)", "/*");
        return method + " " + general;
    }
}
