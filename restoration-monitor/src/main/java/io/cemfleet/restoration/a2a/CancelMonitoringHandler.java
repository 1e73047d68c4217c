package io.cemfleet.restoration.a2a;

import io.cemfleet.a2a.contract.CancelMonitoring;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.AnswerMemory;
import io.cemfleet.a2a.server.RunningTasks;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.restoration.store.WatchStore;
import io.cemfleet.restoration.watch.WatchState;
import java.util.Optional;
import org.springframework.stereotype.Component;

@Component
class CancelMonitoringHandler implements TaskHandler<CancelMonitoring.Request, CancelMonitoring.Result> {
    private final WatchStore store;
    private final RunningTasks running;

    CancelMonitoringHandler(WatchStore store, RunningTasks running) {
        this.store = store;
        this.running = running;
    }

    @Override
    public TaskType<CancelMonitoring.Request, CancelMonitoring.Result> type() {
        return CancelMonitoring.TYPE;
    }

    @Override
    public AnswerMemory memory() {
        return AnswerMemory.TRANSACTIONAL;
    }

    @Override
    public TaskReply<CancelMonitoring.Result> handle(TaskContext context, CancelMonitoring.Request request) {
        Optional<WatchState> watch = store.lock(request.incidentId());
        Long plan = request.planRevision();
        if (watch.isPresent() && plan != null && plan < watch.get().planRevision()) {
            return TaskReply.failed("stale_plan", "a newer plan is being watched", false);
        }
        if (watch.isEmpty() || !(watch.get() instanceof WatchState.Active active) || !store.update(active.canceled())) {
            return TaskReply.completed(new CancelMonitoring.Result(false));
        }
        running.finish(active.taskId(), TaskReply.failed("canceled", "monitoring was canceled", false));
        return TaskReply.completed(new CancelMonitoring.Result(true));
    }
}
