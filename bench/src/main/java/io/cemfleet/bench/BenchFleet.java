package io.cemfleet.bench;

import io.cemfleet.bench.similarity.SimilarMeasure;
import io.cemfleet.launcher.agents.LocalFleet;
import io.cemfleet.launcher.agents.LocalPorts;
import io.cemfleet.launcher.agents.Progress;
import io.cemfleet.launcher.agents.Roster;
import io.cemfleet.launcher.agents.Tuning;
import io.cemfleet.launcher.build.Application;
import io.cemfleet.launcher.build.Installation;
import io.cemfleet.launcher.client.Http;
import io.cemfleet.launcher.home.Credentials;
import io.cemfleet.launcher.home.DatabasePasswords;
import io.cemfleet.launcher.home.FleetFailure;
import io.cemfleet.launcher.home.FleetHome;
import io.cemfleet.launcher.home.FleetLock;
import io.cemfleet.launcher.postgres.PostgresServer;
import io.cemfleet.launcher.process.Trees;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The fleet that is measured: data and processes of its own, on the ports of any local fleet. */
final class BenchFleet {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final FleetHome home;
    private final Consumer<String> out;
    private final LocalPorts ports = LocalPorts.of(System.getenv());
    private final LocalFleet fleet;
    private @Nullable Profile running;

    BenchFleet(FleetHome home, Consumer<String> out) {
        this.home = home;
        this.out = out;
        Installation.update(home, Roster.modules());
        this.fleet = new LocalFleet(home, ports);
    }

    /** Has the fleet up as a profile says; one that is up otherwise is stopped first, and what it left is forgotten. */
    void ensure(Profile profile) {
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
    Duration start(Profile profile, Tuning tuning) {
        var silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        long begin = System.nanoTime();
        try (FleetLock lock = FleetLock.take(home)) {
            fleet.start(profile.speed(), "", new Progress(silent, false), tuning);
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

    /** Incidents of an earlier measure would go on, and cost what is then counted. */
    private void forget() {
        try {
            for (Path data : List.of(home.postgres().resolve("data"), home.kafka(), home.work())) {
                Trees.delete(data);
            }
        } catch (IOException e) {
            throw new FleetFailure("cannot remove what an earlier measure left: " + e.getMessage(), e);
        }
    }

    /** Stops all parts but these. */
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

    Http http() {
        return new Http(Credentials.ensure(home));
    }

    Credentials credentials() {
        return Credentials.ensure(home);
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

    SimilarMeasure similarity() {
        return new SimilarMeasure(
                Application.of(home.app().resolve("enhancement-pipeline.jar")),
                Application.of(home.dist().resolve("bench.jar")),
                home.log("similar"),
                out);
    }

    Database database() {
        return new Database(postgres(), passwords(), PostgresServer.DATABASE);
    }
}
