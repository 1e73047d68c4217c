package io.cemfleet.orchestrator.a2a;

import io.cemfleet.a2a.contract.IncidentDetected;
import io.cemfleet.a2a.contract.NoticeAccepted;
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
class IncidentDetectedHandler implements TaskHandler<IncidentDetected.Request, NoticeAccepted> {
    private final FactIntake intake;
    private final IncidentTransactions transactions;

    IncidentDetectedHandler(FactIntake intake, IncidentTransactions transactions) {
        this.intake = intake;
        this.transactions = transactions;
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
    public <T> T inSequence(IncidentDetected.Request report, Supplier<T> transaction) {
        return transactions.inSequence(report.incidentId(), transaction);
    }

    @Override
    public TaskReply<NoticeAccepted> handle(TaskContext context, IncidentDetected.Request report) {
        intake.detected(report);
        return TaskReply.completed(NoticeAccepted.YES);
    }
}
