package io.cemfleet.enhancement.reconcile;

import io.cemfleet.a2a.trace.TraceContext;
import io.cemfleet.enhancement.job.EnhancedTickets;
import io.cemfleet.enhancement.job.QueuedJob;
import io.cemfleet.enhancement.job.TicketSighting.Occasion;
import io.cemfleet.enhancement.pipeline.Deadline;
import io.cemfleet.enhancement.pipeline.TenantProfile;
import io.cemfleet.enhancement.queue.Intake;
import io.cemfleet.enhancement.servicedesk.DeskAnswer;
import io.cemfleet.enhancement.servicedesk.DeskTicket;
import io.cemfleet.enhancement.servicedesk.ServiceDesk;
import io.cemfleet.enhancement.tenant.Tenants;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;
import org.springframework.stereotype.Component;

/** Senders do not repeat a webhook after a 503: what is at the service desk and not among the jobs is queued here. */
@Component
class Reconciliation {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);
    private static final Duration CALLS = Duration.ofSeconds(30);

    private final Tenants tenants;
    private final ServiceDesk desk;
    private final EnhancedTickets enhanced;
    private final Intake intake;
    private final Look look;

    Reconciliation(Tenants tenants, ServiceDesk desk, EnhancedTickets enhanced, Intake intake, Look look) {
        this.tenants = tenants;
        this.desk = desk;
        this.enhanced = enhanced;
        this.intake = intake;
        this.look = look;
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
        Instant now = look.clock().instant();
        Instant since = now.minus(look.settings().window());
        Deadline deadline = new Deadline(now.plus(CALLS));
        switch (desk.recent(tenant, since, look.settings().most(), deadline)) {
            case DeskAnswer.Ok<List<DeskTicket>>(List<DeskTicket> tickets) ->
                tickets.stream()
                        .filter(ticket -> isMissing(tenant, ticket, now))
                        .forEach(ticket -> queue(tenant, ticket, deadline));
            case DeskAnswer.Later<List<DeskTicket>>(String reason, var after) ->
                LOG.warn("The service desk of {} cannot be asked for its tickets: {}", tenant.tenantId(), reason);
            case DeskAnswer.Refused<List<DeskTicket>>(String code, String message) ->
                LOG.warn("The service desk of {} does not list its tickets: {}", tenant.tenantId(), code);
        }
    }

    private boolean isMissing(TenantProfile tenant, DeskTicket ticket, Instant now) {
        Instant created = ticket.createdAt();
        return DeskJobs.hasName(ticket)
                && created != null
                && created.isBefore(now.minus(look.settings().grace()))
                && !enhanced.knows(tenant.tenantId(), ticket.id())
                && !enhanced.knows(tenant.tenantId(), ticket.displayId());
    }

    /** Lists cut the description, so the ticket is read whole. */
    private void queue(TenantProfile tenant, DeskTicket listed, Deadline deadline) {
        if (desk.ticket(tenant, listed.id(), deadline) instanceof DeskAnswer.Ok<DeskTicket>(DeskTicket ticket)) {
            QueuedJob job = DeskJobs.of(
                    tenant.tenantId(),
                    listed.id(),
                    ticket,
                    DeskJobs.jobId("reconciled", tenant.tenantId(), listed.id()),
                    look.clock().instant());
            try (var correlation = TraceContext.Scope.put(
                    TraceContext.CORRELATION_ID, job.correlationId().toString())) {
                boolean taken = intake.take(job, DeskJobs.sighting(Occasion.MENTION, listed.id(), ticket))
                        .isPresent();
                LOG.info("A ticket without a webhook: {} {}", listed.id(), taken ? "queued" : "could not be queued");
            }
        }
    }
}
