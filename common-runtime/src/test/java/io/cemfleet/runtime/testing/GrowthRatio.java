package io.cemfleet.runtime.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.function.Consumer;

/** Checks that work on text from outside grows no faster than the text. */
public final class GrowthRatio {
    private static final int SHORT = 4_000;
    private static final int TIMES = 16;
    /** Work that grows with the square of the text would take 256 times as long. */
    private static final int MOST = 5 * TIMES;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int RUNS = 5;
    private static final long FLOOR_NANOS = 500_000;

    private GrowthRatio() {}

    /** Fails when work on a text that repeats one of the pieces 16 times as often takes more than 80 times as long. */
    public static void assertLinear(List<String> pieces, Consumer<String> work) {
        pieces.forEach(piece -> assertLinear(piece, work));
    }

    /** Fails when work on a text that repeats the piece 16 times as often takes more than 80 times as long. */
    public static void assertLinear(String piece, Consumer<String> work) {
        String few = piece.repeat(SHORT / piece.length());
        String many = piece.repeat(SHORT * TIMES / piece.length());
        leastNanos(() -> work.accept(few));
        long before = Math.max(FLOOR_NANOS, leastNanos(() -> work.accept(few)));
        assertThat(leastNanos(() -> work.accept(many)))
                .as("nanoseconds of processor time for %s times as much of '%s'", TIMES, piece)
                .isLessThan(before * MOST);
    }

    /** The least processor time of this thread in a few runs, in nanoseconds: what a busy machine adds is no part of it. */
    public static long leastNanos(Runnable work) {
        long least = Long.MAX_VALUE;
        for (int run = 0; run < RUNS; run++) {
            long begun = THREADS.getCurrentThreadCpuTime();
            work.run();
            least = Math.min(least, THREADS.getCurrentThreadCpuTime() - begun);
        }
        return least;
    }
}
