package io.cemfleet.orchestrator.a2a;

import io.cemfleet.a2a.contract.Accepted;
import io.cemfleet.a2a.contract.OwnCongestion;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.Memory;
import io.cemfleet.a2a.server.TaskContext;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.orchestrator.engine.Intake;
import org.springframework.stereotype.Component;

/** Tunnels of no open incident are nobody's concern here: nothing is opened for them. */
@Component
class OwnCongestionHandler implements TaskHandler<OwnCongestion.Request, Accepted> {
    private final Intake intake;

    OwnCongestionHandler(Intake intake) {
        this.intake = intake;
    }

    @Override
    public TaskType<OwnCongestion.Request, Accepted> type() {
        return OwnCongestion.TYPE;
    }

    @Override
    public Memory memory() {
        return Memory.TRANSACTIONAL;
    }

    @Override
    public TaskReply<Accepted> handle(TaskContext context, OwnCongestion.Request report) {
        intake.congested(report);
        return TaskReply.completed(Accepted.YES);
    }
}
