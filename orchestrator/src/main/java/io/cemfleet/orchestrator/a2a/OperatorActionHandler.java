package io.cemfleet.orchestrator.a2a;

import io.cemfleet.a2a.contract.IncidentView;
import io.cemfleet.a2a.contract.OperatorAction;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.problem.ProblemException;
import io.cemfleet.a2a.server.Memory;
import io.cemfleet.a2a.server.TaskContext;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.orchestrator.engine.Acts;
import io.cemfleet.orchestrator.view.IncidentViews;
import org.jspecify.annotations.Nullable;
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
        if ("viewer".equals(context.role())) {
            throw new ProblemException(HttpStatus.FORBIDDEN, "only an operator may act on an incident");
        }
        return switch (acts.act(by(context.person(), asked))) {
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

    /** Whom the token names is who acted. */
    private static OperatorAction.Request by(@Nullable String person, OperatorAction.Request asked) {
        return person == null
                ? asked
                : new OperatorAction.Request(
                        asked.incidentId(),
                        asked.action(),
                        asked.reason(),
                        person,
                        asked.expectedVersion(),
                        asked.parameters());
    }
}
