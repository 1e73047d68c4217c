package io.cemfleet.restoration.a2a;

import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.a2a.contract.NoticeAccepted;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.AnswerMemory;
import io.cemfleet.a2a.server.RunningTasks;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.restoration.engine.WatchScheduler;
import io.cemfleet.restoration.sla.SteeringCheck;
import io.cemfleet.restoration.store.OverfullLinkStore;
import io.cemfleet.restoration.store.SteeringCheckStore;
import io.cemfleet.restoration.store.WatchStore;
import io.cemfleet.restoration.watch.WatchState;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Begins a watch, or replaces an older plan of it with a newer one. */
@Component
class MonitorRestorationHandler implements TaskHandler<MonitorRestoration.Request, NoticeAccepted> {
    private final WatchStore store;
    private final SteeringCheckStore checks;
    private final OverfullLinkStore overfull;
    private final WatchScheduler planner;
    private final RunningTasks running;
    private final Clock clock;

    MonitorRestorationHandler(
            WatchStore store,
            SteeringCheckStore checks,
            OverfullLinkStore overfull,
            WatchScheduler planner,
            RunningTasks running,
            Clock clock) {
        this.store = store;
        this.checks = checks;
        this.overfull = overfull;
        this.planner = planner;
        this.running = running;
        this.clock = clock;
    }

    @Override
    public TaskType<MonitorRestoration.Request, NoticeAccepted> type() {
        return MonitorRestoration.TYPE;
    }

    @Override
    public AnswerMemory memory() {
        return AnswerMemory.TRANSACTIONAL;
    }

    @Override
    public TaskReply<NoticeAccepted> handle(TaskContext context, MonitorRestoration.Request request) {
        Optional<WatchState> before = store.lock(request.incidentId());
        if (before.isPresent() && before.get().planRevision() > request.planRevision()) {
            return TaskReply.failed("stale_plan", "a newer plan is being watched", false);
        }
        before.filter(WatchState.Active.class::isInstance)
                .ifPresent(watch -> running.finish(
                        watch.taskId(), TaskReply.failed("superseded", "another request is being watched", false)));
        Instant now = clock.instant();
        WatchState watch = WatchState.begin(request, context.taskId(), now, before.orElse(null));
        store.replace(watch);
        watch.protections().forEach(watched -> checks.openCheck(SteeringCheck.of(request, watched, now)));
        checks.drop(request.incidentId(), request.planRevision());
        overfull.forget(request.incidentId());
        planner.soon(request.incidentId());
        return TaskReply.working("watching the original path");
    }
}
