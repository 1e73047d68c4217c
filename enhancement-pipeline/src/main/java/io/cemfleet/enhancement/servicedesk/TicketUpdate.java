package io.cemfleet.enhancement.servicedesk;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.enhancement.pipeline.Deadline;
import io.cemfleet.enhancement.pipeline.Enhancement;
import io.cemfleet.enhancement.pipeline.TenantProfile;
import io.cemfleet.enhancement.pipeline.Ticket;
import io.cemfleet.enhancement.pipeline.UpdateOutcome;
import io.cemfleet.enhancement.pipeline.UpdateStage;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Writes the block once: before each write the ticket is searched for our correlation line, so that a write whose answer
 * was lost, or a job that runs again, leaves one block.
 */
@Component
class TicketUpdate implements UpdateStage {
    private static final Logger LOG = LoggerFactory.getLogger(TicketUpdate.class);

    private final ServiceDesk desk;
    private final ServiceDeskSettings settings;
    private final IntervalFunction backOff;
    private final Clock clock;

    TicketUpdate(ServiceDesk desk, ServiceDeskSettings settings, Clock clock) {
        this.desk = desk;
        this.settings = settings;
        this.backOff =
                IntervalFunction.ofExponentialRandomBackoff(settings.firstRetry(), 2.0, 0.3, settings.maxRetry());
        this.clock = clock;
    }

    /** @param written false: the block was there */
    private record Done(boolean written) {}

    @Override
    public UpdateOutcome update(TenantProfile tenant, Ticket ticket, Enhancement enhancement, Deadline deadline) {
        String block = NoteBlock.html(enhancement.markdown(), ticket.correlationId(), clock.instant());
        for (int attempt = 1; ; attempt++) {
            DeskAnswer<Done> answer = tenant.preferences().appendToDescription()
                    ? append(tenant, ticket, block, deadline)
                    : note(tenant, ticket, block, deadline);
            switch (answer) {
                case DeskAnswer.Ok<Done>(Done done) -> {
                    return done.written() || attempt > 1
                            ? new UpdateOutcome.Written()
                            : new UpdateOutcome.AlreadyThere();
                }
                case DeskAnswer.Refused<Done>(String code, String message) -> {
                    // What the desk says may repeat the customer's words: it stands in the tenant's history.
                    LOG.error("ServiceDesk update failed: {}", code);
                    return new UpdateOutcome.Refused(code, message);
                }
                case DeskAnswer.Later<Done>(String reason, var after) -> {
                    LOG.warn("ServiceDesk update, attempt {}: {}", attempt, reason);
                    if (attempt >= settings.attempts() || !paused(after, attempt, deadline)) {
                        LOG.error("ServiceDesk update failed after {} attempts: {}", attempt, reason);
                        return new UpdateOutcome.Unavailable(reason);
                    }
                }
            }
        }
    }

    /** Most tickets are named by the id that the calls want; those that are not cost a look-up. */
    private DeskAnswer<Done> note(TenantProfile tenant, Ticket ticket, String block, Deadline deadline) {
        Function<String, DeskAnswer<Done>> once =
                id -> desk.hasNote(tenant, id, NoteBlock.mark(ticket.correlationId()), deadline)
                        .then(there -> there
                                ? new DeskAnswer.Ok<>(new Done(false))
                                : written(desk.addNote(
                                        tenant, id, block, tenant.preferences().showToRequester(), deadline)));
        DeskAnswer<Done> direct = once.apply(ticket.ticketId());
        return direct instanceof DeskAnswer.Refused<Done> refused && refused.notFound()
                ? desk.ticket(tenant, ticket.ticketId(), deadline).then(found -> once.apply(found.id()))
                : direct;
    }

    /** A description that others edit all the time gets a note instead. */
    private DeskAnswer<Done> append(TenantProfile tenant, Ticket ticket, String block, Deadline deadline) {
        return new DescriptionAppend(desk, tenant, deadline)
                .append(ticket.ticketId(), NoteBlock.mark(ticket.correlationId()), block)
                .then(result -> switch (result) {
                    case WRITTEN -> new DeskAnswer.Ok<>(new Done(true));
                    case WAS_THERE -> new DeskAnswer.Ok<>(new Done(false));
                    case CONTESTED -> note(tenant, ticket, block, deadline);
                });
    }

    private static DeskAnswer<Done> written(DeskAnswer<JsonNode> answer) {
        return answer.map(body -> new Done(true));
    }

    private boolean paused(@Nullable Duration asked, int attempt, Deadline deadline) {
        Duration pause = Duration.ofMillis(backOff.apply(attempt));
        if (asked != null && asked.compareTo(pause) > 0) {
            pause = asked;
        }
        if (pause.compareTo(deadline.remaining(clock)) >= 0) {
            return false;
        }
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
