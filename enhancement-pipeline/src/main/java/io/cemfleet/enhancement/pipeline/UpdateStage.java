package io.cemfleet.enhancement.pipeline;

/** Puts a text into a ticket. */
public interface UpdateStage {

    /** Writes it once: a ticket that carries this correlation id already stays as it is. */
    TicketUpdateOutcome update(
            TenantProfile tenant, PipelineTicket ticket, EnhancementText enhancement, StageDeadline deadline);
}
