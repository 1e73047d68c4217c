package io.cemfleet.runtime.time;

import java.time.Duration;

/** The pause before a retry, which doubles with every failure. */
public final class DoublingPause {
    private static final int MOST_DOUBLINGS = 30;

    private DoublingPause() {}

    /**
     * The pause after a number of failures.
     *
     * @param failures 1 or more; after the first the pause is {@code first}
     * @param longest the pause never exceeds it
     */
    public static Duration after(int failures, Duration first, Duration longest) {
        Duration pause = first.multipliedBy(1L << Math.clamp(failures - 1, 0, MOST_DOUBLINGS));
        return pause.compareTo(longest) > 0 ? longest : pause;
    }
}
