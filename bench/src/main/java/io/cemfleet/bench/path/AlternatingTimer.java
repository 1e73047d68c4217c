package io.cemfleet.bench.path;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Times several sides of one comparison in turn, by the processor time of this thread, so that waiting for a processor
 * does not count. The first third of the rounds warms up; a side's figure is the median of its other rounds.
 */
public final class AlternatingTimer {
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();
    private static final int FEWEST_ROUNDS = 3;
    private static final int MOST_ROUNDS = 3_000;

    private final int pairs;
    private final long nanos;

    /**
     * @param pairs calls of each side in a round
     * @param nanos how long all rounds may take; at least three are done
     */
    public AlternatingTimer(int pairs, long nanos) {
        this.pairs = pairs;
        this.nanos = nanos;
    }

    /** Microseconds of one call of each side. */
    public List<Double> compare(IntConsumer... sides) {
        var times = new ArrayList<long[]>();
        long begin = System.nanoTime();
        while (times.size() < FEWEST_ROUNDS || (times.size() < MOST_ROUNDS && System.nanoTime() - begin < nanos)) {
            var round = new long[sides.length];
            for (int side = 0; side < sides.length; side++) {
                long started = CLOCK.getCurrentThreadCpuTime();
                for (int pair = 0; pair < pairs; pair++) {
                    sides[side].accept(pair);
                }
                round[side] = CLOCK.getCurrentThreadCpuTime() - started;
            }
            times.add(round);
        }
        var figures = new ArrayList<Double>();
        for (int side = 0; side < sides.length; side++) {
            int column = side;
            long[] sorted = times.stream()
                    .skip(times.size() / 3)
                    .mapToLong(round -> round[column])
                    .toArray();
            Arrays.sort(sorted);
            figures.add(sorted[sorted.length / 2] / 1e3 / pairs);
        }
        return figures;
    }
}
