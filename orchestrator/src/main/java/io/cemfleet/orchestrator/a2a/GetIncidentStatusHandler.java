package io.cemfleet.orchestrator.a2a;

import io.cemfleet.a2a.contract.GetIncidentStatus;
import io.cemfleet.a2a.contract.IncidentView;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.Memory;
import io.cemfleet.a2a.server.TaskContext;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.orchestrator.view.IncidentViews;
import org.springframework.stereotype.Component;

@Component
class GetIncidentStatusHandler implements TaskHandler<GetIncidentStatus.Request, IncidentView> {
    private final IncidentViews views;

    GetIncidentStatusHandler(IncidentViews views) {
        this.views = views;
    }

    @Override
    public TaskType<GetIncidentStatus.Request, IncidentView> type() {
        return GetIncidentStatus.TYPE;
    }

    @Override
    public Memory memory() {
        return Memory.NONE;
    }

    @Override
    public TaskReply<IncidentView> handle(TaskContext context, GetIncidentStatus.Request asked) {
        return views.find(asked.incidentId())
                .map(TaskReply::completed)
                .orElseGet(() -> Unknown.incident(asked.incidentId()));
    }
}
