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

/** Reports about tunnels of no open incident are accepted and ignored: they open no incident. */
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
