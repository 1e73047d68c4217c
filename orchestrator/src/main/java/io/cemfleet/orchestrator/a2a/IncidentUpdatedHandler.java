package io.cemfleet.orchestrator.a2a;

import io.cemfleet.a2a.contract.IncidentUpdated;
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
class IncidentUpdatedHandler implements TaskHandler<IncidentUpdated.Request, IncidentUpdated.Result> {
    private final FactIntake intake;
    private final IncidentTransactions transactions;

    IncidentUpdatedHandler(FactIntake intake, IncidentTransactions transactions) {
        this.intake = intake;
        this.transactions = transactions;
    }

    @Override
    public TaskType<IncidentUpdated.Request, IncidentUpdated.Result> type() {
        return IncidentUpdated.TYPE;
    }

    @Override
    public AnswerMemory memory() {
        return AnswerMemory.TRANSACTIONAL;
    }

    @Override
    public <T> T inSequence(IncidentUpdated.Request update, Supplier<T> transaction) {
        return transactions.inSequence(update.incidentId(), transaction);
    }

    @Override
    public TaskReply<IncidentUpdated.Result> handle(TaskContext context, IncidentUpdated.Request update) {
        return intake.updated(update)
                .map(state -> TaskReply.completed(new IncidentUpdated.Result(true, state)))
                .orElseGet(() -> UnknownIncidentReply.incident(update.incidentId()));
    }
}
