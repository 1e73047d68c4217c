package io.cemfleet.launcher.agents;

import io.cemfleet.launcher.build.ApplicationJar;
import io.cemfleet.launcher.process.DirectoryTrees;
import io.cemfleet.launcher.process.JavaCommand;
import io.cemfleet.launcher.process.JvmOptions;
import io.cemfleet.launcher.process.ProcessSpawner;
import io.cemfleet.launcher.process.SpawnedProcess;
import io.cemfleet.launcher.state.FleetFailure;
import io.cemfleet.launcher.state.FleetPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Starts the lab and the agents, each as its own JVM sized for a small machine. */
final class AgentLauncher {
    /** Secrets that may be set in the operator's shell; a process gets only its own. */
    private static final Set<String> WITHHELD = Set.of(
            "WEBHOOK_PCA_SECRET",
            "WEBHOOK_CNC_SECRET",
            "OPERATOR_USER",
            "OPERATOR_PASSWORD",
            "SERVICEDESK_TENANT",
            "SERVICEDESK_SECRET",
            "TENANT_KEYS",
            "SERVER_PORT",
            "LAB_TOPOLOGY",
            "LAB_FILL");

    private static final int LAB_HEAP_MB = 256;

    private static final int REHEARSAL_HEAP_MB = 192;

    private final FleetPaths home;
    private final AgentEnvironment environment;
    private final ProcessSpawner spawner;
    private final SharedLibraries libraries;
    private final AotCache cache;
    private final LaunchTuning tuning;

    AgentLauncher(FleetPaths home, AgentEnvironment environment, LaunchTuning tuning) {
        this.tuning = tuning;
        this.home = home;
        this.environment = environment;
        this.spawner = new ProcessSpawner(home);
        this.libraries = SharedLibraries.of(FleetRoster.AGENTS.stream()
                .map(agent -> application(agent.name()))
                .toList());
        this.cache = new AotCache(home, libraries);
    }

    SpawnedProcess lab(String topology) {
        var application = application(FleetRoster.LAB);
        var options = options(FleetRoster.LAB, LAB_HEAP_MB);
        return launch(
                FleetRoster.LAB,
                options,
                application,
                application.classpath(),
                LaunchTuning.over(environment.ofLab(topology), tuning.lab()));
    }

    SpawnedProcess agent(AgentDefinition agent, double speed) {
        var application = application(agent.name());
        var options = options(agent.name(), agent.heapMb());
        options.addAll(tuning.aotCache() ? cache.options() : List.of());
        return launch(
                agent.name(),
                options,
                application,
                libraries.first(application),
                LaunchTuning.over(environment.of(agent, speed), tuning.agents()));
    }

    /** Whether a rehearsal is unnecessary or disabled. */
    boolean rehearsed() {
        return !tuning.aotCache() || cache.present();
    }

    /** Empty when there is a cache now, else the reason why there is none. */
    Optional<String> rehearse(String database) {
        return cache.make(options(AotCache.PART, REHEARSAL_HEAP_MB), environment.ofRehearsal(database), WITHHELD);
    }

    Optional<String> cacheRejectedBy(SpawnedProcess spawned) {
        return cache.rejectedBy(spawned);
    }

    private ApplicationJar application(String part) {
        return ApplicationJar.of(home.app().resolve(part + ".jar"));
    }

    private SpawnedProcess launch(
            String part,
            List<String> options,
            ApplicationJar application,
            List<Path> classpath,
            Map<String, String> variables) {
        var line = new JavaCommand(home, options, classpath, application.mainClass());
        return spawner.spawn(part, line.command(part, List.of()), variables, WITHHELD);
    }

    private List<String> options(String part, int heapMb) {
        var options = new ArrayList<>(JvmOptions.sized(heapMb));
        options.add(tuning.compiler().option);
        options.add("--enable-native-access=ALL-UNNAMED");
        options.add("-Djava.io.tmpdir=" + emptyTemporaryDirectory(part));
        return options;
    }

    /** Empties the temporary directory, in which a killed run may have left files. */
    private Path emptyTemporaryDirectory(String part) {
        Path directory = home.work(part).resolve("tmp");
        try {
            DirectoryTrees.delete(directory);
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new FleetFailure("cannot make " + directory + ": " + e.getMessage(), e);
        }
    }
}
