package io.cemfleet.e2e.crash;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.e2e.fleet.ConsoleTickets;
import io.cemfleet.e2e.fleet.FleetProcess;
import io.cemfleet.e2e.fleet.FleetUnderTest;
import io.cemfleet.e2e.fleet.GateClient;
import io.cemfleet.e2e.fleet.LabClient;
import io.cemfleet.e2e.fleet.OperatorHttp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** One incident, held at each required moment while a process is killed and restarted. */
final class CrashRun {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LOOK = Duration.ofMillis(200);

    /** A moment, and the gates that are closed before the incident may continue from it. */
    private static final KillMoment[][] PROTECTING = {
        {KillMoment.COMPUTE, KillMoment.CREATE_HALF},
        {KillMoment.CREATE_HALF, KillMoment.CREATE_BEFORE},
        {KillMoment.CREATE_BEFORE, KillMoment.CREATE_AFTER},
        {KillMoment.CREATE_AFTER, KillMoment.STEER_BEFORE},
        {KillMoment.STEER_BEFORE, KillMoment.STEER_AFTER},
        {KillMoment.STEER_AFTER},
    };

    private static final KillMoment[][] RESTORING = {
        {KillMoment.SHIFT_BEFORE, KillMoment.SHIFT_AFTER},
        {KillMoment.SHIFT_AFTER, KillMoment.SHIFT_READ},
        {KillMoment.SHIFT_READ, KillMoment.DELETE_BEFORE},
        {KillMoment.DELETE_BEFORE, KillMoment.DELETE_AFTER},
        {KillMoment.DELETE_AFTER},
    };

    private final FleetProcess process;
    private final Set<KillMoment> wanted;
    private final CrashRow row;
    private final List<IncidentBarrier> closed = new ArrayList<>();
    private final Set<Integer> escalations = new HashSet<>();
    private String incident = "";

    private CrashRun(FleetProcess process, Set<KillMoment> wanted) {
        this.process = process;
        this.wanted = Set.copyOf(wanted);
        this.row = new CrashRow(process);
    }

    /** Runs the incident to its end in any case, and checks what it left. */
    static CrashRow of(FleetProcess process, Set<KillMoment> wanted) {
        return new CrashRun(process, wanted).run();
    }

    private CrashRow run() {
        if (wanted.contains(KillMoment.ALERT)) {
            guarded("no alert lost", () -> AlertWhileDead.of(process, row));
        }
        CustomerConfiguration before = CustomerConfiguration.now();
        String link = CustomerConfiguration.freshLink();
        Instant begin = Instant.now();
        LabClient.forgetRequests("cnc");
        LabClient.forgetRequests("servicenow");
        guarded("held and killed at each moment", () -> drive(link));
        guarded("everything goes on", () -> {
            closed.forEach(IncidentBarrier::open);
            GateClient.openAll();
            LabClient.forgetFaults();
            FleetUnderTest.up();
            LabClient.heal(link);
        });
        row.note(incident + " over " + link + ", "
                + Duration.between(begin, Instant.now()).toSeconds() + " s");
        if (!incident.isEmpty()) {
            new IncidentEndCheck(incident, before).checks().forEach(row::checked);
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
        row.checked(new CrashRow.Check(what, trouble));
    }

    private void drive(String link) {
        IncidentBarrier assess = close(KillMoment.ASSESS);
        IncidentBarrier detect = close(KillMoment.DETECT);
        LabClient.degrade(link);
        incident = ConsoleTickets.awaitOpen(link);
        crash(KillMoment.DETECT, detect, List.of());
        IncidentBarrier at = crash(KillMoment.ASSESS, assess, List.of(KillMoment.COMPUTE));
        for (KillMoment[] step : PROTECTING) {
            at = crash(step[0], at, List.of(step).subList(1, step.length));
        }
        crash(KillMoment.WATCH, new IncidentBarrier.NoBarrier(), List.of());
        awaitStatus("monitoring");
        at = close(KillMoment.SHIFT_BEFORE);
        LabClient.heal(link);
        crash(KillMoment.HOLD, new IncidentBarrier.NoBarrier(), List.of());
        for (KillMoment[] step : RESTORING) {
            at = crash(step[0], at, List.of(step).subList(1, step.length));
        }
        awaitStatus("closed");
    }

    /** Kills and revives at a moment, then closes what holds the next one, and opens what held this one. */
    private IncidentBarrier crash(KillMoment moment, IncidentBarrier at, List<KillMoment> next) {
        if (!wanted.contains(moment)) {
            IncidentBarrier following = closeFirst(next);
            at.open();
            return following;
        }
        String status = moment == KillMoment.DETECT ? "ticket open" : awaitReached(moment, at);
        Instant begin = Instant.now();
        process.kill();
        CompletableFuture<Void> up = CompletableFuture.runAsync(FleetUnderTest::up);
        await(process.wire() + " serves again at " + moment.title())
                .atMost(PATIENCE)
                .pollInterval(LOOK)
                .until(() -> up.isCompletedExceptionally() || process.serves());
        row.killed(moment, status, Duration.between(begin, Instant.now()));
        if (at instanceof IncidentBarrier.StoppedProcess) {
            IncidentBarrier following = closeFirst(next);
            at.open();
            up.join();
            return following;
        }
        up.join();
        IncidentBarrier following = closeFirst(next);
        at.open();
        return following;
    }

    private IncidentBarrier closeFirst(List<KillMoment> next) {
        return next.isEmpty() ? new IncidentBarrier.NoBarrier() : close(next.getFirst());
    }

    private IncidentBarrier close(KillMoment moment) {
        if (!wanted.contains(moment)) {
            return new IncidentBarrier.NoBarrier();
        }
        IncidentBarrier barrier = IncidentBarrier.closed(moment);
        closed.add(barrier);
        return barrier;
    }

    private String awaitReached(KillMoment moment, IncidentBarrier at) {
        return await(incident + " is held at " + moment.title())
                .atMost(PATIENCE)
                .pollInterval(LOOK)
                .ignoreExceptions()
                .until(() -> reached(moment, at) ? watched() : "", status -> !status.isEmpty());
    }

    private boolean reached(KillMoment moment, IncidentBarrier at) {
        String status = watched();
        boolean there =
                switch (moment) {
                    case ASSESS -> status.equals("assessing");
                    case COMPUTE -> status.equals("computing");
                    case CREATE_HALF, CREATE_BEFORE -> status.equals("provisioning");
                    case WATCH -> status.equals("monitoring");
                    case HOLD ->
                        ConsoleTickets.payloads(ConsoleTickets.get(incident), "status_update").stream()
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

    /** The incident's status; on each escalation an operator requests one retry, which the row records. */
    private String watched() {
        JsonNode view = OperatorHttp.get(FleetProcess.ORCHESTRATOR.port(), "/api/incidents/" + incident);
        String status = view.path("status").asText();
        if (status.equals("escalated")
                && escalations.add(view.path("transitions").size())) {
            row.note("escalated (" + view.at("/escalation/reason").asText() + "), and an operator asked for a retry");
            String retry = "{\"action\":\"retry\",\"reason\":\"the network answers again\",\"expected_version\":"
                    + view.path("version").asLong() + "}";
            OperatorHttp.asOperator(FleetProcess.ORCHESTRATOR.port(), "/api/incidents/" + incident + "/actions", retry);
        }
        return status;
    }
}
