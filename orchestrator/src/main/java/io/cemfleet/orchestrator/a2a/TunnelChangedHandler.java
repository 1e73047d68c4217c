package io.cemfleet.orchestrator.a2a;

import io.cemfleet.a2a.contract.Accepted;
import io.cemfleet.a2a.contract.TunnelChanged;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.Memory;
import io.cemfleet.a2a.server.TaskContext;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.orchestrator.engine.Intake;
import org.springframework.stereotype.Component;

@Component
class TunnelChangedHandler implements TaskHandler<TunnelChanged.Request, Accepted> {
    private final Intake intake;

    TunnelChangedHandler(Intake intake) {
        this.intake = intake;
    }

    @Override
    public TaskType<TunnelChanged.Request, Accepted> type() {
        return TunnelChanged.TYPE;
    }

    @Override
    public Memory memory() {
        return Memory.TRANSACTIONAL;
    }

    @Override
    public TaskReply<Accepted> handle(TaskContext context, TunnelChanged.Request found) {
        intake.tunnel(found);
        return TaskReply.completed(Accepted.YES);
    }
}
