package io.cemfleet.enhancement.context;

import io.cemfleet.enhancement.pipeline.Deadline;
import io.cemfleet.enhancement.pipeline.TenantProfile;
import io.cemfleet.enhancement.pipeline.Ticket;

/** One place to look for what is known about a ticket. */
interface Source<T> {

    /** Its name in errors and metrics. */
    String node();

    Finding<T> find(TenantProfile tenant, Ticket ticket, Deadline deadline);
}
