package io.cemfleet.enhancement.stage;

/** Writes the enhancement text from a ticket and its context. */
public interface SynthesisStage {

    /** Writes the text. When no model answers by the deadline, it is the text without AI; nothing is thrown. */
    EnhancementText synthesise(
            TenantProfile tenant, PipelineTicket ticket, TicketContext context, StageDeadline deadline);
}
