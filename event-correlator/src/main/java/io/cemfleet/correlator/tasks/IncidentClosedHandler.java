package io.cemfleet.correlator.tasks;

import io.cemfleet.a2a.contract.IncidentClosed;
import io.cemfleet.a2a.contract.NoticeAccepted;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.AnswerMemory;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.correlator.incident.IncidentClosures;
import org.springframework.stereotype.Component;

/** {@code incident_closed}: from now on, a further alert opens a new incident. */
@Component
class IncidentClosedHandler implements TaskHandler<IncidentClosed.Request, NoticeAccepted> {
    private final IncidentClosures closures;

    IncidentClosedHandler(IncidentClosures closures) {
        this.closures = closures;
    }

    @Override
    public TaskType<IncidentClosed.Request, NoticeAccepted> type() {
        return IncidentClosed.TYPE;
    }

    @Override
    public AnswerMemory memory() {
        return AnswerMemory.BY_PAYLOAD;
    }

    @Override
    public TaskReply<NoticeAccepted> handle(TaskContext context, IncidentClosed.Request payload) {
        return closures.closed(payload.incidentId(), payload.resolution(), payload.closedAt())
                ? TaskReply.completed(NoticeAccepted.YES)
                : TaskReply.failed("kafka_unavailable", "the closure could not be stored", true);
    }
}
