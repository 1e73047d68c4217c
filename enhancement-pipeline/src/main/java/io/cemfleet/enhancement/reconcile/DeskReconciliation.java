package io.cemfleet.enhancement.reconcile;

import io.cemfleet.enhancement.job.QueuedJob;
import io.cemfleet.enhancement.job.TicketDiscovery.DiscoveryReason;
import io.cemfleet.enhancement.job.TicketJobStore;
import io.cemfleet.enhancement.queue.JobIntake;
import io.cemfleet.enhancement.servicedesk.DeskResponse;
import io.cemfleet.enhancement.servicedesk.DeskTicket;
import io.cemfleet.enhancement.servicedesk.ServiceDeskClient;
import io.cemfleet.enhancement.stage.StageDeadline;
import io.cemfleet.enhancement.stage.TenantProfile;
import io.cemfleet.enhancement.tenant.TenantRegistry;
import io.cemfleet.runtime.trace.TraceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;
import org.springframework.stereotype.Component;

/** Queues tickets of the service desk that have no job, since senders do not repeat a webhook after a 503. */
@Component
class DeskReconciliation {
    private static final Logger LOG = LoggerFactory.getLogger(DeskReconciliation.class);
    private static final Duration CALLS = Duration.ofSeconds(30);

    private final TenantRegistry tenants;
    private final ServiceDeskClient desk;
    private final TicketJobStore enhanced;
    private final JobIntake intake;
    private final ReconciliationSettings settings;
    private final Clock clock;

    DeskReconciliation(
            TenantRegistry tenants,
            ServiceDeskClient desk,
            TicketJobStore enhanced,
            JobIntake intake,
            ReconciliationSettings settings,
            Clock clock) {
        this.tenants = tenants;
        this.desk = desk;
        this.enhanced = enhanced;
        this.intake = intake;
        this.settings = settings;
        this.clock = clock;
    }

    void everywhere() {
        try {
            for (String tenantId : tenants.active()) {
                tenants.profile(tenantId).ifPresent(this::one);
            }
        } catch (NestedRuntimeException e) {
            LOG.warn("Reconciliation stops, the database does not answer: {}", e.getMessage());
        }
    }

    private void one(TenantProfile tenant) {
        Instant now = clock.instant();
        Instant since = now.minus(settings.window());
        StageDeadline deadline = new StageDeadline(now.plus(CALLS));
        switch (desk.recent(tenant, since, settings.most(), deadline)) {
            case DeskResponse.Ok<List<DeskTicket>>(List<DeskTicket> tickets) ->
                tickets.stream()
                        .filter(ticket -> isMissing(tenant, ticket, now))
                        .forEach(ticket -> queue(tenant, ticket, deadline));
            case DeskResponse.TryLater<List<DeskTicket>>(String reason, var after) ->
                LOG.warn("The service desk of {} cannot be asked for its tickets: {}", tenant.tenantId(), reason);
            case DeskResponse.Refused<List<DeskTicket>>(String code, String message) ->
                LOG.warn("The service desk of {} does not list its tickets: {}", tenant.tenantId(), code);
        }
    }

    private boolean isMissing(TenantProfile tenant, DeskTicket ticket, Instant now) {
        Instant created = ticket.createdAt();
        return DeskJobFactory.hasName(ticket)
                && created != null
                && created.isBefore(now.minus(settings.grace()))
                && !enhanced.knows(tenant.tenantId(), ticket.id())
                && !enhanced.knows(tenant.tenantId(), ticket.displayId());
    }

    /** Lists cut the description, so the ticket is read whole. */
    private void queue(TenantProfile tenant, DeskTicket listed, StageDeadline deadline) {
        if (desk.ticket(tenant, listed.id(), deadline) instanceof DeskResponse.Ok<DeskTicket>(DeskTicket ticket)) {
            QueuedJob job = DeskJobFactory.of(
                    tenant.tenantId(),
                    listed.id(),
                    ticket,
                    DeskJobFactory.jobId("reconciled", tenant.tenantId(), listed.id()),
                    clock.instant());
            try (var correlation = TraceContext.LoggingScope.put(
                    TraceContext.CORRELATION_ID, job.correlationId().toString())) {
                boolean taken = intake.take(job, DeskJobFactory.sighting(DiscoveryReason.MENTION, listed.id(), ticket))
                        .isPresent();
                LOG.info("A ticket without a webhook: {} {}", listed.id(), taken ? "queued" : "could not be queued");
            }
        }
    }
}
