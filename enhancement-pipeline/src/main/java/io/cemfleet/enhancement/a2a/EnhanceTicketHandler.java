package io.cemfleet.enhancement.a2a;

import io.cemfleet.a2a.contract.EnhanceTicket;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.Memory;
import io.cemfleet.a2a.server.TaskContext;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.enhancement.job.JobStore;
import io.cemfleet.enhancement.job.QueuedJob;
import io.cemfleet.enhancement.job.TicketSighting.Occasion;
import io.cemfleet.enhancement.pipeline.Deadline;
import io.cemfleet.enhancement.pipeline.TenantProfile;
import io.cemfleet.enhancement.queue.Intake;
import io.cemfleet.enhancement.reconcile.DeskJobs;
import io.cemfleet.enhancement.servicedesk.DeskAnswer;
import io.cemfleet.enhancement.servicedesk.DeskTicket;
import io.cemfleet.enhancement.servicedesk.ServiceDesk;
import io.cemfleet.enhancement.tenant.Tenants;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Reads the ticket at its service desk and queues it. A ticket that has been answered keeps its job, unless its text
 * changed or the task is forced; a job that was given up is done again. A repeat of the task is the same job.
 */
@Component
class EnhanceTicketHandler implements TaskHandler<EnhanceTicket.Request, EnhanceTicket.Result> {
    private final Tenants tenants;
    private final ServiceDesk desk;
    private final Intake intake;
    private final JobStore jobs;
    private final Clock clock;

    EnhanceTicketHandler(Tenants tenants, ServiceDesk desk, Intake intake, JobStore jobs, Clock clock) {
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
    public Memory memory() {
        return Memory.DURABLE;
    }

    @Override
    public TaskReply<EnhanceTicket.Result> handle(TaskContext context, EnhanceTicket.Request request) {
        return tenants.profile(request.tenantId())
                .map(tenant -> queued(tenant, context, request))
                .orElseGet(() -> TaskReply.failed("tenant_unknown", "no active tenant " + request.tenantId(), false));
    }

    private TaskReply<EnhanceTicket.Result> queued(
            TenantProfile tenant, TaskContext context, EnhanceTicket.Request request) {
        return switch (desk.ticket(tenant, request.ticketId(), new Deadline(context.deadline()))) {
            case DeskAnswer.Ok<DeskTicket>(DeskTicket ticket) -> {
                QueuedJob job = DeskJobs.of(
                        request.tenantId(),
                        request.ticketId(),
                        ticket,
                        DeskJobs.jobId("enhance_ticket", context.taskId().toString()),
                        clock.instant());
                Occasion occasion = Boolean.TRUE.equals(request.force()) ? Occasion.FORCED : Occasion.TEXT;
                yield intake.take(job, DeskJobs.sighting(occasion, request.ticketId(), ticket))
                        .map(this::answered)
                        .orElseGet(() -> TaskReply.failed("queue_unavailable", "the job could not be queued", true));
            }
            case DeskAnswer.Later<DeskTicket>(String reason, var after) ->
                TaskReply.failed("servicedesk_unavailable", reason, true);
            case DeskAnswer.Refused<DeskTicket>(String code, String message) -> TaskReply.failed(code, message, false);
        };
    }

    private TaskReply<EnhanceTicket.Result> answered(UUID jobId) {
        boolean unused = jobs.revive(jobId, "asked for again");
        return TaskReply.completed(new EnhanceTicket.Result(jobId));
    }
}
