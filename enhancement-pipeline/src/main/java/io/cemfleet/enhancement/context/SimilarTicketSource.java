package io.cemfleet.enhancement.context;

import io.cemfleet.enhancement.pipeline.Deadline;
import io.cemfleet.enhancement.pipeline.SimilarTicket;
import io.cemfleet.enhancement.pipeline.TenantProfile;
import io.cemfleet.enhancement.pipeline.Ticket;
import io.cemfleet.enhancement.similarity.TicketHistory;
import org.springframework.core.NestedRuntimeException;
import org.springframework.stereotype.Component;

@Component
class SimilarTicketSource implements Source<SimilarTicket> {
    private final TicketHistory history;

    SimilarTicketSource(TicketHistory history) {
        this.history = history;
    }

    @Override
    public String node() {
        return "ticket_search";
    }

    @Override
    public Finding<SimilarTicket> find(TenantProfile tenant, Ticket ticket, Deadline deadline) {
        try {
            return new Finding.Found<>(history.similar(
                    tenant.tenantId(),
                    ticket.description(),
                    ticket.ticketId(),
                    tenant.preferences().maxSimilarTickets()));
        } catch (NestedRuntimeException e) {
            return new Finding.Failed<>("The ticket history does not answer");
        }
    }
}
