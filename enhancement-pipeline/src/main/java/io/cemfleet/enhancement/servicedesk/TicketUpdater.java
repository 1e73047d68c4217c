package io.cemfleet.enhancement.servicedesk;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.enhancement.stage.EnhancementText;
import io.cemfleet.enhancement.stage.PipelineTicket;
import io.cemfleet.enhancement.stage.StageDeadline;
import io.cemfleet.enhancement.stage.TenantProfile;
import io.cemfleet.enhancement.stage.TicketUpdateOutcome;
import io.cemfleet.enhancement.stage.UpdateStage;
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
class TicketUpdater implements UpdateStage {
    private static final Logger LOG = LoggerFactory.getLogger(TicketUpdater.class);

    private final ServiceDeskClient desk;
    private final ServiceDeskSettings settings;
    private final IntervalFunction backOff;
    private final Clock clock;

    TicketUpdater(ServiceDeskClient desk, ServiceDeskSettings settings, Clock clock) {
        this.desk = desk;
        this.settings = settings;
        this.backOff =
                IntervalFunction.ofExponentialRandomBackoff(settings.firstRetry(), 2.0, 0.3, settings.maxRetry());
        this.clock = clock;
    }

    /** @param written false: the block was there */
    private record UpdateDone(boolean written) {}

    @Override
    public TicketUpdateOutcome update(
            TenantProfile tenant, PipelineTicket ticket, EnhancementText enhancement, StageDeadline deadline) {
        String block = NoteBlock.html(enhancement.markdown(), ticket.correlationId(), clock.instant());
        for (int attempt = 1; ; attempt++) {
            DeskResponse<UpdateDone> answer = tenant.preferences().appendToDescription()
                    ? append(tenant, ticket, block, deadline)
                    : note(tenant, ticket, block, deadline);
            switch (answer) {
                case DeskResponse.Ok<UpdateDone>(UpdateDone done) -> {
                    return done.written() || attempt > 1
                            ? new TicketUpdateOutcome.Written()
                            : new TicketUpdateOutcome.AlreadyThere();
                }
                case DeskResponse.Refused<UpdateDone>(String code, String message) -> {
                    // The desk's message may repeat customer text, so it goes only into the tenant's history.
                    LOG.error("ServiceDesk update failed: {}", code);
                    return new TicketUpdateOutcome.Refused(code, message);
                }
                case DeskResponse.TryLater<UpdateDone>(String reason, var after) -> {
                    LOG.warn("ServiceDesk update, attempt {}: {}", attempt, reason);
                    if (attempt >= settings.attempts() || !paused(after, attempt, deadline)) {
                        LOG.error("ServiceDesk update failed after {} attempts: {}", attempt, reason);
                        return new TicketUpdateOutcome.Unavailable(reason);
                    }
                }
            }
        }
    }

    /** Most tickets are named by the id that API calls need; others need a look-up. */
    private DeskResponse<UpdateDone> note(
            TenantProfile tenant, PipelineTicket ticket, String block, StageDeadline deadline) {
        Function<String, DeskResponse<UpdateDone>> once =
                id -> desk.hasNote(tenant, id, NoteBlock.mark(ticket.correlationId()), deadline)
                        .then(there -> there
                                ? new DeskResponse.Ok<>(new UpdateDone(false))
                                : written(desk.addNote(
                                        tenant, id, block, tenant.preferences().showToRequester(), deadline)));
        DeskResponse<UpdateDone> direct = once.apply(ticket.ticketId());
        return direct instanceof DeskResponse.Refused<UpdateDone> refused && refused.notFound()
                ? desk.ticket(tenant, ticket.ticketId(), deadline).then(found -> once.apply(found.id()))
                : direct;
    }

    /** A description that others edit all the time gets a note instead. */
    private DeskResponse<UpdateDone> append(
            TenantProfile tenant, PipelineTicket ticket, String block, StageDeadline deadline) {
        return new DescriptionAppender(desk, tenant, deadline)
                .append(ticket.ticketId(), NoteBlock.mark(ticket.correlationId()), block)
                .then(result -> switch (result) {
                    case WRITTEN -> new DeskResponse.Ok<>(new UpdateDone(true));
                    case WAS_THERE -> new DeskResponse.Ok<>(new UpdateDone(false));
                    case CONTESTED -> note(tenant, ticket, block, deadline);
                });
    }

    private static DeskResponse<UpdateDone> written(DeskResponse<JsonNode> answer) {
        return answer.map(body -> new UpdateDone(true));
    }

    private boolean paused(@Nullable Duration requested, int attempt, StageDeadline deadline) {
        Duration pause = Duration.ofMillis(backOff.apply(attempt));
        if (requested != null && requested.compareTo(pause) > 0) {
            pause = requested;
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
