package io.cemfleet.orchestrator.a2a;

import io.cemfleet.a2a.contract.IncidentUpdated;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.Memory;
import io.cemfleet.a2a.server.TaskContext;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.orchestrator.engine.Intake;
import org.springframework.stereotype.Component;

@Component
class IncidentUpdatedHandler implements TaskHandler<IncidentUpdated.Request, IncidentUpdated.Result> {
    private final Intake intake;

    IncidentUpdatedHandler(Intake intake) {
        this.intake = intake;
    }

    @Override
    public TaskType<IncidentUpdated.Request, IncidentUpdated.Result> type() {
        return IncidentUpdated.TYPE;
    }

    @Override
    public Memory memory() {
        return Memory.TRANSACTIONAL;
    }

    @Override
    public TaskReply<IncidentUpdated.Result> handle(TaskContext context, IncidentUpdated.Request update) {
        return intake.updated(update)
                .map(state -> TaskReply.completed(new IncidentUpdated.Result(true, state)))
                .orElseGet(() -> Unknown.incident(update.incidentId()));
    }
}
