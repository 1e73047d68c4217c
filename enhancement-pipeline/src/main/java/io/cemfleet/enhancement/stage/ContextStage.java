package io.cemfleet.enhancement.stage;

/** Gathers the context of a ticket. */
public interface ContextStage {

    /**
     * Gathers the context that arrives by the deadline. A source that fails is one of {@link TicketContext#errors()},
     * never thrown.
     */
    TicketContext gather(TenantProfile tenant, PipelineTicket ticket, StageDeadline deadline);
}
