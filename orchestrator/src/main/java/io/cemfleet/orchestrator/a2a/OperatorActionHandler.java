package io.cemfleet.orchestrator.a2a;

import io.cemfleet.a2a.contract.IncidentView;
import io.cemfleet.a2a.contract.OperatorAction;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.problem.FieldProblem;
import io.cemfleet.a2a.problem.ProblemException;
import io.cemfleet.a2a.security.Role;
import io.cemfleet.a2a.server.Memory;
import io.cemfleet.a2a.server.TaskContext;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.orchestrator.engine.Acts;
import io.cemfleet.orchestrator.view.IncidentViews;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

@Component
class OperatorActionHandler implements TaskHandler<OperatorAction.Request, IncidentView> {
    private final Acts acts;
    private final IncidentViews views;

    OperatorActionHandler(Acts acts, IncidentViews views) {
        this.acts = acts;
        this.views = views;
    }

    @Override
    public TaskType<OperatorAction.Request, IncidentView> type() {
        return OperatorAction.TYPE;
    }

    @Override
    public Memory memory() {
        return Memory.TRANSACTIONAL;
    }

    @Override
    public TaskReply<IncidentView> handle(TaskContext context, OperatorAction.Request asked) {
        return switch (acts.act(asked.by(person(context, asked)))) {
            case Acts.Act.Taken taken ->
                views.find(asked.incidentId())
                        .map(TaskReply::completed)
                        .orElseGet(() -> Unknown.incident(asked.incidentId()));
            case Acts.Act.UnknownIncident unknown -> Unknown.incident(asked.incidentId());
            case Acts.Act.MovedOn moved ->
                TaskReply.failed("version_moved_on", "the incident is at version " + moved.present(), false);
            case Acts.Act.NotSupported not -> TaskReply.failed("not_supported_in_state", not.why(), false);
            case Acts.Act.Malformed bad -> TaskReply.failed("bad_parameters", bad.field() + ' ' + bad.why(), false);
        };
    }

    /**
     * Whom the token names is who acts.
     *
     * @throws ProblemException 403 when it names no operator, 422 when the payload names somebody else
     */
    private static String person(TaskContext context, OperatorAction.Request asked) {
        boolean operator =
                Role.of(context.role()).filter(role -> role != Role.VIEWER).isPresent();
        if (context.person() == null || !operator) {
            throw new ProblemException(HttpStatus.FORBIDDEN, "only an operator may act on an incident");
        }
        if (asked.actor() != null && !asked.actor().equals(context.person())) {
            throw ProblemException.unprocessable(
                    "the action is somebody else's",
                    List.of(new FieldProblem("actor", "must be " + context.person() + ", for whom the token is")));
        }
        return context.person();
    }
}
