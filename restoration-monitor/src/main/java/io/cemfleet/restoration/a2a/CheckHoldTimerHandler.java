package io.cemfleet.restoration.a2a;

import io.cemfleet.a2a.contract.CheckHoldTimer;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.AnswerMemory;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.restoration.store.WatchStore;
import io.cemfleet.restoration.watch.RestorationWatch;
import io.cemfleet.restoration.watch.WatchStage;
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
                .orElseGet(() -> TaskReply.failed("unknown_incident", "this incident is not watched", false));
    }

    private CheckHoldTimer.Result timer(RestorationWatch watch) {
        Instant until = watch.holdUntil();
        if (watch.stage() != WatchStage.HOLDING || until == null) {
            return new CheckHoldTimer.Result(behind(watch), null);
        }
        long left = Math.max(0, Duration.between(clock.instant(), until).toSeconds());
        return new CheckHoldTimer.Result(!clock.instant().isBefore(until), left);
    }

    /** A missing timer has not expired. */
    private static boolean behind(RestorationWatch watch) {
        return switch (watch.stage()) {
            case CUTTING_OVER, CLEANING_UP, RESTORED -> true;
            case CLEANUP_FAILED -> watch.cutoverStage() > 0;
            case WATCHING, HOLDING, CANCELED -> false;
        };
    }
}
