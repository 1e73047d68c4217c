package io.cemfleet.orchestrator.a2a;

import io.cemfleet.a2a.contract.NoticeAccepted;
import io.cemfleet.a2a.contract.OwnCongestion;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.AnswerMemory;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.orchestrator.engine.FactIntake;
import org.springframework.stereotype.Component;

/** Tunnels of no open incident are nobody's concern here: nothing is opened for them. */
@Component
class OwnCongestionHandler implements TaskHandler<OwnCongestion.Request, NoticeAccepted> {
    private final FactIntake intake;

    OwnCongestionHandler(FactIntake intake) {
        this.intake = intake;
    }

    @Override
    public TaskType<OwnCongestion.Request, NoticeAccepted> type() {
        return OwnCongestion.TYPE;
    }

    @Override
    public AnswerMemory memory() {
        return AnswerMemory.TRANSACTIONAL;
    }

    @Override
    public TaskReply<NoticeAccepted> handle(TaskContext context, OwnCongestion.Request report) {
        intake.congested(report);
        return TaskReply.completed(NoticeAccepted.YES);
    }
}
