package io.cemfleet.launcher.kafka;

import io.cemfleet.launcher.process.DirectoryTrees;
import io.cemfleet.launcher.process.JavaCommand;
import io.cemfleet.launcher.process.JvmOptions;
import io.cemfleet.launcher.process.LoopbackPorts;
import io.cemfleet.launcher.process.OwnProcess;
import io.cemfleet.launcher.process.PollingWait;
import io.cemfleet.launcher.process.ProcessSpawner;
import io.cemfleet.launcher.process.ProcessTable;
import io.cemfleet.launcher.process.SpawnedProcess;
import io.cemfleet.launcher.state.FleetCertificates;
import io.cemfleet.launcher.state.FleetCredentials;
import io.cemfleet.launcher.state.FleetFailure;
import io.cemfleet.launcher.state.FleetPaths;
import io.cemfleet.launcher.state.PrivateFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fleet's Kafka: one combined broker and controller as a process of its own, from the jars of this class's path. */
public final class KafkaServer {
    public static final String PART = "kafka";
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final int HEAP_MB = 192;
    private static final String CLUSTER = "Y2VtLWZsZWV0LWxvY2FsMQ";

    private final FleetPaths home;
    private final KafkaPorts ports;
    private final List<Path> classpath;
    private final ProcessTable table;
    private final ProcessSpawner spawner;
    private final Optional<KafkaSecurity> security;

    public KafkaServer(FleetPaths home, KafkaPorts ports, List<Path> classpath, ProcessTable table) {
        this(home, ports, classpath, table, Optional.empty());
    }

    private KafkaServer(
            FleetPaths home,
            KafkaPorts ports,
            List<Path> classpath,
            ProcessTable table,
            Optional<KafkaSecurity> security) {
        this.home = home;
        this.ports = ports;
        this.classpath = List.copyOf(classpath);
        this.table = table;
        this.spawner = new ProcessSpawner(home);
        this.security = security;
    }

    /** The same broker, which accepts only SASL_SSL with client certificates. */
    public KafkaServer secured(FleetCertificates certificates, FleetCredentials credentials) {
        var login = new KafkaSecurity(
                certificates,
                credentials.get(FleetCredentials.KAFKA_PASSWORD),
                credentials.get(FleetCredentials.KAFKA_ADMIN_PASSWORD));
        return new KafkaServer(home, ports, classpath, table, Optional.of(login));
    }

    /** The Kafka settings of an agent. */
    public Map<String, String> environment() {
        var environment = new LinkedHashMap<String, String>();
        environment.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", ports.bootstrapServers());
        security.ifPresent(login -> environment.putAll(login.environment()));
        return environment;
    }

    public KafkaPorts ports() {
        return ports;
    }

    public Optional<OwnProcess> running() {
        return table.running(PART);
    }

    public boolean answers() {
        return running().isPresent() && LoopbackPorts.answers(ports.broker());
    }

    /** Starts the broker unless it runs, and waits until it serves clients. */
    public void start() {
        launch();
        security.ifPresent(login -> login.admit(ports));
    }

    private void launch() {
        if (running().isPresent()) {
            if (!PollingWait.until(START_LIMIT, Duration.ofMillis(200), () -> LoopbackPorts.answers(ports.broker()))) {
                throw new FleetFailure("Kafka runs but does not answer; see " + home.log(PART));
            }
            return;
        }
        try {
            Path settings = settings();
            format(settings);
            var started = spawner.spawn(
                    PART, javaLine("kafka.Kafka").command(PART, List.of(settings.toString())), Map.of(), Set.of());
            await(started);
        } catch (IOException e) {
            throw new FleetFailure("cannot start Kafka: " + e.getMessage(), e);
        }
    }

    public void stop() {
        running().ifPresent(process -> process.stop(Duration.ofSeconds(20)));
    }

    private void await(SpawnedProcess started) {
        boolean ended = PollingWait.until(
                START_LIMIT,
                Duration.ofMillis(100),
                () -> !started.alive() || started.output().contains("Kafka Server started"));
        if (!started.alive()) {
            throw new FleetFailure(
                    "Kafka ended at its start: " + started.lastWords() + " (log: " + started.log() + ")");
        }
        if (!ended) {
            throw new FleetFailure("Kafka is not ready after " + START_LIMIT.toSeconds() + " s; see " + started.log());
        }
    }

    private Path settings() throws IOException {
        Files.createDirectories(home.kafka());
        Files.writeString(home.kafka().resolve("logback.xml"), KafkaSettings.LOGBACK);
        Path file = home.kafka().resolve("server.properties");
        PrivateFiles.write(file, KafkaSettings.properties(ports, data(), security));
        return file;
    }

    private Path data() {
        return home.kafka().resolve("data");
    }

    /** Formats the data directory unless that is already complete. */
    private void format(Path settings) throws IOException {
        Path done = home.kafka().resolve("formatted");
        if (Files.exists(done) && Files.exists(data().resolve("meta.properties"))) {
            return;
        }
        DirectoryTrees.delete(data());
        var command = javaLine("kafka.tools.StorageTool")
                .command(
                        "kafka-format",
                        List.of("format", "--ignore-formatted", "-t", CLUSTER, "-c", settings.toString()));
        File log = home.log(PART).toFile();
        try {
            int code = new ProcessBuilder(command)
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new FleetFailure("Kafka's storage cannot be formatted; see " + log);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FleetFailure("interrupted", e);
        }
        Files.writeString(done, CLUSTER + "\n");
    }

    private JavaCommand javaLine(String main) {
        var options = new ArrayList<>(JvmOptions.sized(HEAP_MB));
        options.add("-XX:TieredStopAtLevel=1");
        options.add("-Dlogback.configurationFile=" + home.kafka().resolve("logback.xml"));
        return new JavaCommand(home, options, classpath, main);
    }
}
