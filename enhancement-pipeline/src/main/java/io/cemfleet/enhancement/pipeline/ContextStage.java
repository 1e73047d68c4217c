package io.cemfleet.enhancement.pipeline;

/** Finds what is known about a ticket. */
public interface ContextStage {

    /** Gathers what can be had by the deadline. A source that fails is one of {@link TicketContext#errors()}, never thrown. */
    TicketContext gather(TenantProfile tenant, PipelineTicket ticket, StageDeadline deadline);
}
