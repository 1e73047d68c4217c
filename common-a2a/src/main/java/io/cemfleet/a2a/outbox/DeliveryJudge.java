package io.cemfleet.a2a.outbox;

import io.cemfleet.a2a.client.TaskOutcome;
import io.cemfleet.a2a.message.BatchedAnswer;
import io.cemfleet.a2a.settings.A2aSettings;
import io.cemfleet.runtime.time.DoublingPause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides what becomes of a message by the outcome of an attempt to send it. */
final class DeliveryJudge {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryJudge.class);

    private final DestinationCapacity destinations;
    private final A2aSettings.OutboxSettings settings;
    private final Clock clock;

    DeliveryJudge(DestinationCapacity destinations, A2aSettings.OutboxSettings settings, Clock clock) {
        this.destinations = destinations;
        this.settings = settings;
        this.clock = clock;
    }

    MessageSettlement settlement(OutboxMessage message, TaskOutcome<?> outcome) {
        return switch (outcome) {
            case TaskOutcome.Done<?> done -> delivered(message);
            case TaskOutcome.Accepted<?> accepted -> delivered(message);
            case TaskOutcome.Failed<?> failed
            when failed.error().retryable() -> failed(message, failed.error().message());
            case TaskOutcome.Failed<?> failed -> refused(message, failed.error().message());
            case TaskOutcome.Refused<?> refused
            when BatchedAnswer.passes(refused.status()) -> failed(message, refused.status() + " " + refused.detail());
            case TaskOutcome.Refused<?> refused -> refused(message, refused.status() + " " + refused.detail());
            case TaskOutcome.Unreachable<?> gone when gone.answered() -> failed(message, gone.reason());
            case TaskOutcome.Unreachable<?> gone -> later(message, gone.reason(), null);
        };
    }

    MessageSettlement unreadable(ClaimedMessage.Unreadable row) {
        return dead(row.position(), row.lane(), row.reason());
    }

    /** The destination answers and this message fails: for a reason of its own, if others pass meanwhile. */
    MessageSettlement failed(OutboxMessage message, String reason) {
        Instant since = destinations.failingSince(message.destination(), message.failingSince());
        if (clock.instant().isBefore(since.plus(settings.patience()))) {
            return later(message, reason, since);
        }
        return dead(message.position(), message.lane(), "others passed for " + settings.patience() + ": " + reason);
    }

    /** @param failingSince null when the failure says nothing about the message */
    MessageSettlement later(OutboxMessage message, String reason, @Nullable Instant failingSince) {
        int attempts = Math.max(1, message.attempts());
        Duration pause = DoublingPause.after(attempts, settings.firstRetry(), settings.maxRetry());
        long jittered = (long) (pause.toMillis() * ThreadLocalRandom.current().nextDouble(0.7, 1.0));
        LOG.debug(
                "{} is not available, again in {} ms: {}", message.destination().wire(), jittered, reason);
        return new MessageSettlement.Postponed(
                message.position(), message.lane(), attempts, Duration.ofMillis(jittered), reason, failingSince);
    }

    /** To be sent again at once, in another request. */
    MessageSettlement released(OutboxMessage message) {
        return new MessageSettlement.Postponed(
                message.position(),
                message.lane(),
                Math.max(0, message.attempts() - 1),
                Duration.ZERO,
                "it goes in another request",
                null);
    }

    private MessageSettlement delivered(OutboxMessage message) {
        destinations.accepted(message.destination());
        return new MessageSettlement.Delivered(message.position(), message.lane());
    }

    private MessageSettlement refused(OutboxMessage message, String reason) {
        destinations.accepted(message.destination());
        return dead(message.position(), message.lane(), reason);
    }

    private static MessageSettlement dead(long position, String lane, String reason) {
        LOG.error("message {} of lane {} is a dead letter: {}", position, lane, reason);
        return new MessageSettlement.DeadLetter(position, lane, reason);
    }
}
