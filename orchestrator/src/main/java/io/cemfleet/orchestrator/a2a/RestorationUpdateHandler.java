package io.cemfleet.orchestrator.a2a;

import io.cemfleet.a2a.contract.Accepted;
import io.cemfleet.a2a.contract.RestorationUpdate;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.Memory;
import io.cemfleet.a2a.server.TaskContext;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.orchestrator.engine.Intake;
import org.springframework.stereotype.Component;

@Component
class RestorationUpdateHandler implements TaskHandler<RestorationUpdate.Request, Accepted> {
    private final Intake intake;

    RestorationUpdateHandler(Intake intake) {
        this.intake = intake;
    }

    @Override
    public TaskType<RestorationUpdate.Request, Accepted> type() {
        return RestorationUpdate.TYPE;
    }

    @Override
    public Memory memory() {
        return Memory.TRANSACTIONAL;
    }

    @Override
    public TaskReply<Accepted> handle(TaskContext context, RestorationUpdate.Request seen) {
        return intake.restoration(seen)
                .map(state -> TaskReply.completed(Accepted.YES))
                .orElseGet(() -> Unknown.incident(seen.incidentId()));
    }
}
