package io.cemfleet.a2a.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.client.A2aClient;
import io.cemfleet.a2a.client.TaskOutcome;
import io.cemfleet.a2a.settings.A2aSettings;
import io.cemfleet.runtime.schedule.ClaimingDispatcher;
import io.cemfleet.runtime.time.DoublingPause;
import io.cemfleet.runtime.trace.TraceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers messages: woken by commits, and by a poll for messages that were left behind. One thread serves a lane. A
 * message that fails for a reason of its own becomes a dead letter, and its lane goes on; for a destination that is
 * unavailable to all, the dispatcher waits.
 */
public final class OutboxDispatcher extends ClaimingDispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxDispatcher.class);
    private static final int MESSAGES_AT_A_STRETCH = 100;
    /** How long a message that is under way may take before its delivery is cut off, and repeated after the next start. */
    private static final Duration STOP = Duration.ofSeconds(3);

    /** Refusals that end with a change of keys, rights, load or deployment: the message is good. */
    private static final Set<Integer> PASSING = Set.of(401, 403, 404, 408, 421, 423, 425, 429);

    private final OutboxStore store;
    private final A2aClient client;
    private final A2aSettings.OutboxSettings settings;
    private final Supplier<Stream<DeliveryListener>> listeners;
    private final DestinationCapacity destinations;

    public OutboxDispatcher(
            OutboxStore store,
            A2aClient client,
            A2aSettings.OutboxSettings settings,
            Supplier<Stream<DeliveryListener>> listeners) {
        super("Messages of the outbox", settings.pollInterval(), STOP);
        this.store = store;
        this.client = client;
        this.settings = settings;
        this.listeners = listeners;
        this.destinations = new DestinationCapacity(store.clock());
    }

    @Override
    protected void claim(Executor threads) {
        for (ClaimedMessage claimed : store.claimHeads(destinations.freeLanes(), settings.lease())) {
            switch (claimed) {
                case ClaimedMessage.Ready ready -> serveLane(ready.message(), threads);
                case ClaimedMessage.Unreadable row -> putAside(row.position(), row.lane(), row.reason());
            }
        }
    }

    private void serveLane(OutboxMessage head, Executor threads) {
        destinations.begin(head.destination());
        threads.execute(() -> {
            try {
                deliverLane(head);
            } finally {
                if (destinations.end(head.destination())) {
                    wake();
                }
            }
        });
    }

    private void deliverLane(OutboxMessage head) {
        Optional<OutboxMessage> next = Optional.of(head);
        int delivered = 0;
        while (next.isPresent()) {
            OutboxMessage message = next.get();
            if (!deliver(message)) {
                return;
            }
            next = ++delivered < MESSAGES_AT_A_STRETCH && isRunning()
                    ? store.claimNext(message.lane(), settings.lease())
                    : Optional.empty();
        }
        if (delivered == MESSAGES_AT_A_STRETCH) {
            wake();
        }
    }

    /** @return whether the message is out of its lane */
    private boolean deliver(OutboxMessage message) {
        TraceContext trace = TraceContext.parse(message.traceparent()).orElseGet(TraceContext::fresh);
        try (var scope = trace.open();
                var incident = TraceContext.LoggingScope.put(
                        TraceContext.INCIDENT_ID, message.request().incidentId())) {
            TaskOutcome<JsonNode> outcome = client.deliver(message.destination(), message.request());
            if (outcome instanceof TaskOutcome.Done<JsonNode> done) {
                listeners.get().forEach(listener -> listener.delivered(message.request(), done.result()));
            }
            return judge(message, outcome);
        } catch (RuntimeException e) {
            LOG.warn(
                    "message {} to {} could not be handled",
                    message.request().taskType(),
                    message.destination().wire(),
                    e);
            return failed(message, e.toString());
        }
    }

    private boolean judge(OutboxMessage message, TaskOutcome<JsonNode> outcome) {
        return switch (outcome) {
            case TaskOutcome.Done<?> done -> delivered(message);
            case TaskOutcome.Accepted<?> accepted -> delivered(message);
            case TaskOutcome.Failed<?> failed
            when failed.error().retryable() -> failed(message, failed.error().message());
            case TaskOutcome.Failed<?> failed -> refused(message, failed.error().message());
            case TaskOutcome.Refused<?> refused
            when PASSING.contains(refused.status()) -> failed(message, refused.status() + " " + refused.detail());
            case TaskOutcome.Refused<?> refused -> refused(message, refused.status() + " " + refused.detail());
            case TaskOutcome.Unreachable<?> gone when gone.answered() -> failed(message, gone.reason());
            case TaskOutcome.Unreachable<?> gone -> later(message, gone.reason(), null);
        };
    }

    private boolean delivered(OutboxMessage message) {
        destinations.accepted(message.destination());
        store.delivered(message);
        return true;
    }

    private boolean refused(OutboxMessage message, String reason) {
        destinations.accepted(message.destination());
        return putAside(message.position(), message.lane(), reason);
    }

    /** The destination answers and this message fails: for a reason of its own, if others pass meanwhile. */
    private boolean failed(OutboxMessage message, String reason) {
        Instant since = destinations.failingSince(message.destination(), message.failingSince());
        if (store.clock().instant().isBefore(since.plus(settings.patience()))) {
            return later(message, reason, since);
        }
        return putAside(message.position(), message.lane(), "others passed for " + settings.patience() + ": " + reason);
    }

    private boolean putAside(long position, String lane, String reason) {
        LOG.error("message {} of lane {} is a dead letter: {}", position, lane, reason);
        try {
            store.refused(position, lane, reason);
            return true;
        } catch (RuntimeException e) {
            LOG.warn("message {} could not be put aside: {}", position, e.getMessage());
            return false;
        }
    }

    private boolean later(OutboxMessage message, String reason, @Nullable Instant failingSince) {
        Duration pause = DoublingPause.after(message.attempts(), settings.firstRetry(), settings.maxRetry());
        long jittered = (long) (pause.toMillis() * ThreadLocalRandom.current().nextDouble(0.7, 1.0));
        try {
            store.postponed(message, Duration.ofMillis(jittered), reason, failingSince);
        } catch (RuntimeException e) {
            LOG.warn("message {} waits for the end of its lease: {}", message.position(), e.getMessage());
        }
        LOG.debug(
                "{} is not available, again in {} ms: {}", message.destination().wire(), jittered, reason);
        return false;
    }
}
