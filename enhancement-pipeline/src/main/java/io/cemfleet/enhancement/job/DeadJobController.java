package io.cemfleet.enhancement.job;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.outbox.AuditLog;
import io.cemfleet.runtime.page.Page;
import io.cemfleet.runtime.page.PageCursor;
import io.cemfleet.runtime.problem.ProblemException;
import io.cemfleet.runtime.security.AuthenticatedUser;
import io.cemfleet.runtime.security.OperatorOnly;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Dead jobs: operators may list them and run them again. */
@RestController
@RequestMapping("/api/dead-letters")
class DeadJobController {
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final AuditLog audit;
    private final JobStore jobs;
    private final JobDispatcher dispatcher;

    DeadJobController(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            AuditLog audit,
            JobStore jobs,
            JobDispatcher dispatcher) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.audit = audit;
        this.jobs = jobs;
        this.dispatcher = dispatcher;
    }

    record DeadJob(
            long position,
            UUID jobId,
            String tenantId,
            String ticketId,
            UUID correlationId,
            int attempts,
            @Nullable String reason,
            Instant queuedAt,
            Instant settledAt) {}

    @GetMapping
    Page<DeadJob> list(@RequestParam(name = "cursor", required = false) @Nullable String cursor) {
        List<DeadJob> found = jdbc.sql(
                        """
                        select position, job_id, tenant_id, ticket_id, correlation_id, attempts, reason, queued_at, settled_at
                        from enhancement_job where state = 'dead' and position < :below
                        order by position desc limit :limit""")
                .param("below", PageCursor.below(cursor))
                .param("limit", Page.MOST + 1)
                .query((row, number) -> new DeadJob(
                        row.getLong("position"),
                        row.getObject("job_id", UUID.class),
                        row.getString("tenant_id"),
                        row.getString("ticket_id"),
                        row.getObject("correlation_id", UUID.class),
                        row.getInt("attempts"),
                        row.getString("reason"),
                        row.getObject("queued_at", OffsetDateTime.class).toInstant(),
                        row.getObject("settled_at", OffsetDateTime.class).toInstant()))
                .list();
        return Page.of(found, Page.MOST, job -> List.of(job.position()));
    }

    @OperatorOnly
    @PostMapping("/{jobId}/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void replay(@PathVariable("jobId") UUID jobId, AuthenticatedUser person) {
        transactions.executeWithoutResult(status -> {
            if (!jobs.revive(jobId, "replayed")) {
                throw new ProblemException(HttpStatus.NOT_FOUND, "no dead letter " + jobId);
            }
            audit.record(
                    AuditEventType.OPERATOR_ACTION,
                    null,
                    person.name(),
                    Map.of("action", "replay", "job_id", jobId),
                    UUID.randomUUID());
        });
        dispatcher.wake();
    }
}
