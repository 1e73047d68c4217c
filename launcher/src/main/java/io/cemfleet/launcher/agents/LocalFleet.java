package io.cemfleet.launcher.agents;

import io.cemfleet.launcher.build.ApplicationJar;
import io.cemfleet.launcher.kafka.KafkaPorts;
import io.cemfleet.launcher.kafka.KafkaServer;
import io.cemfleet.launcher.postgres.PostgresServer;
import io.cemfleet.launcher.process.LoopbackPorts;
import io.cemfleet.launcher.process.OwnProcess;
import io.cemfleet.launcher.process.ProcessMark;
import io.cemfleet.launcher.process.ProcessSpawner;
import io.cemfleet.launcher.process.ProcessTable;
import io.cemfleet.launcher.state.AgentKeys;
import io.cemfleet.launcher.state.DatabasePasswords;
import io.cemfleet.launcher.state.FleetCertificates;
import io.cemfleet.launcher.state.FleetCredentials;
import io.cemfleet.launcher.state.FleetFailure;
import io.cemfleet.launcher.state.FleetPaths;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** The fleet of one machine: starts its missing parts, and stops only its own processes. */
public final class LocalFleet {
    private static final int STOP_ROUNDS = 4;

    private final FleetPaths home;
    private final ProcessTable table;
    private final PostgresServer postgres;
    private final KafkaServer kafka;

    public LocalFleet(FleetPaths home, LocalPorts ports) {
        this.home = home;
        this.table = new ProcessTable(new ProcessMark(home.state()));
        this.postgres = new PostgresServer(home, ports.postgres());
        this.kafka =
                new KafkaServer(home, new KafkaPorts(ports.kafka(), ports.kafka() + 1), kafkaClasspath(home), table);
    }

    private LocalFleet(FleetPaths home, ProcessTable table, PostgresServer postgres, KafkaServer kafka) {
        this.home = home;
        this.table = table;
        this.postgres = postgres;
        this.kafka = kafka;
    }

    /** The same fleet, whose Kafka and Postgres accept only TLS, with certificates that are created here once. */
    public LocalFleet secured() {
        var certificates = FleetCertificates.ensure(home);
        return new LocalFleet(
                home,
                table,
                postgres.secured(certificates),
                kafka.secured(certificates, FleetCredentials.ensure(home)));
    }

    /** The running processes with this fleet's mark, and its Postgres. */
    public List<OwnProcess> running() {
        return Stream.concat(table.running().stream(), postgres.running().stream())
                .toList();
    }

    /** Starts all missing parts and waits until they are ready; running parts stay as they are. */
    public void start(double speed, String topology, StartupProgress progress) {
        start(speed, topology, progress, LaunchTuning.NONE);
    }

    /** Does the same, with settings for the parts that it starts. */
    public void start(double speed, String topology, StartupProgress progress, LaunchTuning tuning) {
        List<String> missing = missing();
        checkPorts(missing);
        var credentials = FleetCredentials.ensure(home);
        var passwords = DatabasePasswords.ensure(home);
        AgentKeys.ensure(
                home.keys(),
                Stream.concat(
                                FleetRoster.AGENTS.stream().map(AgentDefinition::wireName),
                                Stream.of(FleetRoster.COMMAND_LINE))
                        .toList());
        var environment = new AgentEnvironment(home, credentials, passwords, postgres, kafka);
        var launcher = new AgentLauncher(home, environment, tuning);
        var startup = new FleetStartup(launcher, progress, speed, missing);
        foundations(passwords, startup, topology, progress);
        startup.agents();
        progress.done();
    }

    private void foundations(
            DatabasePasswords passwords, FleetStartup startup, String topology, StartupProgress progress) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = CompletableFuture.allOf(
                    CompletableFuture.runAsync(
                                    () -> startup.timed(
                                            PostgresServer.PART, postgres.port(), () -> postgres.start(passwords)),
                                    threads)
                            .thenRunAsync(() -> startup.rehearsal(postgres, passwords), threads),
                    CompletableFuture.runAsync(
                            () -> startup.timed(KafkaServer.PART, kafka.ports().broker(), kafka::start), threads),
                    CompletableFuture.runAsync(() -> startup.lab(topology), threads));
            progress.waiting("postgres, kafka, lab, AOT cache");
            all.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof FleetFailure failure ? failure : e;
        }
    }

    /** Stops agents and lab at once, then Kafka, then Postgres; checks again, since a start may be in progress. */
    public void stop() {
        for (int round = 0; round < STOP_ROUNDS && !running().isEmpty(); round++) {
            stopOnce();
        }
        ProcessSpawner.forget(home);
    }

    private void stopOnce() {
        var agents = table.running().stream()
                .filter(process -> !process.part().equals(KafkaServer.PART))
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            agents.forEach(process -> threads.execute(() -> process.stop(Duration.ofSeconds(15))));
        }
        kafka.stop();
        postgres.stop();
    }

    /** Every part of the fleet with its port, in the order of starting. */
    public Map<String, Integer> parts() {
        var parts = new LinkedHashMap<String, Integer>();
        parts.put(PostgresServer.PART, postgres.port());
        parts.put(KafkaServer.PART, kafka.ports().broker());
        parts.put(FleetRoster.LAB, FleetRoster.LAB_PORT);
        FleetRoster.AGENTS.forEach(agent -> parts.put(agent.name(), agent.port()));
        return parts;
    }

    /** UP, STARTING or DOWN as the part itself answers. */
    public String state(String part) {
        if (running().stream().noneMatch(process -> process.part().equals(part))) {
            return "DOWN";
        }
        boolean up =
                switch (part) {
                    case PostgresServer.PART -> postgres.answers();
                    case KafkaServer.PART -> kafka.answers();
                    case FleetRoster.LAB -> new ReadinessProbe().lab();
                    default ->
                        FleetRoster.agent(part)
                                .map(agent -> new ReadinessProbe().agent(agent))
                                .orElse(false);
                };
        return up ? "UP" : "NOT READY";
    }

    private List<String> missing() {
        var names = new ArrayList<>(parts().keySet());
        running().forEach(process -> names.remove(process.part()));
        return names;
    }

    private void checkPorts(List<String> missing) {
        var ports = new LinkedHashMap<>(parts());
        ports.keySet().retainAll(missing);
        if (missing.contains(KafkaServer.PART)) {
            ports.put("kafka's controller", kafka.ports().controller());
        }
        if (missing.contains(FleetRoster.LAB)) {
            ports.put("lab's mail", FleetRoster.MAIL_PORT);
        }
        var taken = new ArrayList<String>();
        ports.forEach((part, port) -> {
            if (!LoopbackPorts.free(port)) {
                taken.add("port " + port + " (" + part + ") is taken by "
                        + LoopbackPorts.holder(port).orElse("another program"));
            }
        });
        if (!taken.isEmpty()) {
            throw new FleetFailure(String.join("; ", taken) + ", which is not part of this fleet and is not stopped");
        }
    }

    private static List<Path> kafkaClasspath(FleetPaths home) {
        Path jar = home.app().resolve(FleetRoster.LAUNCHER + ".jar");
        return Files.exists(jar) ? ApplicationJar.of(jar).classpath() : List.of();
    }
}
