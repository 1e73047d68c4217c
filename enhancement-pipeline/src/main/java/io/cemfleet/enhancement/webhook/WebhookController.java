package io.cemfleet.enhancement.webhook;

import io.cemfleet.enhancement.job.QueuedJob;
import io.cemfleet.enhancement.queue.JobIntake;
import io.cemfleet.enhancement.servicedesk.TicketText;
import io.cemfleet.enhancement.stage.ResolvedTicketHistory;
import io.cemfleet.runtime.input.SourceTime;
import io.cemfleet.runtime.problem.FieldProblem;
import io.cemfleet.runtime.problem.ProblemException;
import io.cemfleet.runtime.trace.TraceContext;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /webhook/servicedesk}: a ticket becomes a job; a repeat gets the same answer. */
@RestController
@RequestMapping("/webhook/servicedesk")
class WebhookController {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookController.class);
    private static final Duration LATER = Duration.ofSeconds(5);

    private final WebhookAdmission gate;
    private final JobIntake intake;
    private final ResolvedTicketHistory history;
    private final WebhookSettings settings;
    private final Clock clock;
    private final MeterRegistry meters;

    WebhookController(
            WebhookAdmission gate,
            JobIntake intake,
            ResolvedTicketHistory history,
            WebhookSettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.gate = gate;
        this.intake = intake;
        this.history = history;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
    }

    record JobAccepted(String status, @Nullable UUID jobId, String message) {}

    @PostMapping
    ResponseEntity<JobAccepted> ticket(HttpServletRequest http) throws IOException {
        return answerFaults(() -> {
            WebhookAdmission.AdmittedWebhook admitted = gate.admit(http);
            TicketEvent event = admitted.read(gate.input(), TicketEvent.class);
            fresh(event.created());
            UUID correlation =
                    event.correlationId() == null ? UUID.randomUUID() : UUID.fromString(event.correlationId());
            try (var scope = TraceContext.LoggingScope.put(TraceContext.CORRELATION_ID, correlation.toString());
                    var tenant = TraceContext.LoggingScope.put("tenant_id", event.tenantId());
                    var ticket = TraceContext.LoggingScope.put("ticket_id", event.ticketId())) {
                return taken(event, correlation);
            }
        });
    }

    @PostMapping("/resolved-ticket")
    ResponseEntity<JobAccepted> resolved(HttpServletRequest http) throws IOException {
        return answerFaults(() -> {
            ResolvedTicketEvent ticket = gate.admit(http).read(gate.input(), ResolvedTicketEvent.class);
            String fault = SourceTime.fault(ticket.resolved(), clock.instant());
            if (fault != null) {
                throw ProblemException.unprocessable(
                        "a time is out of range", List.of(new FieldProblem("resolved_date", fault)));
            }
            history.learned(
                    ticket.tenantId(),
                    ticket.ticketId(),
                    ticket.subject(),
                    ticket.description(),
                    ticket.resolution(),
                    ticket.resolved());
            return accepted(null, "the solved ticket is known now");
        });
    }

    private ResponseEntity<JobAccepted> taken(TicketEvent event, UUID correlation) {
        if (event.isOurs()) {
            return accepted(intake.known(event.tenantId(), event.ticketId()), "that is the pipeline's own note");
        }
        QueuedJob job = new QueuedJob(
                event.jobId(),
                event.ticketId(),
                event.tenantId(),
                TicketText.withoutOurs(event.description()),
                event.priority(),
                clock.instant(),
                event.created(),
                correlation);
        Optional<UUID> taken = intake.take(job, event.sighting());
        meters.counter(
                        "enhancement.webhook",
                        "tenant",
                        event.tenantId(),
                        "outcome",
                        taken.isPresent() ? "accepted" : "refused")
                .increment();
        UUID answers = taken.orElseThrow(() -> ProblemException.later(
                HttpStatus.SERVICE_UNAVAILABLE, "the ticket could not be queued; send it again", LATER));
        LOG.info("Webhook accepted, job {}", answers);
        return accepted(answers, "the ticket is enhanced once");
    }

    private void fresh(Instant created) {
        Instant now = clock.instant();
        if (created.isBefore(now.minus(settings.maxAge()))) {
            throw new ProblemException(HttpStatus.UNAUTHORIZED, "created_at is too old");
        }
        if (created.isAfter(now.plus(settings.maxSkew()))) {
            throw new ProblemException(HttpStatus.UNAUTHORIZED, "created_at lies in the future");
        }
    }

    private static ResponseEntity<JobAccepted> accepted(@Nullable UUID jobId, String message) {
        return ResponseEntity.accepted().body(new JobAccepted("accepted", jobId, message));
    }

    private interface WebhookCall {
        ResponseEntity<JobAccepted> run() throws IOException;
    }

    private static ResponseEntity<JobAccepted> answerFaults(WebhookCall work) throws IOException {
        try {
            return work.run();
        } catch (DataAccessException | TransactionException e) {
            LOG.error("The database does not answer: {}", e.getMessage());
            throw ProblemException.later(HttpStatus.SERVICE_UNAVAILABLE, "try again", LATER);
        }
    }
}
