package io.cemfleet.enhancement.stage;

/** Writes a text into a ticket. */
public interface UpdateStage {

    /** Writes it once: a ticket that already carries this correlation id stays as it is. */
    TicketUpdateOutcome update(
            TenantProfile tenant, PipelineTicket ticket, EnhancementText enhancement, StageDeadline deadline);
}
