package io.cemfleet.tunnel.provision;

import io.cemfleet.tunnel.TunnelSettings;
import io.cemfleet.tunnel.policy.StepFailure;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcome.Done;
import io.cemfleet.tunnel.policy.StepOutcome.Failed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Polls until the network shows a result, on the task's virtual thread, never past the deadline. */
@Component
class ReadBackPoller {
    private final Clock clock;
    private final TunnelSettings.StepWaitSettings waits;

    ReadBackPoller(Clock clock, TunnelSettings settings) {
        this.clock = clock;
        this.waits = settings.waits();
    }

    TunnelSettings.StepWaitSettings waits() {
        return waits;
    }

    /**
     * Polls until there is a value. A retryable failure is polled again; any other failure is the result.
     *
     * @param late the failure when nothing was read in time
     */
    <T> StepOutcome<T> until(
            TaskAttempt attempt, Duration bound, Supplier<StepOutcome<Optional<T>>> read, Supplier<StepFailure> late) {
        Instant end = earlier(clock.instant().plus(bound), attempt.deadline());
        while (true) {
            StepOutcome<Optional<T>> outcome = read.get();
            if (outcome instanceof Done(Optional<T> seen) && seen.isPresent()) {
                return StepOutcome.done(seen.get());
            }
            if (outcome instanceof Failed<Optional<T>>(StepFailure failure) && !failure.retryable()) {
                return outcome.asFailure();
            }
            if (!clock.instant().plus(waits.poll()).isBefore(end) || !paused()) {
                return outcome instanceof Failed ? outcome.asFailure() : StepOutcome.failed(late.get());
            }
        }
    }

    private boolean paused() {
        try {
            Thread.sleep(waits.poll());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
