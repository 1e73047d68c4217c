package io.cemfleet.correlator.tasks;

import io.cemfleet.a2a.contract.Accepted;
import io.cemfleet.a2a.contract.IncidentClosed;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.Memory;
import io.cemfleet.a2a.server.TaskContext;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.correlator.incident.Closures;
import org.springframework.stereotype.Component;

/** {@code incident_closed}: from now on, a further alert opens a new incident. */
@Component
class IncidentClosedHandler implements TaskHandler<IncidentClosed.Request, Accepted> {
    private final Closures closures;

    IncidentClosedHandler(Closures closures) {
        this.closures = closures;
    }

    @Override
    public TaskType<IncidentClosed.Request, Accepted> type() {
        return IncidentClosed.TYPE;
    }

    @Override
    public Memory memory() {
        return Memory.BY_PAYLOAD;
    }

    @Override
    public TaskReply<Accepted> handle(TaskContext context, IncidentClosed.Request payload) {
        return closures.closed(payload.incidentId(), payload.resolution(), payload.closedAt())
                ? TaskReply.completed(Accepted.YES)
                : TaskReply.failed("kafka_unavailable", "the closure could not be stored", true);
    }
}
