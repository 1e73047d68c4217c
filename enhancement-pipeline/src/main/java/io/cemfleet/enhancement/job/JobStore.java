package io.cemfleet.enhancement.job;

import io.cemfleet.enhancement.pipeline.PipelineTicket;
import io.cemfleet.enhancement.pipeline.TicketPriority;
import io.cemfleet.enhancement.tenant.TenantScope;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Stores jobs as rows. */
@Repository
public class JobStore {
    private final JdbcClient jdbc;
    private final TenantScope scope;
    private final TicketJobStore tickets;
    private final Clock clock;

    JobStore(JdbcClient jdbc, TenantScope scope, TicketJobStore tickets, Clock clock) {
        this.jdbc = jdbc;
        this.scope = scope;
        this.tickets = tickets;
        this.clock = clock;
    }

    /** Stores a job once, however often it arrives. @return false when its ticket has been answered before */
    public boolean store(QueuedJob job, String traceId, TicketDiscovery seen) {
        return scope.in(job.tenantId(), () -> {
            if (!tickets.claim(job, seen)) {
                return false;
            }
            int stored = jdbc.sql(
                            """
                            insert into enhancement_job (job_id, tenant_id, ticket_id, correlation_id, trace_id, priority,
                                                         state, due_at, queued_at)
                            values (:job, :tenant, :ticket,
                                    case when exists (select from enhancement_job where correlation_id = :correlation)
                                         then gen_random_uuid() else :correlation end,
                                    :trace, :priority, 'queued', :now, :queued)
                            on conflict (job_id) do nothing""")
                    .param("job", job.jobId())
                    .param("tenant", job.tenantId())
                    .param("ticket", job.ticketId())
                    .param("correlation", job.correlationId())
                    .param("trace", traceId)
                    .param("priority", job.priority().wire())
                    .param("now", at(clock.instant()))
                    .param("queued", at(job.timestamp()))
                    .update();
            if (stored == 0) {
                return false;
            }
            jdbc.sql("insert into enhancement_ticket values (:job, :tenant, :description, :created)")
                    .param("job", job.jobId())
                    .param("tenant", job.tenantId())
                    .param("description", job.description())
                    .param("created", at(job.createdAt()))
                    .update();
            return true;
        });
    }

    /** Whether this job is known. */
    public boolean knows(UUID jobId) {
        return jdbc.sql("select exists (select from enhancement_job where job_id = :job)")
                .param("job", jobId)
                .query(Boolean.class)
                .single();
    }

    /** Makes a dead job run again. @return false when it was not given up */
    public boolean revive(UUID jobId, String reason) {
        return jdbc.sql(
                                """
                                update enhancement_job set state = 'queued', attempts = 0, due_at = :now, settled_at = null,
                                       reason = :reason, replays = replays + 1
                                where job_id = :job and state = 'dead'""")
                        .param("now", at(clock.instant()))
                        .param("reason", reason)
                        .param("job", jobId)
                        .update()
                == 1;
    }

    /** Claims jobs that are due, or whose worker stopped renewing; each is then this worker's until its lease ends. */
    List<ClaimedJob> claim(String worker, int most, WorkerSettings settings, Collection<UUID> mine) {
        return jdbc.sql(
                        """
                        with open as (
                            select job_id, tenant_id, priority, due_at from enhancement_job
                            where ((state = 'queued' and due_at <= :now) or (state = 'running' and lease_until <= :now))
                                  and not job_id = any (cast(:mine as uuid[]))),
                        busy as (
                            select tenant_id, count(*) as jobs from enhancement_job
                            where state = 'running' and lease_until > :now group by tenant_id),
                        placed as (
                            select job_id, coalesce(jobs, 0) + row_number() over (
                                partition by tenant_id
                                order by array_position(array['critical', 'high', 'medium', 'low'], priority), due_at) as place
                            from open left join busy using (tenant_id)),
                        taken as (
                            select job.job_id from enhancement_job job join placed using (job_id)
                            where place <= :per_tenant
                                  and ((state = 'queued' and due_at <= :now) or (state = 'running' and lease_until <= :now))
                            order by place, due_at limit :most for update of job skip locked)
                        update enhancement_job job
                        set state = 'running', attempts = attempts + 1, worker = :worker, lease_until = :until
                        from taken where job.job_id = taken.job_id
                        returning job.job_id, tenant_id, ticket_id, correlation_id, coalesce(trace_id, '') as trace_id,
                                  priority, attempts as attempt""")
                .param("now", at(clock.instant()))
                .param("mine", mine.toString().replace('[', '{').replace(']', '}'))
                .param("per_tenant", settings.perTenant())
                .param("most", most)
                .param("worker", worker)
                .param("until", at(clock.instant().plus(settings.lease())))
                .query((row, number) -> new ClaimedJob(
                        row.getObject("job_id", UUID.class),
                        row.getString("tenant_id"),
                        row.getString("ticket_id"),
                        row.getObject("correlation_id", UUID.class),
                        row.getString("trace_id"),
                        TicketPriority.of(row.getString("priority")),
                        row.getInt("attempt")))
                .list();
    }

    void renew(String worker, Collection<UUID> jobs, Instant until) {
        jdbc.sql(
                        """
                        update enhancement_job set lease_until = :until
                        where worker = :worker and state = 'running' and job_id = any (cast(:jobs as uuid[]))""")
                .param("until", at(until))
                .param("worker", worker)
                .param("jobs", jobs.toString().replace('[', '{').replace(']', '}'))
                .update();
    }

    /** Whether the job is still this worker's. */
    boolean isMine(UUID jobId, String worker) {
        return jdbc.sql(
                        """
                        select exists (select from enhancement_job
                                       where job_id = :job and state = 'running' and worker = :worker)""")
                .param("job", jobId)
                .param("worker", worker)
                .query(Boolean.class)
                .single();
    }

    /** The ticket of a job; only inside its tenant's scope there is one. */
    Optional<PipelineTicket> ticket(ClaimedJob job) {
        return jdbc.sql("select description, ticket_created_at from enhancement_ticket where job_id = :job")
                .param("job", job.jobId())
                .query((row, number) -> new PipelineTicket(
                        job.tenantId(),
                        job.ticketId(),
                        row.getString("description"),
                        job.priority(),
                        row.getObject("ticket_created_at", OffsetDateTime.class).toInstant(),
                        job.correlationId(),
                        job.jobId()))
                .optional();
    }

    /** Ends a job of this worker. @return false when it is another's by now: nothing is changed */
    boolean done(UUID jobId, String worker) {
        return settle(jobId, worker, "done", null);
    }

    /** Gives up a job of this worker. @return false when it is another's by now: nothing is changed */
    boolean dead(UUID jobId, String worker, String reason) {
        return settle(jobId, worker, "dead", reason);
    }

    /** Puts a job of this worker back. @return false when it is another's by now: nothing is changed */
    boolean again(UUID jobId, String worker, Instant due, String reason) {
        return jdbc.sql(
                                """
                                update enhancement_job set state = 'queued', due_at = :due, reason = :reason, worker = null,
                                       lease_until = null
                                where job_id = :job and state = 'running' and worker = :worker""")
                        .param("due", at(due))
                        .param("reason", reason)
                        .param("job", jobId)
                        .param("worker", worker)
                        .update()
                == 1;
    }

    private boolean settle(UUID jobId, String worker, String state, @Nullable String reason) {
        return jdbc.sql(
                                """
                                update enhancement_job set state = :state, reason = :reason, settled_at = :now, worker = null,
                                       lease_until = null
                                where job_id = :job and state = 'running' and worker = :worker""")
                        .param("state", state)
                        .param("reason", reason)
                        .param("now", at(clock.instant()))
                        .param("job", jobId)
                        .param("worker", worker)
                        .update()
                == 1;
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
