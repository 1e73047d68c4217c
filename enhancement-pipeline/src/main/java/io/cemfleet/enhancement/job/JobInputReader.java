package io.cemfleet.enhancement.job;

import io.cemfleet.enhancement.history.EnhancementResultStore;
import io.cemfleet.enhancement.stage.PipelineTicket;
import io.cemfleet.enhancement.stage.TenantProfile;
import io.cemfleet.enhancement.tenant.TenantRegistry;
import io.cemfleet.enhancement.tenant.TenantScope;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Reads the tenant and the ticket of a claimed job, and the text that an earlier attempt left. */
@Component
class JobInputReader {
    private static final Logger LOG = LoggerFactory.getLogger(JobInputReader.class);

    private final JobStore jobs;
    private final TenantRegistry tenants;
    private final EnhancementResultStore results;
    private final TenantScope scope;

    JobInputReader(JobStore jobs, TenantRegistry tenants, EnhancementResultStore results, TenantScope scope) {
        this.jobs = jobs;
        this.tenants = tenants;
        this.results = results;
        this.scope = scope;
    }

    JobInput read(ClaimedJob job) {
        try {
            return scope.in(job.tenantId(), () -> readInScope(job));
        } catch (RuntimeException e) {
            LOG.error("The job cannot be read: {}", e.getMessage());
            return new JobInput.Unreadable();
        }
    }

    private JobInput readInScope(ClaimedJob job) {
        Optional<TenantProfile> tenant = tenants.profile(job.tenantId());
        if (tenant.isEmpty()) {
            return new JobInput.Unusable("tenant_inactive");
        }
        Optional<PipelineTicket> ticket = jobs.ticket(job);
        if (ticket.isEmpty()) {
            return new JobInput.Unusable("ticket_missing");
        }
        return new JobInput.Ready(tenant.get(), ticket.get(), results.find(ticket.get()));
    }
}
