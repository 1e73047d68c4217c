package io.cemfleet.enhancement.job;

import io.cemfleet.enhancement.stage.PipelineTicket;
import io.cemfleet.enhancement.tenant.TenantScope;
import io.cemfleet.runtime.time.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Stores jobs as rows, with the tickets that they enhance. {@link JobLeases} hands them to workers. */
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

    /**
     * Stores a job once, however often it arrives.
     *
     * @return false when its ticket has been answered before
     */
    public boolean store(QueuedJob job, String traceId, TicketDiscovery discovery) {
        return scope.in(
                job.tenantId(), () -> tickets.assign(job, discovery) && insertJob(job, traceId) && insertTicket(job));
    }

    private boolean insertJob(QueuedJob job, String traceId) {
        return jdbc.sql(
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
                        .param("now", SqlTime.utc(clock.instant()))
                        .param("queued", SqlTime.utc(job.timestamp()))
                        .update()
                == 1;
    }

    private boolean insertTicket(QueuedJob job) {
        return jdbc.sql("insert into enhancement_ticket values (:job, :tenant, :description, :created)")
                        .param("job", job.jobId())
                        .param("tenant", job.tenantId())
                        .param("description", job.description())
                        .param("created", SqlTime.utc(job.createdAt()))
                        .update()
                == 1;
    }

    /** Whether this job is known. */
    public boolean knows(UUID jobId) {
        return jdbc.sql("select exists (select from enhancement_job where job_id = :job)")
                .param("job", jobId)
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
                        SqlTime.instant(row, "ticket_created_at"),
                        job.correlationId(),
                        job.jobId()))
                .optional();
    }

    /** How many jobs are in a state: queued, running, done or dead. */
    long count(String state) {
        return jdbc.sql("select count(*) from enhancement_job where state = :state")
                .param("state", state)
                .query(Long.class)
                .single();
    }

    /** Dead jobs below a position, the last one first. */
    List<DeadJob> dead(long below, int most) {
        return jdbc.sql(
                        """
                        select position, job_id, tenant_id, ticket_id, correlation_id, attempts, reason, queued_at, settled_at
                        from enhancement_job where state = 'dead' and position < :below
                        order by position desc limit :most""")
                .param("below", below)
                .param("most", most)
                .query(JobStore::deadJob)
                .list();
    }

    /**
     * Makes a dead job run again.
     *
     * @return false when it was not given up
     */
    public boolean revive(UUID jobId, String reason) {
        return jdbc.sql(
                                """
                                update enhancement_job set state = 'queued', attempts = 0, due_at = :now, settled_at = null,
                                       reason = :reason, replays = replays + 1
                                where job_id = :job and state = 'dead'""")
                        .param("now", SqlTime.utc(clock.instant()))
                        .param("reason", reason)
                        .param("job", jobId)
                        .update()
                == 1;
    }

    private static DeadJob deadJob(ResultSet row, int number) throws SQLException {
        return new DeadJob(
                row.getLong("position"),
                row.getObject("job_id", UUID.class),
                row.getString("tenant_id"),
                row.getString("ticket_id"),
                row.getObject("correlation_id", UUID.class),
                row.getInt("attempts"),
                row.getString("reason"),
                SqlTime.instant(row, "queued_at"),
                SqlTime.instant(row, "settled_at"));
    }
}
