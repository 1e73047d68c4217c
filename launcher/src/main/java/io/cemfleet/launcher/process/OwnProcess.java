package io.cemfleet.launcher.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A running process of this fleet.
 *
 * @param part which of the fleet's processes it is, as {@code ./fleet status} names it
 * @param handle pid and start time as the system knows them: a pid that was given to another program is never signalled
 */
public record OwnProcess(String part, ProcessHandle handle) {
    public long pid() {
        return handle.pid();
    }

    public Optional<Instant> since() {
        return handle.info().startInstant();
    }

    /** Asks it to end, waits, and ends it by force when it has not. */
    public void stop(Duration grace) {
        if (handle.isAlive() && handle.destroy() && ended(grace)) {
            return;
        }
        if (handle.isAlive()) {
            handle.destroyForcibly();
            ended(Duration.ofSeconds(10));
        }
    }

    private boolean ended(Duration limit) {
        return PollingWait.until(limit, Duration.ofMillis(50), () -> !handle.isAlive());
    }
}
