package io.cemfleet.io.stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.problem.ProblemException;
import io.cemfleet.io.ConsoleSettings;
import io.cemfleet.io.ticket.TicketUpdate;
import io.cemfleet.io.ticket.UpdateBell;
import io.cemfleet.io.ticket.UpdateStore;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** {@code GET /api/stream}: every update as it is committed; a browser that comes back gets what it missed. */
@RestController
class StreamController {
    private static final int BATCH = 200;

    private final UpdateStore updates;
    private final UpdateBell bell;
    private final ConsoleSettings settings;
    private final Clock clock;
    private final Semaphore places;

    StreamController(UpdateStore updates, UpdateBell bell, ConsoleSettings settings, Clock clock) {
        this.updates = updates;
        this.bell = bell;
        this.settings = settings;
        this.clock = clock;
        this.places = new Semaphore(settings.streams());
    }

    record Event(String incidentId, int sequence, UUID taskId, String taskType, JsonNode payload, Instant receivedAt) {}

    @GetMapping(path = "/api/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter stream(
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            @RequestParam(name = "last_event_id", required = false) @Nullable String lastSeen,
            HttpServletResponse response) {
        if (!places.tryAcquire()) {
            throw ProblemException.later(
                    HttpStatus.SERVICE_UNAVAILABLE, "too many streams are open", Duration.ofSeconds(5));
        }
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        long from = position(lastEventId != null ? lastEventId : lastSeen);
        SseEmitter emitter = new SseEmitter(0L);
        AtomicBoolean open = new AtomicBoolean(true);
        emitter.onCompletion(() -> open.set(false));
        emitter.onError(failure -> open.set(false));
        Thread.ofVirtual().name("stream").start(() -> {
            try {
                carry(emitter, open, from);
            } finally {
                places.release();
            }
        });
        return emitter;
    }

    private void carry(SseEmitter emitter, AtomicBoolean open, long from) {
        long position = from;
        Instant signOfLife = Instant.MIN;
        try {
            while (open.get()) {
                long heard = bell.rings();
                var news = updates.after(position, BATCH);
                for (TicketUpdate update : news) {
                    emitter.send(SseEmitter.event()
                            .id(String.valueOf(update.position()))
                            .name("update")
                            .data(event(update), MediaType.APPLICATION_JSON));
                    position = update.position();
                }
                if (clock.instant().minus(settings.keepAlive()).isAfter(signOfLife)) {
                    emitter.send(SseEmitter.event().comment("alive"));
                    signOfLife = clock.instant();
                }
                if (news.size() < BATCH) {
                    bell.await(heard, UpdateBell.soon());
                }
            }
        } catch (IOException | IllegalStateException gone) {
            open.set(false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            emitter.completeWithError(e);
        }
    }

    private long position(@Nullable String lastSeen) {
        if (lastSeen == null || lastSeen.isBlank()) {
            return updates.newest();
        }
        try {
            return Long.parseLong(lastSeen.strip());
        } catch (NumberFormatException e) {
            return updates.newest();
        }
    }

    private static Event event(TicketUpdate update) {
        return new Event(
                update.incidentId(),
                update.sequence(),
                update.taskId(),
                update.taskType(),
                update.payload(),
                update.receivedAt());
    }
}
