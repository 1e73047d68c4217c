package io.cemfleet.io.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.io.ticket.TicketUpdate;
import io.cemfleet.io.ticket.UpdateSignal;
import io.cemfleet.io.ticket.UpdateStore;
import io.cemfleet.runtime.schedule.GracefulThreadStop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Component;

/**
 * Reads new updates once for all streams of this process. A stream that keeps up costs the database nothing; one that
 * resumes before the updates in memory reads those that it missed, a few such reads at a time.
 */
@Component
class UpdateFeed implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(UpdateFeed.class);
    private static final int BATCH = 200;
    private static final int REPLAYS = 2;
    private static final Duration REPLAY_PATIENCE = Duration.ofSeconds(5);
    private static final Duration STOP = Duration.ofSeconds(3);

    private final UpdateStore updates;
    private final UpdateSignal bell;
    private final ObjectMapper mapper;
    private final RecentUpdates recent = new RecentUpdates();
    private final Semaphore replays = new Semaphore(REPLAYS);
    private volatile @Nullable Thread reader;

    UpdateFeed(UpdateStore updates, UpdateSignal bell, ObjectMapper mapper) {
        this.updates = updates;
        this.bell = bell;
        this.mapper = mapper;
    }

    private record FeedEvent(
            String incidentId, int sequence, UUID taskId, String taskType, JsonNode payload, Instant receivedAt) {}

    /** The updates that the streams of this process have in memory. */
    RecentUpdates recent() {
        return recent;
    }

    /**
     * The updates after a position that is no longer in memory, oldest first, from the database.
     *
     * @throws DataAccessException when the database does not answer, or others wait for it already
     */
    List<StreamedUpdate> replay(long position) throws InterruptedException {
        if (!replays.tryAcquire(REPLAY_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new QueryTimeoutException("other streams wait for the database already");
        }
        try {
            return read(position);
        } finally {
            replays.release();
        }
    }

    private List<StreamedUpdate> read(long position) {
        return updates.after(position, BATCH).stream().map(this::streamed).toList();
    }

    private void follow() {
        boolean away = false;
        while (isRunning()) {
            long heard = bell.rings();
            boolean more = false;
            try {
                if (!recent.known()) {
                    recent.startAt(updates.newest());
                }
                List<StreamedUpdate> news = read(recent.newest());
                recent.add(news);
                more = news.size() == BATCH;
                away = false;
            } catch (RuntimeException e) {
                if (!away) {
                    LOG.warn("streams stand still until updates can be read again", e);
                }
                away = true;
            }
            if (!more && !waited(heard)) {
                return;
            }
        }
    }

    private boolean waited(long heard) {
        try {
            bell.await(heard, UpdateSignal.soon());
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private StreamedUpdate streamed(TicketUpdate update) {
        FeedEvent event = new FeedEvent(
                update.incidentId(),
                update.sequence(),
                update.taskId(),
                update.taskType(),
                update.payload(),
                update.receivedAt());
        try {
            return new StreamedUpdate(update.position(), mapper.writeValueAsString(event));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an update cannot be written", e);
        }
    }

    @Override
    public void start() {
        Thread thread = Thread.ofVirtual().name("update-feed").unstarted(this::follow);
        reader = thread;
        thread.start();
    }

    /** Ends the streams too, so that the server does not wait for them. */
    @Override
    public void stop() {
        Thread thread = reader;
        reader = null;
        recent.close();
        bell.ring();
        GracefulThreadStop.of(thread, STOP);
    }

    @Override
    public boolean isRunning() {
        return reader != null;
    }

    /** Stopped before the web server waits for its requests. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
