package io.cemfleet.orchestrator.a2a;

import io.cemfleet.a2a.contract.NoticeAccepted;
import io.cemfleet.a2a.contract.TunnelChanged;
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
class TunnelChangedHandler implements TaskHandler<TunnelChanged.Request, NoticeAccepted> {
    private final FactIntake intake;
    private final IncidentTransactions transactions;

    TunnelChangedHandler(FactIntake intake, IncidentTransactions transactions) {
        this.intake = intake;
        this.transactions = transactions;
    }

    @Override
    public TaskType<TunnelChanged.Request, NoticeAccepted> type() {
        return TunnelChanged.TYPE;
    }

    @Override
    public AnswerMemory memory() {
        return AnswerMemory.TRANSACTIONAL;
    }

    @Override
    public <T> T inSequence(TunnelChanged.Request found, Supplier<T> transaction) {
        return transactions.inSequence(found.incidentId(), transaction);
    }

    @Override
    public TaskReply<NoticeAccepted> handle(TaskContext context, TunnelChanged.Request found) {
        intake.tunnelChanged(found);
        return TaskReply.completed(NoticeAccepted.YES);
    }
}
