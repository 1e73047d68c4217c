package io.cemfleet.enhancement.pipeline;

/** Puts a text into a ticket. */
public interface UpdateStage {

    /** Writes it once: a ticket that carries this correlation id already stays as it is. */
    UpdateOutcome update(TenantProfile tenant, Ticket ticket, Enhancement enhancement, Deadline deadline);
}
