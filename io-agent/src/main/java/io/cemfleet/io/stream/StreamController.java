package io.cemfleet.io.stream;

import io.cemfleet.io.ConsoleSettings;
import io.cemfleet.runtime.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/stream}: updates as they happen, as server-sent events whose ids resume. The request's own virtual
 * thread carries the stream, so that its slot is released however it ends.
 */
@RestController
class StreamController {
    private static final Logger LOG = LoggerFactory.getLogger(StreamController.class);
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final UpdateFeed feed;
    private final StreamSlots places;
    private final ConsoleSettings settings;
    private final Clock clock;

    StreamController(UpdateFeed feed, StreamSlots places, ConsoleSettings settings, Clock clock) {
        this.feed = feed;
        this.places = places;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping("/api/stream")
    void stream(
            Authentication who,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            @RequestParam(name = "last_event_id", required = false) @Nullable String lastSeen,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!feed.recent().known()) {
            throw ProblemException.later(HttpStatus.SERVICE_UNAVAILABLE, "updates cannot be read now", SOON);
        }
        long from = position(
                lastEventId != null ? lastEventId : lastSeen, feed.recent().newest());
        try (StreamSlots.StreamSlot place = places.take(StreamOwner.of(who, request))) {
            carry(new ServerSentEventWriter(response), place, from);
        } catch (IOException gone) {
            LOG.debug("a stream's browser is gone", gone);
        } catch (DataAccessException | TransactionException away) {
            LOG.debug("a stream ends, since what it missed cannot be read now", away);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs until the browser disconnects, its login ends or this process stops. The browser then resumes by itself. */
    private void carry(ServerSentEventWriter events, StreamSlots.StreamSlot place, long from)
            throws IOException, InterruptedException {
        RecentUpdates recent = feed.recent();
        long position = from;
        events.begin();
        long signOfLife = clock.millis();
        while (!recent.closed() && !place.ended()) {
            var kept = recent.after(position);
            var news = kept.isPresent() ? kept.get() : feed.replay(position);
            for (StreamedUpdate update : news) {
                events.update(update);
                position = update.position();
            }
            if (!news.isEmpty()) {
                signOfLife = clock.millis();
                continue;
            }
            if (clock.millis() - signOfLife >= settings.keepAlive().toMillis()) {
                events.signOfLife();
                signOfLife = clock.millis();
            }
            recent.await(position, LOOK);
        }
    }

    private static long position(@Nullable String lastSeen, long newest) {
        if (lastSeen == null || lastSeen.isBlank()) {
            return newest;
        }
        try {
            return Math.clamp(Long.parseLong(lastSeen.strip()), 0, newest);
        } catch (NumberFormatException e) {
            return newest;
        }
    }
}
