package io.cemfleet.tunnel.provision;

import io.cemfleet.tunnel.TunnelSettings;
import io.cemfleet.tunnel.policy.Failure;
import io.cemfleet.tunnel.policy.FailureCode;
import io.cemfleet.tunnel.policy.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Looks again until the network shows something, on the task's virtual thread, never past the deadline. */
@Component
class Patience {
    private final Clock clock;
    private final TunnelSettings.Waits waits;

    Patience(Clock clock, TunnelSettings settings) {
        this.clock = clock;
        this.waits = settings.waits();
    }

    TunnelSettings.Waits waits() {
        return waits;
    }

    /**
     * Looks until there is something. What may pass is looked at again; what can't is the answer.
     *
     * @param late the failure when nothing was seen in time
     */
    <T> Outcome<T> until(Attempt attempt, Duration bound, Supplier<Outcome<Optional<T>>> look, Supplier<Failure> late) {
        Instant end = earlier(clock.instant().plus(bound), attempt.deadline());
        while (true) {
            Optional<Failure> failure = Optional.empty();
            switch (look.get()) {
                case Outcome.Done<Optional<T>>(var seen) -> {
                    if (seen.isPresent()) {
                        return Outcome.done(seen.get());
                    }
                }
                case Outcome.Failed<Optional<T>>(var failed) -> {
                    if (!failed.retryable()) {
                        return Outcome.failed(failed);
                    }
                    failure = Optional.of(failed);
                }
            }
            if (!clock.instant().plus(waits.poll()).isBefore(end) || !paused()) {
                return Outcome.failed(failure.orElseGet(late));
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

    static Failure late(FailureCode code, String message) {
        return Failure.of(code, message);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
