package io.cemfleet.orchestrator.a2a;

import io.cemfleet.a2a.contract.ActionRefusal;
import io.cemfleet.a2a.contract.IncidentView;
import io.cemfleet.a2a.contract.OperatorAction;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.AnswerMemory;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.orchestrator.engine.IncidentTransactions;
import io.cemfleet.orchestrator.engine.OperatorCommandService;
import io.cemfleet.orchestrator.view.IncidentViewAssembler;
import io.cemfleet.runtime.problem.FieldProblem;
import io.cemfleet.runtime.problem.ProblemException;
import io.cemfleet.runtime.security.UserRole;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

@Component
class OperatorActionHandler implements TaskHandler<OperatorAction.Request, IncidentView> {
    private final OperatorCommandService acts;
    private final IncidentTransactions transactions;
    private final IncidentViewAssembler views;

    OperatorActionHandler(OperatorCommandService acts, IncidentTransactions transactions, IncidentViewAssembler views) {
        this.acts = acts;
        this.transactions = transactions;
        this.views = views;
    }

    @Override
    public TaskType<OperatorAction.Request, IncidentView> type() {
        return OperatorAction.TYPE;
    }

    @Override
    public AnswerMemory memory() {
        return AnswerMemory.TRANSACTIONAL;
    }

    @Override
    public <T> T inSequence(OperatorAction.Request request, Supplier<T> transaction) {
        return transactions.inSequence(request.incidentId(), transaction);
    }

    @Override
    public TaskReply<IncidentView> handle(TaskContext context, OperatorAction.Request request) {
        return switch (acts.act(request.by(person(context, request)))) {
            case OperatorCommandService.OperatorCommandResult.Applied taken ->
                views.find(request.incidentId())
                        .map(TaskReply::completed)
                        .orElseGet(() -> UnknownIncidentReply.incident(request.incidentId()));
            case OperatorCommandService.OperatorCommandResult.UnknownIncident unknown ->
                UnknownIncidentReply.incident(request.incidentId());
            case OperatorCommandService.OperatorCommandResult.VersionConflict moved ->
                TaskReply.failed(
                        ActionRefusal.VERSION_MOVED_ON.wire(), "the incident is at version " + moved.present(), false);
            case OperatorCommandService.OperatorCommandResult.NotSupported not ->
                TaskReply.failed(ActionRefusal.NOT_SUPPORTED_IN_STATE.wire(), not.why(), false);
            case OperatorCommandService.OperatorCommandResult.Malformed bad ->
                TaskReply.failed(ActionRefusal.BAD_PARAMETERS.wire(), bad.field() + ' ' + bad.why(), false);
        };
    }

    /**
     * The actor is the person whom the token names.
     *
     * @throws ProblemException 403 when it names no operator, 422 when the payload names another person
     */
    private static String person(TaskContext context, OperatorAction.Request request) {
        boolean operator = UserRole.of(context.role())
                .filter(role -> role != UserRole.VIEWER)
                .isPresent();
        if (context.person() == null || !operator) {
            throw new ProblemException(HttpStatus.FORBIDDEN, "only an operator may act on an incident");
        }
        if (request.actor() != null && !request.actor().equals(context.person())) {
            throw ProblemException.unprocessable(
                    "the action is somebody else's",
                    List.of(new FieldProblem("actor", "must be " + context.person() + ", for whom the token is")));
        }
        return context.person();
    }
}
