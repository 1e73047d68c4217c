package io.cemfleet.bench.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.bench.intake.AlertForm.Router;
import io.cemfleet.bench.load.LoadGenerator;
import io.cemfleet.bench.load.LoadGenerator.LoadTimes;
import io.cemfleet.launcher.client.JsonHttpClient;
import io.cemfleet.launcher.state.FleetCredentials;
import io.cemfleet.launcher.state.FleetFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Measures alerts through the correlator's webhooks, durable before the 202, against Alertmanager. */
public final class IntakeMeasure {
    private static final int CONNECTIONS = 16;
    private static final int CORRELATOR = 8001;
    private static final String TOPOLOGY = "http://127.0.0.1:8003/api/topology";
    private static final List<Integer> SIZES = List.of(1, 64, 256);
    private static final List<AlertForm> WEBHOOKS = List.of(AlertForm.CNC, AlertForm.PCA);
    private static final Map<Integer, Double> AIMS = Map.of(1, 2.0, 256, 1.0);
    private static final int WARM_UP = 6_400;
    /** Fewer where each alert is a request. */
    private static final int QUICK_SINGLES = 4_000;

    private static final int QUICK = 12_800;
    private static final int FULL_FACTOR = 4;
    private static final Duration CATCH_UP = Duration.ofSeconds(60);

    private final Path directory;
    private final Supplier<IntakeTarget> correlator;
    private final Consumer<String> out;

    /** The running correlator, and what leads to it. */
    public record IntakeTarget(JsonHttpClient http, FleetCredentials credentials, String bootstrapServers) {}

    /** @param correlator starts it, where Alertmanager is there to compare it with */
    public IntakeMeasure(Path directory, Supplier<IntakeTarget> correlator, Consumer<String> out) {
        this.directory = directory;
        this.correlator = correlator;
        this.out = out;
    }

    public void run(ObjectNode found, boolean quick) {
        Optional<String> program = AlertmanagerProcess.program();
        if (program.isEmpty()) {
            String reason = "prometheus-alertmanager is not installed; Debian has it as a package of this name";
            found.put("skipped", reason);
            out.accept("   skipped: " + reason);
            return;
        }
        String version = AlertmanagerProcess.version(program.get());
        found.put("alertmanager", version).put("connections", CONNECTIONS);
        out.accept("   against " + version);
        IntakeTarget target = correlator.get();
        List<Router> routers = routers(target.http());
        try (AlertTopicReader topic = new AlertTopicReader(target.bootstrapServers())) {
            WEBHOOKS.forEach(form -> {
                sent(target, topic, form, 1, WARM_UP / 2, routers);
                sent(target, topic, form, SIZES.getLast(), WARM_UP, routers);
            });
            for (int size : SIZES) {
                int count = (size == 1 ? QUICK_SINGLES : QUICK) * (quick ? 1 : FULL_FACTOR);
                ObjectNode ofSize = found.putObject("requests_of_" + size).put("alerts", count);
                double anchor = tell(
                        ofSize,
                        AlertForm.ALERTMANAGER,
                        size,
                        alertmanager(program.get(), size, count, routers),
                        Double.NaN);
                for (AlertForm form : WEBHOOKS) {
                    tell(ofSize, form, size, sent(target, topic, form, size, count, routers), anchor);
                }
            }
        }
    }

    /**
     * A load that was taken in completely.
     *
     * @param bytes of an alert, with its share of the body around it
     * @param caughtUp seconds until the stream and the ledger had read it all; NaN where they did not in time
     */
    private record TakenLoad(int count, int bytes, LoadTimes times, double caughtUp) {}

    /** A fresh Alertmanager takes the alerts, and must list each of them. */
    private TakenLoad alertmanager(String program, int size, int count, List<Router> routers) {
        try (AlertmanagerProcess anchor = AlertmanagerProcess.start(program, directory)) {
            LoadGenerator load = new LoadGenerator(anchor.port(), CONNECTIONS);
            String warmUp = run();
            load.send(requests("/api/v2/alerts", AlertForm.ALERTMANAGER, warmUp, size, WARM_UP, routers), 200);
            String run = run();
            List<byte[]> requests = requests("/api/v2/alerts", AlertForm.ALERTMANAGER, run, size, count, routers);
            LoadTimes times = load.send(requests, 200);
            requireAll("Alertmanager", anchor.listed(run), count);
            return new TakenLoad(count, bytes(requests, count), times, 0);
        }
    }

    /** Each alert must be a record of its own in the topic, with a place in the network. */
    private static TakenLoad sent(
            IntakeTarget target, AlertTopicReader topic, AlertForm form, int size, int count, List<Router> routers) {
        String run = run();
        String secret = target.credentials()
                .get(form == AlertForm.CNC ? FleetCredentials.WEBHOOK_CNC_SECRET : FleetCredentials.WEBHOOK_PCA_SECRET);
        String path = "/webhooks/" + name(form) + '/' + secret;
        List<byte[]> requests = requests(path, form, run, size, count, routers);
        topic.skip();
        LoadTimes times = new LoadGenerator(CORRELATOR, CONNECTIONS).send(requests, 202);
        long end = System.nanoTime();
        AlertTopicReader.RunRecords taken = topic.read(run);
        requireAll(name(form), taken.records(), count);
        requireAll(name(form), taken.alarms(), count);
        requireAll(name(form), taken.placed(), count);
        double caughtUp = topic.awaitCaughtUp(CATCH_UP) ? (System.nanoTime() - end) / 1e9 : Double.NaN;
        return new TakenLoad(count, bytes(requests, count), times, caughtUp);
    }

    private static void requireAll(String who, int taken, int count) {
        if (taken != count) {
            throw new FleetFailure(who + " has " + taken + " of " + count + " alerts");
        }
    }

    private static List<byte[]> requests(
            String path, AlertForm form, String run, int size, int count, List<Router> routers) {
        List<byte[]> requests = new ArrayList<>();
        for (int first = 0; first < count; first += size) {
            byte[] body = form.bytes(run, first, Math.min(size, count - first), routers);
            requests.add(LoadGenerator.post(path, Map.of(), body));
        }
        return requests;
    }

    private static int bytes(List<byte[]> requests, int count) {
        return (int) (requests.stream().mapToLong(request -> request.length).sum() / count);
    }

    /** @return alerts a second */
    private double tell(ObjectNode found, AlertForm form, int size, TakenLoad taken, double anchor) {
        double rate = taken.count() / taken.times().seconds();
        ObjectNode side = found.putObject(name(form))
                .put("alerts_per_second", Math.round(rate))
                .put("request_p50_ms", rounded(taken.times().percentileMs(50)))
                .put("request_p99_ms", rounded(taken.times().percentileMs(99)))
                .put("bytes_per_alert", taken.bytes());
        String line = String.format(
                Locale.ROOT,
                "   %d a request: %s %.0f alerts/s, a request p50 %.2f ms, p99 %.2f ms",
                size,
                name(form),
                rate,
                taken.times().percentileMs(50),
                taken.times().percentileMs(99));
        if (form == AlertForm.ALERTMANAGER) {
            out.accept(line);
            return rate;
        }
        side.put("ratio", rounded(rate / anchor)).put("caught_up_seconds", rounded(taken.caughtUp()));
        Double aim = AIMS.get(size);
        if (aim != null) {
            side.put("aim", aim);
        }
        out.accept(line
                + String.format(
                        Locale.ROOT,
                        ": ratio %.2f%s; worked off after %.1f s",
                        rate / anchor,
                        aim == null ? "" : String.format(Locale.ROOT, " (aim %.0f)", aim),
                        taken.caughtUp()));
        return rate;
    }

    private static List<Router> routers(JsonHttpClient http) {
        List<Router> routers = new ArrayList<>();
        http.get(TOPOLOGY)
                .path("nodes")
                .forEach(node -> routers.add(new Router(
                        node.path("name").asText(), node.path("router_id").asText())));
        if (routers.size() < 2) {
            throw new FleetFailure("the network has no routers yet");
        }
        return routers;
    }

    private static String run() {
        return "bench-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static String name(AlertForm form) {
        return form.name().toLowerCase(Locale.ROOT);
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
