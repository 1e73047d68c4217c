package io.cemfleet.tunnel.policy;

/** How traffic is split between protection and original path, in percent. */
public record PathWeights(int protection, int original) {

    /** All traffic on the protection path. */
    public static final PathWeights PROTECTED = new PathWeights(100, 0);

    public PathWeights {
        if (!valid(protection, original)) {
            throw new IllegalArgumentException(
                    "weights must be 0 to 100 and add up to 100, were %d and %d".formatted(protection, original));
        }
    }

    /** Whether both paths carry traffic. */
    public boolean split() {
        return protection > 0 && original > 0;
    }

    public static boolean valid(int protection, int original) {
        return protection >= 0 && original >= 0 && protection + original == 100;
    }
}
