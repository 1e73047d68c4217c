package io.cemfleet.launcher.agents;

import io.cemfleet.launcher.postgres.PostgresServer;
import io.cemfleet.launcher.postgres.ScratchDatabase;
import io.cemfleet.launcher.process.PollingWait;
import io.cemfleet.launcher.process.SpawnedProcess;
import io.cemfleet.launcher.state.DatabasePasswords;
import io.cemfleet.launcher.state.FleetFailure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One start of the fleet: a few agents at a time, since they compete for the same cores. */
final class FleetStartup {
    private static final Duration LIMIT = Duration.ofSeconds(240);
    private static final Duration LOOK = Duration.ofMillis(250);
    /** After this time an agent that is still starting no longer delays the next one. */
    private static final Duration TURN = Duration.ofSeconds(30);

    /** Fewer parts than this start faster without a new cache. */
    private static final int WORTH_A_REHEARSAL = 6;

    private final AgentLauncher launcher;
    private final StartupProgress progress;
    private final double speed;
    private final List<String> missing;
    private final ReadinessProbe health = new ReadinessProbe();
    private final int atOnce = Math.max(3, Runtime.getRuntime().availableProcessors());

    FleetStartup(AgentLauncher launcher, StartupProgress progress, double speed, List<String> missing) {
        this.launcher = launcher;
        this.progress = progress;
        this.speed = speed;
        this.missing = List.copyOf(missing);
    }

    /** An agent that is starting; {@code spawned} is null if it was already running. */
    private record StartingProcess(AgentDefinition agent, @Nullable SpawnedProcess spawned, long since) {
        Duration age() {
            return Duration.ofNanos(System.nanoTime() - since);
        }
    }

    void timed(String part, int port, Runnable start) {
        long begin = System.nanoTime();
        start.run();
        if (missing.contains(part)) {
            progress.ready(part, port, Duration.ofNanos(System.nanoTime() - begin));
        }
    }

    void lab(String topology) {
        timed(FleetRoster.LAB, FleetRoster.LAB_PORT, () -> {
            SpawnedProcess spawned = missing.contains(FleetRoster.LAB) ? launcher.lab(topology) : null;
            boolean over = PollingWait.until(LIMIT, LOOK, () -> ended(spawned) || health.lab());
            if (spawned != null && ended(spawned)) {
                throw gone(FleetRoster.LAB, spawned);
            }
            if (!over) {
                throw new FleetFailure("lab is not ready after " + LIMIT.toSeconds() + " s; see ./fleet logs lab");
            }
        });
    }

    /**
     * Lets one agent rehearse, so that the others start faster. Without a rehearsal the start is slower but does not
     * fail.
     */
    void rehearsal(PostgresServer postgres, DatabasePasswords passwords) {
        if (launcher.rehearsed() || missing.size() < WORTH_A_REHEARSAL) {
            return;
        }
        long begin = System.nanoTime();
        try (var scratch = new ScratchDatabase(postgres, passwords, AotCache.PART)) {
            progress.line(launcher.rehearse(scratch.name())
                    .map(trouble -> "  the agents start without an AOT cache: " + trouble)
                    .orElseGet(() -> String.format(
                            Locale.ROOT, "  %-20s          %5.1f s", "AOT cache created", seconds(begin))));
        }
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    void agents() {
        Deque<AgentDefinition> queue = new ArrayDeque<>(FleetRoster.AGENTS);
        List<StartingProcess> coming = new ArrayList<>();
        while (!queue.isEmpty() || !coming.isEmpty()) {
            coming.removeIf(this::arrived);
            long inSequence =
                    coming.stream().filter(one -> one.age().compareTo(TURN) < 0).count();
            for (long free = atOnce - inSequence; free > 0 && !queue.isEmpty(); free--) {
                coming.add(begin(queue.removeFirst()));
            }
            if (!coming.isEmpty()) {
                progress.waiting(coming.stream()
                                .map(one -> one.agent().name() + " " + one.age().toSeconds() + " s")
                                .collect(Collectors.joining(", "))
                        + (queue.isEmpty() ? "" : "; " + queue.size() + " to come"));
                PollingWait.pause(LOOK);
            }
        }
    }

    private StartingProcess begin(AgentDefinition agent) {
        SpawnedProcess spawned = missing.contains(agent.name()) ? launcher.agent(agent, speed) : null;
        return new StartingProcess(agent, spawned, System.nanoTime());
    }

    private boolean arrived(StartingProcess one) {
        if (health.agent(one.agent())) {
            if (one.spawned() != null) {
                launcher.cacheRejectedBy(one.spawned())
                        .ifPresent(why -> progress.line("  the AOT cache was rejected: " + why));
                progress.ready(one.agent().name(), one.agent().port(), one.age());
            }
            return true;
        }
        if (one.spawned() != null && ended(one.spawned())) {
            throw gone(one.agent().name(), one.spawned());
        }
        if (one.age().compareTo(LIMIT) > 0) {
            throw new FleetFailure(one.agent().name() + " is not healthy after " + LIMIT.toSeconds()
                    + " s (" + one.agent().url() + "/health); see ./fleet logs "
                    + one.agent().name());
        }
        return false;
    }

    private static boolean ended(@Nullable SpawnedProcess spawned) {
        return spawned != null && !spawned.alive();
    }

    private static FleetFailure gone(String part, SpawnedProcess spawned) {
        return new FleetFailure(part + " ended at its start: " + spawned.lastWords() + " (./fleet logs " + part + ")");
    }
}
