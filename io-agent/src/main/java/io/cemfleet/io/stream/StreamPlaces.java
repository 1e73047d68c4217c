package io.cemfleet.io.stream;

import io.cemfleet.a2a.problem.ProblemException;
import io.cemfleet.io.ConsoleSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** How many streams this process carries: a number in all, and a number for one person. */
@Component
class StreamPlaces {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final ConsoleSettings settings;
    private final Map<String, Integer> byPerson = new HashMap<>();
    private int taken;

    StreamPlaces(ConsoleSettings settings) {
        this.settings = settings;
    }

    /**
     * Takes a place; closing it, once or more often, gives it back.
     *
     * @throws ProblemException 429 when this person has too many streams, 503 when the process has
     */
    synchronized Place take(String person) {
        if (byPerson.getOrDefault(person, 0) >= settings.streamsPerPerson()) {
            throw ProblemException.later(
                    HttpStatus.TOO_MANY_REQUESTS, "this person has too many streams open", SOON);
        }
        if (taken >= settings.streams()) {
            throw ProblemException.later(HttpStatus.SERVICE_UNAVAILABLE, "too many streams are open", SOON);
        }
        taken++;
        byPerson.merge(person, 1, Integer::sum);
        return new Place(person);
    }

    synchronized int taken() {
        return taken;
    }

    private synchronized void giveBack(String person) {
        taken--;
        byPerson.compute(person, (name, count) -> count == null || count == 1 ? null : count - 1);
    }

    final class Place implements AutoCloseable {
        private final String person;
        private final AtomicBoolean held = new AtomicBoolean(true);

        private Place(String person) {
            this.person = person;
        }

        @Override
        public void close() {
            if (held.compareAndSet(true, false)) {
                giveBack(person);
            }
        }
    }
}
