package io.cemfleet.lab.network;

/** The hash functions of routers and noise: fixed, so that the same flows take the same paths in every run. */
final class FlowHashing {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private FlowHashing() {}

    /** The finaliser of SplitMix64. */
    static long mix(long value) {
        long z = (value + GOLDEN);
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** The next hop that a router selects for a flow, 0 to choices − 1. */
    static int pick(long flow, int router, int choices) {
        return choices == 1 ? 0 : (int) Long.remainderUnsigned(mix(flow ^ (router + 1L) * GOLDEN), choices);
    }

    /** A number from 0 (included) to 1 (not included). */
    static double unit(long value) {
        return (mix(value) >>> 11) * 0x1.0p-53;
    }
}
