package io.cemfleet.a2a.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.client.A2aClient;
import io.cemfleet.a2a.client.TaskOutcome;
import io.cemfleet.a2a.config.A2aSettings;
import io.cemfleet.a2a.trace.TraceContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Carries messages out: woken by commits, and by a poll for what was left behind. A lane is carried by one thread. */
public final class OutboxDispatcher implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxDispatcher.class);
    private static final int LANES_AT_ONCE = 32;

    private final OutboxStore store;
    private final A2aClient client;
    private final A2aSettings.Outbox settings;
    private final Supplier<Stream<DeliveryListener>> listeners;
    private final Semaphore work = new Semaphore(0);
    private final Semaphore lanes = new Semaphore(LANES_AT_ONCE);
    private volatile @Nullable ExecutorService threads;

    public OutboxDispatcher(
            OutboxStore store,
            A2aClient client,
            A2aSettings.Outbox settings,
            Supplier<Stream<DeliveryListener>> listeners) {
        this.store = store;
        this.client = client;
        this.settings = settings;
        this.listeners = listeners;
    }

    void wake() {
        work.release();
    }

    @Override
    public void start() {
        ExecutorService started = Executors.newVirtualThreadPerTaskExecutor();
        threads = started;
        started.execute(() -> loop(started));
    }

    @Override
    public void stop() {
        ExecutorService running = threads;
        threads = null;
        if (running != null) {
            running.shutdownNow();
            running.close();
        }
    }

    @Override
    public boolean isRunning() {
        return threads != null;
    }

    private void loop(ExecutorService executor) {
        while (threads == executor) {
            try {
                boolean woken = work.tryAcquire(settings.pollInterval().toMillis(), TimeUnit.MILLISECONDS);
                if (woken) {
                    work.drainPermits();
                }
                claimAndCarry(executor);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                if (threads == executor) {
                    LOG.warn("the outbox could not be read: {}", e.getMessage());
                }
            }
        }
    }

    private void claimAndCarry(ExecutorService executor) throws InterruptedException {
        List<OutboxMessage> heads;
        do {
            heads = store.claimHeads(settings.batch(), settings.lease());
            for (OutboxMessage head : heads) {
                lanes.acquire();
                executor.execute(() -> {
                    try {
                        carry(head);
                    } finally {
                        lanes.release();
                    }
                });
            }
        } while (heads.size() == settings.batch());
    }

    private void carry(OutboxMessage head) {
        Optional<OutboxMessage> next = Optional.of(head);
        while (next.isPresent()) {
            OutboxMessage message = next.get();
            next = deliver(message) ? store.claimNext(message.lane(), settings.lease()) : Optional.empty();
        }
    }

    private boolean deliver(OutboxMessage message) {
        TraceContext trace = TraceContext.parse(message.traceparent()).orElseGet(TraceContext::fresh);
        try (var scope = trace.open();
                var incident = TraceContext.Scope.put(
                        TraceContext.INCIDENT_ID, message.request().incidentId())) {
            return switch (client.deliver(message.destination(), message.request())) {
                case TaskOutcome.Done<JsonNode> done -> {
                    listeners.get().forEach(listener -> listener.delivered(message.request(), done.result()));
                    yield settle(message);
                }
                case TaskOutcome.Accepted<?> accepted -> settle(message);
                case TaskOutcome.Failed<?> failed
                when failed.error().retryable() -> later(message, failed.error().message());
                case TaskOutcome.Failed<?> failed ->
                    bury(message, failed.error().message());
                case TaskOutcome.Refused<?> refused -> bury(message, refused.status() + " " + refused.detail());
                case TaskOutcome.Unreachable<?> gone -> later(message, gone.reason());
            };
        } catch (RuntimeException e) {
            LOG.warn(
                    "message {} to {} is left for later",
                    message.request().taskType(),
                    message.destination().wire(),
                    e);
            return false;
        }
    }

    private boolean settle(OutboxMessage message) {
        store.delivered(message);
        return true;
    }

    private boolean bury(OutboxMessage message, String reason) {
        LOG.error(
                "{} refused {} for good: {}",
                message.destination().wire(),
                message.request().taskType(),
                reason);
        store.refused(message, reason);
        return true;
    }

    private boolean later(OutboxMessage message, String reason) {
        long doubled = settings.firstRetry().toMillis() << Math.min(message.attempts() - 1, 10);
        long capped = Math.min(doubled, settings.maxRetry().toMillis());
        long jittered = (long) (capped * ThreadLocalRandom.current().nextDouble(0.7, 1.0));
        store.postponed(message, Duration.ofMillis(jittered), reason);
        LOG.debug(
                "{} is not to be had, again in {} ms: {}", message.destination().wire(), jittered, reason);
        return false;
    }
}
