package io.cemfleet.enhancement.job;

import io.cemfleet.enhancement.stage.TicketPriority;
import io.cemfleet.runtime.time.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Which worker has which job. A worker holds a job until it ends it, or until its lease runs out without renewal; what a
 * worker does with a job that it no longer holds changes nothing and returns false.
 */
@Repository
class JobLeases {
    private final JdbcClient jdbc;
    private final WorkerSettings settings;
    private final Clock clock;

    JobLeases(JdbcClient jdbc, WorkerSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Claims jobs that are due, or whose lease ran out: of each tenant the most urgent first, the tenants in turn.
     *
     * @param most how many at most
     * @param except jobs that run in this process
     */
    List<ClaimedJob> claim(String worker, int most, Collection<UUID> except) {
        Instant now = clock.instant();
        return jdbc.sql(
                        """
                        with open as (
                            select job_id, tenant_id, priority, due_at from enhancement_job
                            where ((state = 'queued' and due_at <= :now) or (state = 'running' and lease_until <= :now))
                                  and not job_id = any (:except)),
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
                                  priority, attempts as attempt, worker""")
                .param("now", SqlTime.utc(now))
                .param("except", except.toArray(UUID[]::new))
                .param("per_tenant", settings.perTenant())
                .param("most", most)
                .param("worker", worker)
                .param("until", SqlTime.utc(now.plus(settings.lease())))
                .query(JobLeases::claimed)
                .list();
    }

    /** Extends the leases that the worker still has. */
    void renew(String worker, Collection<UUID> jobs) {
        jdbc.sql(
                        """
                        update enhancement_job set lease_until = :until
                        where worker = :worker and state = 'running' and job_id = any (:jobs)""")
                .param("until", SqlTime.utc(clock.instant().plus(settings.lease())))
                .param("worker", worker)
                .param("jobs", jobs.toArray(UUID[]::new))
                .update();
    }

    /** Whether its worker still has the job. */
    boolean isHeld(ClaimedJob job) {
        return jdbc.sql(
                        """
                        select exists (select from enhancement_job
                                       where job_id = :job and state = 'running' and worker = :worker)""")
                .param("job", job.jobId())
                .param("worker", job.worker())
                .query(Boolean.class)
                .single();
    }

    /** Ends a job that is done. */
    boolean complete(ClaimedJob job) {
        return end(job, "done", null);
    }

    /**
     * Ends a job that is given up; operators may run it again.
     *
     * @param reason a code, free of customer text
     */
    boolean bury(ClaimedJob job, String reason) {
        return end(job, "dead", reason);
    }

    /**
     * Puts a job back until its next attempt.
     *
     * @param reason a code, free of customer text
     */
    boolean postpone(ClaimedJob job, Instant due, String reason) {
        return jdbc.sql(
                                """
                                update enhancement_job set state = 'queued', due_at = :due, reason = :reason, worker = null,
                                       lease_until = null
                                where job_id = :job and state = 'running' and worker = :worker""")
                        .param("due", SqlTime.utc(due))
                        .param("reason", reason)
                        .param("job", job.jobId())
                        .param("worker", job.worker())
                        .update()
                == 1;
    }

    private boolean end(ClaimedJob job, String state, @Nullable String reason) {
        return jdbc.sql(
                                """
                                update enhancement_job set state = :state, reason = :reason, settled_at = :now, worker = null,
                                       lease_until = null
                                where job_id = :job and state = 'running' and worker = :worker""")
                        .param("state", state)
                        .param("reason", reason)
                        .param("now", SqlTime.utc(clock.instant()))
                        .param("job", job.jobId())
                        .param("worker", job.worker())
                        .update()
                == 1;
    }

    private static ClaimedJob claimed(ResultSet row, int number) throws SQLException {
        return new ClaimedJob(
                row.getObject("job_id", UUID.class),
                row.getString("tenant_id"),
                row.getString("ticket_id"),
                row.getObject("correlation_id", UUID.class),
                row.getString("trace_id"),
                TicketPriority.of(row.getString("priority")),
                row.getInt("attempt"),
                row.getString("worker"));
    }
}
