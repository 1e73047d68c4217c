package io.cemfleet.orchestrator.a2a;

import io.cemfleet.a2a.contract.NoticeAccepted;
import io.cemfleet.a2a.contract.RestorationUpdate;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.AnswerMemory;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.orchestrator.engine.FactIntake;
import io.cemfleet.orchestrator.engine.IncidentTransactions;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

@Component
class RestorationUpdateHandler implements TaskHandler<RestorationUpdate.Request, NoticeAccepted> {
    private final FactIntake intake;
    private final IncidentTransactions transactions;

    RestorationUpdateHandler(FactIntake intake, IncidentTransactions transactions) {
        this.intake = intake;
        this.transactions = transactions;
    }

    @Override
    public TaskType<RestorationUpdate.Request, NoticeAccepted> type() {
        return RestorationUpdate.TYPE;
    }

    @Override
    public AnswerMemory memory() {
        return AnswerMemory.TRANSACTIONAL;
    }

    @Override
    public <T> T inSequence(RestorationUpdate.Request report, Supplier<T> transaction) {
        return transactions.inSequence(report.incidentId(), transaction);
    }

    @Override
    public TaskReply<NoticeAccepted> handle(TaskContext context, RestorationUpdate.Request report) {
        return intake.restoration(report)
                .map(state -> TaskReply.completed(NoticeAccepted.YES))
                .orElseGet(() -> UnknownIncidentReply.incident(report.incidentId()));
    }
}
