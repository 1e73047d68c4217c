package io.cemfleet.launcher.process;

import io.cemfleet.launcher.state.FleetFailure;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for a condition by polling, up to a time limit. */
public final class PollingWait {
    private PollingWait() {}

    /** @return whether the condition came true within the limit */
    public static boolean until(Duration limit, Duration interval, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() >= end) {
                return false;
            }
            pause(interval);
        }
        return true;
    }

    public static void pause(Duration interval) {
        try {
            Thread.sleep(interval);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FleetFailure("interrupted", e);
        }
    }
}
