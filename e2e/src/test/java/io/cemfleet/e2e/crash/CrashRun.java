package io.cemfleet.e2e.crash;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.e2e.fleet.FleetUnderTest;
import io.cemfleet.e2e.fleet.Gates;
import io.cemfleet.e2e.fleet.Lab;
import io.cemfleet.e2e.fleet.Part;
import io.cemfleet.e2e.fleet.Tickets;
import io.cemfleet.e2e.fleet.Web;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** One incident, held at each wanted moment while a process is killed and brought back. */
final class CrashRun {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LOOK = Duration.ofMillis(200);

    /** A moment, and what is closed before the incident may go on from it. */
    private static final Moment[][] PROTECTING = {
        {Moment.COMPUTE, Moment.CREATE_BEFORE},
        {Moment.CREATE_BEFORE, Moment.CREATE_AFTER},
        {Moment.CREATE_AFTER, Moment.STEER_BEFORE},
        {Moment.STEER_BEFORE, Moment.STEER_AFTER},
        {Moment.STEER_AFTER},
    };

    private static final Moment[][] RESTORING = {
        {Moment.SHIFT_BEFORE, Moment.SHIFT_AFTER},
        {Moment.SHIFT_AFTER, Moment.DELETE_BEFORE},
        {Moment.DELETE_BEFORE, Moment.DELETE_AFTER},
        {Moment.DELETE_AFTER},
    };

    private final Part process;
    private final Set<Moment> wanted;
    private final Row row;
    private final List<Barrier> closed = new ArrayList<>();
    private final Set<Integer> escalations = new HashSet<>();
    private String incident = "";

    private CrashRun(Part process, Set<Moment> wanted) {
        this.process = process;
        this.wanted = Set.copyOf(wanted);
        this.row = new Row(process);
    }

    /** Runs the incident to its end, whatever happens in it, and looks at what it left. */
    static Row of(Part process, Set<Moment> wanted) {
        return new CrashRun(process, wanted).run();
    }

    private Row run() {
        if (wanted.contains(Moment.ALERT)) {
            guarded("no alert lost", () -> AlertWhileDead.of(process, row));
        }
        NetworkBefore before = NetworkBefore.now();
        String link = NetworkBefore.freshLink();
        Instant begin = Instant.now();
        Lab.forgetRequests("cnc");
        Lab.forgetRequests("servicenow");
        guarded("held and killed at each moment", () -> drive(link));
        guarded("everything goes on", () -> {
            closed.forEach(Barrier::open);
            Gates.openAll();
            FleetUnderTest.up();
            Lab.heal(link);
        });
        row.note(incident + " over " + link + ", "
                + Duration.between(begin, Instant.now()).toSeconds() + " s");
        if (!incident.isEmpty()) {
            new Ending(incident, before).checks().forEach(row::checked);
        }
        return row;
    }

    private void guarded(String what, Runnable work) {
        String trouble = "";
        try {
            work.run();
        } catch (RuntimeException | AssertionError e) {
            trouble = String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
        }
        row.checked(new Row.Check(what, trouble));
    }

    private void drive(String link) {
        Barrier assess = close(Moment.ASSESS);
        Barrier detect = close(Moment.DETECT);
        Lab.degrade(link);
        incident = Tickets.awaitOpen(link);
        crash(Moment.DETECT, detect, List.of());
        Barrier at = crash(Moment.ASSESS, assess, List.of(Moment.COMPUTE));
        for (Moment[] step : PROTECTING) {
            at = crash(step[0], at, List.of(step).subList(1, step.length));
        }
        crash(Moment.WATCH, new Barrier.None(), List.of());
        awaitStatus("monitoring");
        at = close(Moment.SHIFT_BEFORE);
        Lab.heal(link);
        crash(Moment.HOLD, new Barrier.None(), List.of());
        for (Moment[] step : RESTORING) {
            at = crash(step[0], at, List.of(step).subList(1, step.length));
        }
        awaitStatus("closed");
    }

    /** Kills and revives at a moment, then closes what holds the next one, and opens what held this one. */
    private Barrier crash(Moment moment, Barrier at, List<Moment> next) {
        if (!wanted.contains(moment)) {
            Barrier following = closeFirst(next);
            at.open();
            return following;
        }
        String status = moment == Moment.DETECT ? "ticket open" : awaitReached(moment, at);
        Instant begin = Instant.now();
        process.kill();
        CompletableFuture<Void> up = CompletableFuture.runAsync(FleetUnderTest::up);
        await(process.wire() + " serves again at " + moment.title())
                .atMost(PATIENCE)
                .pollInterval(LOOK)
                .until(() -> up.isCompletedExceptionally() || process.serves());
        row.killed(moment, status, Duration.between(begin, Instant.now()));
        if (at instanceof Barrier.Stopped) {
            Barrier following = closeFirst(next);
            at.open();
            up.join();
            return following;
        }
        up.join();
        Barrier following = closeFirst(next);
        at.open();
        return following;
    }

    private Barrier closeFirst(List<Moment> next) {
        return next.isEmpty() ? new Barrier.None() : close(next.getFirst());
    }

    private Barrier close(Moment moment) {
        if (!wanted.contains(moment)) {
            return new Barrier.None();
        }
        Barrier barrier = Barrier.closed(moment);
        closed.add(barrier);
        return barrier;
    }

    private String awaitReached(Moment moment, Barrier at) {
        return await(incident + " is held at " + moment.title())
                .atMost(PATIENCE)
                .pollInterval(LOOK)
                .ignoreExceptions()
                .until(() -> reached(moment, at) ? watched() : "", status -> !status.isEmpty());
    }

    private boolean reached(Moment moment, Barrier at) {
        String status = watched();
        boolean there =
                switch (moment) {
                    case ASSESS -> status.equals("assessing");
                    case COMPUTE -> status.equals("computing");
                    case CREATE_BEFORE -> status.equals("provisioning");
                    case WATCH -> status.equals("monitoring");
                    case HOLD ->
                        Tickets.payloads(Tickets.get(incident), "status_update").stream()
                                .anyMatch(update ->
                                        update.at("/details/event").asText().equals("hold_timer_started"));
                    default -> true;
                };
        return there && at.holds();
    }

    private void awaitStatus(String status) {
        await(incident + " is " + status)
                .atMost(PATIENCE)
                .pollInterval(LOOK)
                .ignoreExceptions()
                .until(() -> watched().equals(status));
    }

    /** The incident's status; each time a person is called, one asks for another try, once, and the row tells so. */
    private String watched() {
        JsonNode view = Web.get(Part.ORCHESTRATOR.port(), "/api/incidents/" + incident);
        String status = view.path("status").asText();
        if (status.equals("escalated")
                && escalations.add(view.path("transitions").size())) {
            row.note("escalated (" + view.at("/escalation/reason").asText() + "), and an operator asked for a retry");
            String retry = "{\"action\":\"retry\",\"reason\":\"the network answers again\",\"expected_version\":"
                    + view.path("version").asLong() + "}";
            Web.asOperator(Part.ORCHESTRATOR.port(), "/api/incidents/" + incident + "/actions", retry);
        }
        return status;
    }
}
