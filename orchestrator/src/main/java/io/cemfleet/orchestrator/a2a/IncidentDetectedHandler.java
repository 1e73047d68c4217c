package io.cemfleet.orchestrator.a2a;

import io.cemfleet.a2a.contract.IncidentDetected;
import io.cemfleet.a2a.contract.NoticeAccepted;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.AnswerMemory;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.orchestrator.engine.FactIntake;
import org.springframework.stereotype.Component;

@Component
class IncidentDetectedHandler implements TaskHandler<IncidentDetected.Request, NoticeAccepted> {
    private final FactIntake intake;

    IncidentDetectedHandler(FactIntake intake) {
        this.intake = intake;
    }

    @Override
    public TaskType<IncidentDetected.Request, NoticeAccepted> type() {
        return IncidentDetected.TYPE;
    }

    @Override
    public AnswerMemory memory() {
        return AnswerMemory.TRANSACTIONAL;
    }

    @Override
    public TaskReply<NoticeAccepted> handle(TaskContext context, IncidentDetected.Request report) {
        intake.detected(report);
        return TaskReply.completed(NoticeAccepted.YES);
    }
}
