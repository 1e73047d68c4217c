package io.cemfleet.io.stream;

import io.cemfleet.io.ConsoleSettings;
import io.cemfleet.runtime.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Limits the streams of this process: in total, and for each person. */
@Component
class StreamSlots {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final ConsoleSettings settings;
    private final Set<StreamSlot> taken = new HashSet<>();
    private final Map<String, Integer> byPerson = new HashMap<>();

    StreamSlots(ConsoleSettings settings, MeterRegistry meters) {
        this.settings = settings;
        meters.gauge("cem.console.streams", this, places -> places.open().size());
    }

    /**
     * Takes a slot; closing it, once or more often, releases it.
     *
     * @throws ProblemException 429 when this person has too many streams, 503 when the process has
     */
    synchronized StreamSlot take(StreamOwner listener) {
        if (byPerson.getOrDefault(listener.person(), 0) >= settings.streamsPerPerson()) {
            throw ProblemException.later(HttpStatus.TOO_MANY_REQUESTS, "this person has too many streams open", SOON);
        }
        if (taken.size() >= settings.streams()) {
            throw ProblemException.later(HttpStatus.SERVICE_UNAVAILABLE, "too many streams are open", SOON);
        }
        StreamSlot place = new StreamSlot(listener);
        taken.add(place);
        byPerson.merge(listener.person(), 1, Integer::sum);
        return place;
    }

    synchronized List<StreamSlot> open() {
        return List.copyOf(taken);
    }

    private synchronized void giveBack(StreamSlot place) {
        if (taken.remove(place)) {
            byPerson.compute(
                    place.listener().person(), (name, count) -> count == null || count == 1 ? null : count - 1);
        }
    }

    final class StreamSlot implements AutoCloseable {
        private final StreamOwner listener;
        private volatile boolean ended;

        private StreamSlot(StreamOwner listener) {
            this.listener = listener;
        }

        StreamOwner listener() {
            return listener;
        }

        /** Makes its stream end at its next check. */
        void end() {
            ended = true;
        }

        boolean ended() {
            return ended;
        }

        @Override
        public void close() {
            giveBack(this);
        }
    }
}
