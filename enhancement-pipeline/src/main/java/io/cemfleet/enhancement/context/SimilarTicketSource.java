package io.cemfleet.enhancement.context;

import io.cemfleet.enhancement.similarity.IndexedTicketHistory;
import io.cemfleet.enhancement.stage.PipelineTicket;
import io.cemfleet.enhancement.stage.SimilarTicket;
import io.cemfleet.enhancement.stage.StageDeadline;
import io.cemfleet.enhancement.stage.TenantProfile;
import org.springframework.core.NestedRuntimeException;
import org.springframework.stereotype.Component;

@Component
class SimilarTicketSource implements ContextSource<SimilarTicket> {
    private final IndexedTicketHistory history;

    SimilarTicketSource(IndexedTicketHistory history) {
        this.history = history;
    }

    @Override
    public String node() {
        return "ticket_search";
    }

    @Override
    public SourceResult<SimilarTicket> find(TenantProfile tenant, PipelineTicket ticket, StageDeadline deadline) {
        try {
            return new SourceResult.FoundItems<>(history.similar(
                    tenant.tenantId(),
                    ticket.description(),
                    ticket.ticketId(),
                    tenant.preferences().maxSimilarTickets()));
        } catch (NestedRuntimeException e) {
            return new SourceResult.SourceFailed<>("The ticket history does not answer");
        }
    }
}
