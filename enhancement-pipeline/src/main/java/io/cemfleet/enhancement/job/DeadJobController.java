package io.cemfleet.enhancement.job;

import io.cemfleet.a2a.contract.AuditDetails;
import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.outbox.AuditLog;
import io.cemfleet.runtime.page.Page;
import io.cemfleet.runtime.page.PageCursor;
import io.cemfleet.runtime.problem.ProblemException;
import io.cemfleet.runtime.security.AuthenticatedUser;
import io.cemfleet.runtime.security.OperatorOnly;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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
    private final JobStore jobs;
    private final TransactionTemplate transactions;
    private final AuditLog audit;
    private final JobDispatcher dispatcher;

    DeadJobController(JobStore jobs, TransactionTemplate transactions, AuditLog audit, JobDispatcher dispatcher) {
        this.jobs = jobs;
        this.transactions = transactions;
        this.audit = audit;
        this.dispatcher = dispatcher;
    }

    @GetMapping
    Page<DeadJob> list(@RequestParam(name = "cursor", required = false) @Nullable String cursor) {
        return Page.of(jobs.dead(PageCursor.below(cursor), Page.MOST + 1), Page.MOST, job -> List.of(job.position()));
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
                    new AuditDetails.OperatorCommand("replay").with(Map.of("job_id", jobId)),
                    UUID.randomUUID());
        });
        dispatcher.wake();
    }
}
