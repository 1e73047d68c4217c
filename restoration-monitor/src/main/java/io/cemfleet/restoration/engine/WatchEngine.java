package io.cemfleet.restoration.engine;

import io.cemfleet.a2a.contract.NoticeAccepted;
import io.cemfleet.a2a.contract.RestorationUpdate;
import io.cemfleet.a2a.outbox.Outbox;
import io.cemfleet.a2a.server.RunningTasks;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.restoration.store.WatchStore;
import io.cemfleet.restoration.watch.RestorationWatch;
import io.cemfleet.restoration.watch.WatchReport;
import io.cemfleet.restoration.watch.WatchStepResult;
import io.cemfleet.runtime.trace.TraceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs one step of a watch, and returns when the next is due. A crash at any point repeats the step safely. */
@Service
public class WatchEngine {
    private static final Logger LOG = LoggerFactory.getLogger(WatchEngine.class);

    /** Steps in a row before other watches run. */
    private static final int IN_A_ROW = 5;

    private final WatchStore store;
    private final WatchSteps watching;
    private final CutoverSteps cutover;
    private final TransactionTemplate transactions;
    private final Outbox outbox;
    private final RunningTasks running;
    private final Clock clock;

    WatchEngine(
            WatchStore store,
            WatchSteps watching,
            CutoverSteps cutover,
            TransactionTemplate transactions,
            Outbox outbox,
            RunningTasks running,
            Clock clock) {
        this.store = store;
        this.watching = watching;
        this.cutover = cutover;
        this.transactions = transactions;
        this.outbox = outbox;
        this.running = running;
        this.clock = clock;
    }

    /**
     * Runs the due steps one after the other.
     *
     * @return when to run again; empty when the watch has ended
     */
    Optional<Instant> step(String incidentId) {
        try (var scope = TraceContext.LoggingScope.put(TraceContext.INCIDENT_ID, incidentId)) {
            Optional<Instant> next = Optional.of(Instant.MIN);
            for (int steps = 0; steps < IN_A_ROW && next.filter(this::due).isPresent(); steps++) {
                next = store.find(incidentId)
                        .filter(watch -> !watch.stage().terminal())
                        .flatMap(this::step);
            }
            return next;
        }
    }

    private boolean due(Instant next) {
        return !next.isAfter(clock.instant());
    }

    private Optional<Instant> step(RestorationWatch watch) {
        WatchStepResult step =
                switch (watch.stage()) {
                    case WATCHING -> watch.settled() ? watching.watch(watch) : cutover.bringBack(watch);
                    case HOLDING -> watching.hold(watch);
                    case CUTTING_OVER -> cutover.cutOver(watch);
                    case CLEANING_UP -> cutover.cleanUp(watch);
                    case RESTORED, CLEANUP_FAILED, CANCELED -> WatchStepResult.atOnce(watch);
                };
        Boolean committed = transactions.execute(status -> commit(step));
        Instant now = clock.instant();
        if (!Boolean.TRUE.equals(committed)) {
            return Optional.of(now);
        }
        return step.after().stage().terminal() ? Optional.empty() : Optional.of(now.plus(step.pause()));
    }

    private boolean commit(WatchStepResult step) {
        RestorationWatch after = step.after();
        if (!store.update(after)) {
            LOG.info("the watch over {} was changed meanwhile; it is looked at anew", after.incidentId());
            return false;
        }
        Instant now = clock.instant();
        for (WatchReport report : step.reports()) {
            LOG.info("{}: {}", after.incidentId(), report.event().wire());
            RestorationUpdate.Request update = new RestorationUpdate.Request(
                    after.incidentId(),
                    report.tunnels().isEmpty() ? after.tunnelIds() : report.tunnels(),
                    report.event(),
                    report.details(),
                    now,
                    after.planRevision());
            outbox.send(RestorationUpdate.TYPE, after.incidentId(), update);
        }
        if (after.stage().terminal()) {
            running.finish(after.taskId(), ending(after));
        }
        return true;
    }

    private static TaskReply<NoticeAccepted> ending(RestorationWatch after) {
        return switch (after.stage()) {
            case RESTORED -> TaskReply.completed(new NoticeAccepted(true));
            case CANCELED -> TaskReply.failed("superseded", "a newer plan of the incident is in force", false);
            default -> TaskReply.failed("cleanup_failed", "something is left to be undone", false);
        };
    }
}
