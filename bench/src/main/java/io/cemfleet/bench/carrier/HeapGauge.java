package io.cemfleet.bench.carrier;

import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/** How many bytes of the heap an object keeps alive: what is used after a collection with it, less what was used before. */
final class HeapGauge {
    private static final int COLLECTIONS = 3;

    private HeapGauge() {}

    /** Builds the object and passes its size on; it stays alive until then. */
    static <T> SizedObject<T> sizeOf(Supplier<T> build) {
        long before = used();
        T built = build.get();
        return new SizedObject<>(built, used() - before);
    }

    /** @param bytes beside what was alive before it */
    record SizedObject<T>(T built, long bytes) {}

    private static long used() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
