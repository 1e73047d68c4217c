package io.cemfleet.launcher.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A running process of this fleet.
 *
 * @param part the name of the process, as in {@code ./fleet status}
 * @param handle pid and start time as the system reports them, so that a reused pid is never signalled
 */
public record OwnProcess(String part, ProcessHandle handle) {
    public long pid() {
        return handle.pid();
    }

    public Optional<Instant> since() {
        return handle.info().startInstant();
    }

    /** Requests the process to end, waits, and kills it if it has not ended. */
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
