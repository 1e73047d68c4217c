package io.cemfleet.io.ticket;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.a2a.contract.ErrorReport;
import io.cemfleet.a2a.contract.NewTicket;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.a2a.contract.TicketClosed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Records messages: stores each verbatim, and updates its ticket. Runs inside the task's transaction. */
@Service
public class TicketRecorder {
    private final TicketStore tickets;
    private final UpdateStore updates;
    private final ObjectMapper mapper;
    private final UpdateSignal bell;

    TicketRecorder(TicketStore tickets, UpdateStore updates, ObjectMapper mapper, UpdateSignal bell) {
        this.tickets = tickets;
        this.updates = updates;
        this.mapper = mapper;
        this.bell = bell;
    }

    public void enter(UUID taskId, NewTicket.Request message) {
        enter(
                taskId,
                NewTicket.TYPE.name(),
                message.incidentId(),
                message,
                message.createdAt(),
                TicketReducer.opened(message));
    }

    public void enter(UUID taskId, StatusUpdate.Request message) {
        enter(
                taskId,
                StatusUpdate.TYPE.name(),
                message.incidentId(),
                message,
                message.updatedAt(),
                TicketReducer.updated(message));
    }

    public void enter(UUID taskId, TicketClosed.Request message) {
        enter(
                taskId,
                TicketClosed.TYPE.name(),
                message.incidentId(),
                message,
                message.closedAt(),
                TicketReducer.closed(message));
    }

    /** An error without an incident is stored for the stream, and changes no ticket. */
    public void enter(UUID taskId, ErrorReport.Request message) {
        UnaryOperator<IncidentTicket> fold = message.incidentId() == null ? null : TicketReducer.failed(message);
        enter(taskId, ErrorReport.TYPE.name(), message.incidentId(), message, message.occurredAt(), fold);
    }

    private void enter(
            UUID taskId,
            String taskType,
            @Nullable String incidentId,
            Object message,
            Instant at,
            @Nullable UnaryOperator<IncidentTicket> fold) {
        updates.lock();
        String subject = incidentId == null ? "-" : incidentId;
        if (fold != null) {
            IncidentTicket before = tickets.find(subject).orElseGet(() -> blank(subject, at));
            tickets.save(fold.apply(before));
        }
        updates.add(subject, taskId, taskType, mapper.valueToTree(message));
        bell.ringAfterCommit();
    }

    private static IncidentTicket blank(String incidentId, Instant at) {
        return new IncidentTicket(
                0,
                incidentId,
                false,
                "new",
                "1",
                null,
                null,
                incidentId,
                "",
                List.of(),
                Map.of(),
                null,
                List.of(),
                null,
                null,
                at,
                at,
                null,
                null);
    }
}
