package io.cemfleet.enhancement.pipeline;

/** Finds what is known about a ticket. */
public interface ContextStage {

    /** Gathers what can be had by the deadline. A source that fails is one of {@link Context#errors()}, never thrown. */
    Context gather(TenantProfile tenant, Ticket ticket, Deadline deadline);
}
