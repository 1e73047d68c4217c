package io.cemfleet.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.bench.agentcode.AgentCodeProcess;
import io.cemfleet.bench.carrier.CarrierMeasure;
import io.cemfleet.bench.intake.IntakeMeasure;
import io.cemfleet.bench.kernel.KernelMeasure;
import io.cemfleet.bench.kernel.LedgerMeasure;
import io.cemfleet.bench.path.PathMeasure;
import io.cemfleet.bench.similarity.SimilarityMeasure;
import io.cemfleet.launcher.agents.FleetRoster;
import io.cemfleet.launcher.agents.LaunchTuning;
import io.cemfleet.launcher.agents.LocalFleet;
import io.cemfleet.launcher.agents.LocalPorts;
import io.cemfleet.launcher.agents.StartupProgress;
import io.cemfleet.launcher.build.ApplicationJar;
import io.cemfleet.launcher.build.JarInstaller;
import io.cemfleet.launcher.client.JsonHttpClient;
import io.cemfleet.launcher.kafka.KafkaPorts;
import io.cemfleet.launcher.kafka.KafkaServer;
import io.cemfleet.launcher.postgres.PostgresServer;
import io.cemfleet.launcher.process.DirectoryTrees;
import io.cemfleet.launcher.process.ProcessMark;
import io.cemfleet.launcher.process.ProcessTable;
import io.cemfleet.launcher.state.AgentKeys;
import io.cemfleet.launcher.state.DatabasePasswords;
import io.cemfleet.launcher.state.FleetCredentials;
import io.cemfleet.launcher.state.FleetFailure;
import io.cemfleet.launcher.state.FleetLock;
import io.cemfleet.launcher.state.FleetPaths;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fleet that is measured: with separate data and processes, on the ports of any local fleet. */
final class BenchFleet {
    private static final String CORRELATOR = "event-correlator";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final FleetPaths home;
    private final Consumer<String> out;
    private final LocalPorts ports = LocalPorts.of(System.getenv());
    private final LocalFleet fleet;
    private @Nullable FleetProfile running;

    BenchFleet(FleetPaths home, Consumer<String> out) {
        this.home = home;
        this.out = out;
        JarInstaller.update(home, FleetRoster.modules());
        this.fleet = new LocalFleet(home, ports);
    }

    /**
     * Starts the fleet with a profile. A fleet with another profile is stopped first, and its incidents are deleted.
     */
    void ensure(FleetProfile profile) {
        if (running == profile) {
            return;
        }
        stop();
        forget();
        out.accept("   starting a fleet");
        Duration took = start(profile, profile.tuning());
        out.accept("   a fleet is up after " + took.toSeconds() + " s: " + profile.text());
    }

    /** Starts a fleet that is down. */
    Duration start(FleetProfile profile, LaunchTuning tuning) {
        var silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        long begin = System.nanoTime();
        String topology = profile.onGrid()
                ? GridTopology.write(home.state()).toAbsolutePath().toString()
                : "";
        try (FleetLock lock = FleetLock.take(home)) {
            fleet.start(profile.speed(), topology, new StartupProgress(silent, false), tuning);
        }
        running = profile;
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    void stop() {
        running = null;
        if (!fleet.running().isEmpty()) {
            fleet.stop();
        }
    }

    /** Incidents of an earlier measure would continue and distort the next one. */
    private void forget() {
        try {
            for (Path data : List.of(home.postgres().resolve("data"), home.kafka(), home.work())) {
                DirectoryTrees.delete(data);
            }
        } catch (IOException e) {
            throw new FleetFailure("cannot remove the data of an earlier measure: " + e.getMessage(), e);
        }
    }

    /** Stops all parts except these. */
    void keepOnly(Set<String> parts) {
        fleet.running().stream()
                .filter(process -> !parts.contains(process.part()))
                .forEach(process -> process.stop(PATIENCE));
    }

    LocalFleet processes() {
        return fleet;
    }

    /** Whether an earlier start left an AOT cache, and a database with its tables. */
    boolean prepared() {
        return Files.isDirectory(home.aotCaches())
                && Files.isDirectory(home.postgres().resolve("data"));
    }

    JsonHttpClient http() {
        return new JsonHttpClient(FleetCredentials.ensure(home));
    }

    FleetCredentials credentials() {
        return FleetCredentials.ensure(home);
    }

    TaskSender tasks() {
        return new TaskSender(home.keys());
    }

    PostgresServer postgres() {
        return new PostgresServer(home, ports.postgres());
    }

    DatabasePasswords passwords() {
        return DatabasePasswords.ensure(home);
    }

    SimilarityMeasure similarity() {
        return new SimilarityMeasure(codeOf("similar", "enhancement-pipeline"), out);
    }

    PathMeasure path() {
        return new PathMeasure(codeOf("path", "path-computation"), out);
    }

    CarrierMeasure carrier() {
        return new CarrierMeasure(codeOf("carrier", "path-computation", "service-impact"), out);
    }

    /** With the correlator, and the network that its alerts are about; the other agents are stopped. */
    IntakeMeasure intake() {
        return new IntakeMeasure(
                home.work().resolve("alertmanager"),
                () -> {
                    ensure(FleetProfile.FLOODED);
                    keepOnly(Set.of(
                            "event-correlator",
                            "path-computation",
                            FleetRoster.LAB,
                            KafkaServer.PART,
                            PostgresServer.PART));
                    return new IntakeMeasure.IntakeTarget(http(), credentials(), "127.0.0.1:" + ports.kafka());
                },
                out);
    }

    /** The correlation rules; they need a broker without topics. */
    void kernel(ObjectNode found, boolean quick, @Nullable Path alarms) {
        KafkaServer kafka = startedBroker();
        try {
            Path scratch = Files.createTempDirectory(Files.createDirectories(home.state()), "kernel");
            new KernelMeasure(codeOf("kernel", CORRELATOR), out)
                    .run(found, quick, scratch, kafka.ports().bootstrapServers(), alarms);
            DirectoryTrees.delete(scratch);
        } catch (IOException e) {
            throw new FleetFailure("no directory for the stores: " + e.getMessage(), e);
        } finally {
            stop();
        }
    }

    /** The ledger of event-correlator; it needs a broker without topics and a database without tables. */
    void ledger(ObjectNode found, int alerts) {
        KafkaServer kafka = startedBroker();
        try {
            DatabasePasswords passwords = passwords();
            postgres().start(passwords);
            AgentKeys.ensure(home.keys(), List.of("event_correlator"));
            var settings = new HashMap<String, String>();
            settings.put(
                    "SPRING_DATASOURCE_URL",
                    postgres().url(PostgresServer.DATABASE) + "&currentSchema=event_correlator");
            settings.put("SPRING_DATASOURCE_USERNAME", PostgresServer.ADMINISTRATOR);
            settings.put("SPRING_DATASOURCE_PASSWORD", passwords.of(PostgresServer.ADMINISTRATOR));
            settings.put("SPRING_FLYWAY_DEFAULT_SCHEMA", "event_correlator");
            settings.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", kafka.ports().bootstrapServers());
            settings.put("CEM_STATE_DIR", home.work(CORRELATOR).resolve("state").toString());
            settings.put("CEM_A2A_KEY_DIRECTORY", home.keys().toString());
            settings.put("SERVER_PORT", "0");
            settings.put("MANAGEMENT_SERVER_PORT", "0");
            settings.put("CEM_CORRELATOR_WATCH_ENABLED", "false");
            settings.put("LOGGING_LEVEL_ROOT", "error");
            new LedgerMeasure(codeOf("ledger", CORRELATOR), out).run(found, alerts, settings);
        } finally {
            stop();
        }
    }

    private KafkaServer startedBroker() {
        stop();
        forget();
        var kafka = new KafkaServer(
                home,
                new KafkaPorts(ports.kafka(), ports.kafka() + 1),
                ApplicationJar.of(home.app().resolve(FleetRoster.LAUNCHER + ".jar"))
                        .classpath(),
                new ProcessTable(new ProcessMark(home.state())));
        kafka.start();
        return kafka;
    }

    private AgentCodeProcess codeOf(String log, String... agents) {
        return new AgentCodeProcess(
                Stream.of(agents)
                        .map(agent -> ApplicationJar.of(home.app().resolve(agent + ".jar")))
                        .toList(),
                ApplicationJar.of(home.dist().resolve("bench.jar")),
                home.log(log));
    }

    BenchDatabase database() {
        return new BenchDatabase(postgres(), passwords(), PostgresServer.DATABASE);
    }
}
