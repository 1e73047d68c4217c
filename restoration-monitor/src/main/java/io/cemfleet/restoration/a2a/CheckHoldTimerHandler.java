package io.cemfleet.restoration.a2a;

import io.cemfleet.a2a.contract.CheckHoldTimer;
import io.cemfleet.a2a.contract.QueryFailureCode;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.AnswerMemory;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.restoration.store.WatchStore;
import io.cemfleet.restoration.watch.WatchState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

@Component
class CheckHoldTimerHandler implements TaskHandler<CheckHoldTimer.Request, CheckHoldTimer.Result> {
    private final WatchStore store;
    private final Clock clock;

    CheckHoldTimerHandler(WatchStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public TaskType<CheckHoldTimer.Request, CheckHoldTimer.Result> type() {
        return CheckHoldTimer.TYPE;
    }

    @Override
    public AnswerMemory memory() {
        return AnswerMemory.NONE;
    }

    @Override
    public TaskReply<CheckHoldTimer.Result> handle(TaskContext context, CheckHoldTimer.Request request) {
        return store.find(request.incidentId())
                .map(watch -> TaskReply.completed(timer(watch)))
                .orElseGet(() -> TaskReply.failed(
                        QueryFailureCode.UNKNOWN_INCIDENT.wire(), "this incident is not watched", false));
    }

    /** A missing timer has not expired. */
    private CheckHoldTimer.Result timer(WatchState watch) {
        return switch (watch) {
            case WatchState.Holding holding -> running(holding.holdUntil());
            case WatchState.CuttingOver cuttingOver -> new CheckHoldTimer.Result(true, null);
            case WatchState.CleaningUp cleaningUp -> new CheckHoldTimer.Result(true, null);
            case WatchState.Restored restored -> new CheckHoldTimer.Result(true, null);
            case WatchState.CleanupFailed failed -> new CheckHoldTimer.Result(failed.cutoverStage() > 0, null);
            case WatchState.BringingBack bringingBack -> new CheckHoldTimer.Result(false, null);
            case WatchState.Watching watching -> new CheckHoldTimer.Result(false, null);
            case WatchState.Canceled canceled -> new CheckHoldTimer.Result(false, null);
        };
    }

    private CheckHoldTimer.Result running(Instant until) {
        long left = Math.max(0, Duration.between(clock.instant(), until).toSeconds());
        return new CheckHoldTimer.Result(!clock.instant().isBefore(until), left);
    }
}
