package io.cemfleet.enhancement.a2a;

import io.cemfleet.a2a.contract.EnhanceTicket;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.AnswerMemory;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.enhancement.job.JobStore;
import io.cemfleet.enhancement.job.QueuedJob;
import io.cemfleet.enhancement.job.TicketDiscovery.DiscoveryReason;
import io.cemfleet.enhancement.queue.JobIntake;
import io.cemfleet.enhancement.reconcile.DeskJobFactory;
import io.cemfleet.enhancement.servicedesk.DeskResponse;
import io.cemfleet.enhancement.servicedesk.DeskTicket;
import io.cemfleet.enhancement.servicedesk.ServiceDeskClient;
import io.cemfleet.enhancement.stage.StageDeadline;
import io.cemfleet.enhancement.stage.TenantProfile;
import io.cemfleet.enhancement.tenant.TenantRegistry;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Reads the ticket at its service desk and queues it. An enhanced ticket keeps its job, unless its text changed or the
 * task is forced; a dead job is run again. A repeat of the task yields the same job.
 */
@Component
class EnhanceTicketHandler implements TaskHandler<EnhanceTicket.Request, EnhanceTicket.Result> {
    private final TenantRegistry tenants;
    private final ServiceDeskClient desk;
    private final JobIntake intake;
    private final JobStore jobs;
    private final Clock clock;

    EnhanceTicketHandler(TenantRegistry tenants, ServiceDeskClient desk, JobIntake intake, JobStore jobs, Clock clock) {
        this.tenants = tenants;
        this.desk = desk;
        this.intake = intake;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Override
    public TaskType<EnhanceTicket.Request, EnhanceTicket.Result> type() {
        return EnhanceTicket.TYPE;
    }

    @Override
    public AnswerMemory memory() {
        return AnswerMemory.DURABLE;
    }

    @Override
    public TaskReply<EnhanceTicket.Result> handle(TaskContext context, EnhanceTicket.Request request) {
        return tenants.profile(request.tenantId())
                .map(tenant -> queued(tenant, context, request))
                .orElseGet(() -> TaskReply.failed("tenant_unknown", "no active tenant " + request.tenantId(), false));
    }

    private TaskReply<EnhanceTicket.Result> queued(
            TenantProfile tenant, TaskContext context, EnhanceTicket.Request request) {
        return switch (desk.ticket(tenant, request.ticketId(), new StageDeadline(context.deadline()))) {
            case DeskResponse.Ok<DeskTicket>(DeskTicket ticket) -> {
                QueuedJob job = DeskJobFactory.of(
                        request.tenantId(),
                        request.ticketId(),
                        ticket,
                        DeskJobFactory.jobId("enhance_ticket", context.taskId().toString()),
                        clock.instant());
                DiscoveryReason occasion =
                        Boolean.TRUE.equals(request.force()) ? DiscoveryReason.FORCED : DiscoveryReason.TEXT;
                yield intake.take(job, DeskJobFactory.sighting(occasion, request.ticketId(), ticket))
                        .map(this::answered)
                        .orElseGet(() -> TaskReply.failed("queue_unavailable", "the job could not be queued", true));
            }
            case DeskResponse.TryLater<DeskTicket>(String reason, var after) ->
                TaskReply.failed("servicedesk_unavailable", reason, true);
            case DeskResponse.Refused<DeskTicket>(String code, String message) ->
                TaskReply.failed(code, message, false);
        };
    }

    private TaskReply<EnhanceTicket.Result> answered(UUID jobId) {
        boolean unused = jobs.revive(jobId, "requested again");
        return TaskReply.completed(new EnhanceTicket.Result(jobId));
    }
}
