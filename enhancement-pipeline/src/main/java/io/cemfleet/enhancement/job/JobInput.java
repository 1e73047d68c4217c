package io.cemfleet.enhancement.job;

import io.cemfleet.enhancement.stage.EnhancementText;
import io.cemfleet.enhancement.stage.PipelineTicket;
import io.cemfleet.enhancement.stage.TenantProfile;
import java.util.Optional;

/** The input of an attempt at a job. */
sealed interface JobInput {

    /** @param text of an earlier attempt, which paid for it and may have written it */
    record Ready(TenantProfile tenant, PipelineTicket ticket, Optional<EnhancementText> text) implements JobInput {}

    /**
     * The job will never have an input.
     *
     * @param reason {@code tenant_inactive} or {@code ticket_missing}
     */
    record Unusable(String reason) implements JobInput {}

    /** It cannot be read now. */
    record Unreadable() implements JobInput {}
}
