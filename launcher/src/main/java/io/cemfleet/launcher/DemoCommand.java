package io.cemfleet.launcher;

import io.cemfleet.launcher.demo.DemoAddresses;
import io.cemfleet.launcher.demo.DemoOutcome;
import io.cemfleet.launcher.demo.IncidentDemo;
import io.cemfleet.launcher.state.FleetCredentials;
import io.cemfleet.launcher.state.FleetFailure;
import io.cemfleet.launcher.state.FleetLock;
import io.cemfleet.launcher.state.FleetPaths;
import io.cemfleet.launcher.state.FleetStartRecord;
import io.cemfleet.launcher.tickets.TicketsAddresses;
import io.cemfleet.launcher.tickets.TicketsDemo;
import io.cemfleet.launcher.tickets.TicketsOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Starts the fleet unless it is up, runs the demo incident or the demo of tickets, and stops the processes that it
 * started.
 */
final class DemoCommand {
    private static final double DEFAULT_SPEED = 10;
    private static final DemoAddresses ADDRESSES =
            new DemoAddresses("http://127.0.0.1:8090", "http://127.0.0.1:8009", "http://127.0.0.1:8008");
    private static final TicketsAddresses TICKETS =
            new TicketsAddresses("http://127.0.0.1:8090", "http://127.0.0.1:8009", "http://127.0.0.1:8010");

    private final FleetPaths home;
    private final CommandOptions options;
    private final boolean tickets;
    private final AtomicBoolean stopped = new AtomicBoolean();

    DemoCommand(FleetPaths home, CommandOptions options) {
        this.home = home;
        this.options = options.only("--exit", "--speed");
        this.tickets = options.words().equals(List.of("tickets"));
        if (!tickets) {
            options.noWords();
        }
    }

    int run() {
        double speed = options.speed().orElse(DEFAULT_SPEED);
        var session = new CommandSession(home);
        boolean mine;
        try (FleetLock lock = FleetLock.take(home)) {
            FleetStartRecord record = begin(session, speed);
            mine = record.mode() == FleetStartRecord.Mode.DEMO;
            session.progress()
                    .line(String.format(
                            Locale.ROOT,
                            "demo: hold timers, polls and cutover run %.0f times faster than ./fleet up has them",
                            speed));
            long begin = System.nanoTime();
            session.start(record);
            session.progress()
                    .line(String.format(
                            Locale.ROOT,
                            "ready after %.1f s",
                            Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0));
        }
        int code = tickets
                ? conclude(
                        session,
                        new TicketsDemo(TICKETS, FleetCredentials.ensure(home), session.progress()::line)
                                .run(speed, mine && options.has("--exit")))
                : conclude(
                        session,
                        new IncidentDemo(ADDRESSES, FleetCredentials.ensure(home), session.progress()::line)
                                .run(speed));
        if (!options.has("--exit")) {
            session.progress()
                    .line("the console stays open at http://127.0.0.1:8009 (login in .fleet/credentials.env); "
                            + "Ctrl-C ends the demo");
            forever();
        }
        if (mine) {
            stop(session);
        }
        return code;
    }

    /** @return the fleet to use: one that is up, or one in demo mode, which the demo stops at its end */
    private FleetStartRecord begin(CommandSession session, double speed) {
        var present = session.inBackground();
        if (present.isPresent()) {
            if (present.get().speed() != speed) {
                throw new FleetFailure(String.format(
                        Locale.ROOT,
                        "the fleet is up with speed %s: add --speed %s to use it, or ./fleet down first",
                        present.get().speed(),
                        present.get().speed()));
            }
            return present.get();
        }
        FleetStartRecord record = FleetStartRecord.byThisProcess(FleetStartRecord.Mode.DEMO, speed, "", 0, false);
        record.save(home);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(session), "stop-fleet"));
        return record;
    }

    private int conclude(CommandSession session, DemoOutcome outcome) {
        return switch (outcome) {
            case DemoOutcome.Resolved resolved -> {
                session.progress().line("demo passed: " + resolved.incidentId() + " is closed as resolved");
                yield CommandLine.OK;
            }
            case DemoOutcome.Failed failed -> {
                session.progress().line("demo failed: " + failed.reason());
                yield CommandLine.FAILED;
            }
        };
    }

    private int conclude(CommandSession session, TicketsOutcome outcome) {
        return switch (outcome) {
            case TicketsOutcome.Answered answered -> {
                session.progress()
                        .line("demo passed: each of " + answered.tickets()
                                + " tickets carries one note, and the history says completed");
                yield CommandLine.OK;
            }
            case TicketsOutcome.Failed failed -> {
                failed.reasons().forEach(reason -> session.progress().line("demo failed: " + reason));
                yield CommandLine.FAILED;
            }
        };
    }

    private void stop(CommandSession session) {
        if (stopped.compareAndSet(false, true)) {
            session.progress().line("stopping the fleet");
            session.fleet().stop();
            FleetStartRecord.forget(home);
        }
    }

    private static void forever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
