package io.cemfleet.orchestrator.a2a;

import io.cemfleet.a2a.contract.GetIncidentStatus;
import io.cemfleet.a2a.contract.IncidentView;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.AnswerMemory;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.orchestrator.view.IncidentViewAssembler;
import org.springframework.stereotype.Component;

@Component
class GetIncidentStatusHandler implements TaskHandler<GetIncidentStatus.Request, IncidentView> {
    private final IncidentViewAssembler views;

    GetIncidentStatusHandler(IncidentViewAssembler views) {
        this.views = views;
    }

    @Override
    public TaskType<GetIncidentStatus.Request, IncidentView> type() {
        return GetIncidentStatus.TYPE;
    }

    @Override
    public AnswerMemory memory() {
        return AnswerMemory.NONE;
    }

    @Override
    public TaskReply<IncidentView> handle(TaskContext context, GetIncidentStatus.Request request) {
        return views.find(request.incidentId())
                .map(TaskReply::completed)
                .orElseGet(() -> UnknownIncidentReply.incident(request.incidentId()));
    }
}
