package io.cemfleet.orchestrator.a2a;

import io.cemfleet.a2a.contract.Accepted;
import io.cemfleet.a2a.contract.IncidentDetected;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.Memory;
import io.cemfleet.a2a.server.TaskContext;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.orchestrator.engine.Intake;
import org.springframework.stereotype.Component;

@Component
class IncidentDetectedHandler implements TaskHandler<IncidentDetected.Request, Accepted> {
    private final Intake intake;

    IncidentDetectedHandler(Intake intake) {
        this.intake = intake;
    }

    @Override
    public TaskType<IncidentDetected.Request, Accepted> type() {
        return IncidentDetected.TYPE;
    }

    @Override
    public Memory memory() {
        return Memory.TRANSACTIONAL;
    }

    @Override
    public TaskReply<Accepted> handle(TaskContext context, IncidentDetected.Request seen) {
        intake.detected(seen);
        return TaskReply.completed(Accepted.YES);
    }
}
