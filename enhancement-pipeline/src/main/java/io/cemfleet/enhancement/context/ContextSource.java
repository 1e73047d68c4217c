package io.cemfleet.enhancement.context;

import io.cemfleet.enhancement.stage.PipelineTicket;
import io.cemfleet.enhancement.stage.StageDeadline;
import io.cemfleet.enhancement.stage.TenantProfile;

/** One source of context about a ticket. */
interface ContextSource<T> {

    /** Its name in errors and metrics. */
    String node();

    SourceResult<T> find(TenantProfile tenant, PipelineTicket ticket, StageDeadline deadline);
}
