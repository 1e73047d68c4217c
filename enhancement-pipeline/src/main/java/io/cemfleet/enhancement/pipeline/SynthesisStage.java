package io.cemfleet.enhancement.pipeline;

/** Makes a text out of a ticket and what is known about it. */
public interface SynthesisStage {

    /** Writes the text. When no model answers by the deadline, it is the text without AI; nothing is thrown. */
    EnhancementText synthesise(
            TenantProfile tenant, PipelineTicket ticket, TicketContext context, StageDeadline deadline);
}
