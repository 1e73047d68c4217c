package io.cemfleet.restoration.engine;

import io.cemfleet.a2a.contract.NoticeAccepted;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.a2a.contract.RestorationUpdate;
import io.cemfleet.a2a.outbox.Outbox;
import io.cemfleet.a2a.server.RunningTasks;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.restoration.store.WatchStore;
import io.cemfleet.restoration.watch.WatchReport;
import io.cemfleet.restoration.watch.WatchState;
import io.cemfleet.restoration.watch.WatchStepResult;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Stores the result of a step, its reports and the end of the monitoring task in one transaction. */
@Component
class WatchCommit {
    private static final Logger LOG = LoggerFactory.getLogger(WatchCommit.class);

    private final WatchStore store;
    private final TransactionTemplate transactions;
    private final Outbox outbox;
    private final RunningTasks running;
    private final Clock clock;

    WatchCommit(WatchStore store, TransactionTemplate transactions, Outbox outbox, RunningTasks running, Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.outbox = outbox;
        this.running = running;
        this.clock = clock;
    }

    /** @return false when the watch was changed since it was read; nothing is stored or sent then */
    boolean commit(WatchStepResult step) {
        return Boolean.TRUE.equals(transactions.execute(status -> store(step)));
    }

    private boolean store(WatchStepResult step) {
        WatchState after = step.after();
        if (!store.update(after)) {
            LOG.info("the watch over {} was changed meanwhile; its step is repeated", after.incidentId());
            return false;
        }
        Instant now = clock.instant();
        for (WatchReport report : step.reports()) {
            LOG.info("{}: {}", after.incidentId(), report.event().wire());
            RestorationUpdate.Request update = new RestorationUpdate.Request(
                    after.incidentId(),
                    report.tunnels().isEmpty() ? after.tunnels().ids() : report.tunnels(),
                    report.event(),
                    report.details().members(),
                    now,
                    after.planRevision());
            outbox.send(RestorationUpdate.TYPE, after.incidentId(), update);
        }
        if (after instanceof WatchState.Ended ended) {
            running.finish(ended.taskId(), reply(ended));
        }
        return true;
    }

    private static TaskReply<NoticeAccepted> reply(WatchState.Ended ended) {
        return switch (ended) {
            case WatchState.Restored restored -> TaskReply.completed(new NoticeAccepted(true));
            case WatchState.Canceled canceled ->
                TaskReply.failed("superseded", "a newer plan of the incident is in force", false);
            case WatchState.CleanupFailed failed ->
                TaskReply.failed(RestorationEvent.CLEANUP_FAILED.wire(), "something is left to be undone", false);
        };
    }
}
