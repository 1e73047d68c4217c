package io.cemfleet.tunnel.provision;

import io.cemfleet.tunnel.TunnelSettings;
import io.cemfleet.tunnel.policy.StepFailure;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcome.Done;
import io.cemfleet.tunnel.policy.StepOutcome.Failed;
import io.cemfleet.tunnel.policy.StepOutcomes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Polls until the network shows a result, on the task's virtual thread, never past the deadline. */
@Component
class ReadBackPoller {
    /** The longest pause, by the first: each is twice as long as the one before. */
    private static final int LONGEST_PAUSE = 8;

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
     * Polls until there is a value for each item; one read covers all items that still wait. A retryable failure is
     * polled again; any other failure is the item's outcome.
     *
     * @param late the failure of an item for which nothing was read in time
     */
    <I, T> StepOutcomes<T> until(
            Instant deadline,
            Duration bound,
            List<I> items,
            Function<List<I>, StepOutcomes<Optional<T>>> read,
            Function<I, StepFailure> late) {
        Instant end = earlier(clock.instant().plus(bound), deadline);
        var ended = new TreeMap<Integer, StepOutcome<T>>();
        List<Integer> waiting = IntStream.range(0, items.size()).boxed().toList();
        Duration pause = waits.poll();
        while (true) {
            boolean last = !clock.instant().plus(pause).isBefore(end);
            List<StepOutcome<Optional<T>>> seen =
                    read.apply(waiting.stream().map(items::get).toList()).inOrder();
            var again = new ArrayList<Integer>();
            for (int i = 0; i < waiting.size(); i++) {
                int place = waiting.get(i);
                if (seen.get(i) instanceof Done(Optional<T> value) && value.isPresent()) {
                    ended.put(place, StepOutcome.done(value.get()));
                } else if (last || isFinal(seen.get(i))) {
                    ended.put(place, unseen(seen.get(i), late.apply(items.get(place))));
                } else {
                    again.add(place);
                }
            }
            if (again.isEmpty() || !paused(pause)) {
                again.forEach(place -> ended.put(place, StepOutcome.failed(late.apply(items.get(place)))));
                return new StepOutcomes<>(List.copyOf(ended.values()));
            }
            waiting = again;
            pause = longer(pause);
        }
    }

    private static boolean isFinal(StepOutcome<?> seen) {
        return seen instanceof Failed<?>(StepFailure failure) && !failure.retryable();
    }

    private static <T> StepOutcome<T> unseen(StepOutcome<Optional<T>> seen, StepFailure late) {
        return seen instanceof Failed ? seen.asFailure() : StepOutcome.failed(late);
    }

    private Duration longer(Duration pause) {
        Duration longest = waits.poll().multipliedBy(LONGEST_PAUSE);
        Duration next = pause.multipliedBy(2);
        return next.compareTo(longest) < 0 ? next : longest;
    }

    private static boolean paused(Duration pause) {
        try {
            Thread.sleep(pause);
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
