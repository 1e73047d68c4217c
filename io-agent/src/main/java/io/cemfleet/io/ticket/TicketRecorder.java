package io.cemfleet.io.ticket;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Records messages: stores each verbatim, and updates its ticket. Runs inside the task's transaction. */
@Service
public class TicketRecorder {
    private final TicketStore tickets;
    private final UpdateStore updates;
    private final ObjectMapper mapper;
    private final UpdateSignal signal;

    TicketRecorder(TicketStore tickets, UpdateStore updates, ObjectMapper mapper, UpdateSignal signal) {
        this.tickets = tickets;
        this.updates = updates;
        this.mapper = mapper;
        this.signal = signal;
    }

    /** Records a message; a change without an incident is stored for the stream, and changes no ticket. */
    public void record(UUID taskId, String taskType, Object message, TicketChange change) {
        updates.lock();
        String incidentId = change.incidentId();
        if (incidentId != null) {
            IncidentTicket before =
                    tickets.find(incidentId).orElseGet(() -> IncidentTicket.blank(incidentId, change.at()));
            tickets.save(change.fold().apply(before));
        }
        updates.add(incidentId == null ? "-" : incidentId, taskId, taskType, mapper.valueToTree(message));
        signal.ringAfterCommit();
    }
}
