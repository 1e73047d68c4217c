package io.cemfleet.tunnel.policy;

import java.util.Collection;
import java.util.Collections;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Chooses a preference among those of other candidate paths (RFC 9256 §2.9: the highest valid one is active). */
public final class PreferenceRules {

    /** The highest preference there is. */
    public static final int HIGHEST = 65535;

    private PreferenceRules() {}

    /**
     * A free preference that takes over no traffic: below all others, so that their own fallbacks stay in force; where
     * the lowest is in use, below the active one.
     *
     * @param active preference of the active path, absent when none is
     * @param usual the preference that is used where it is free
     */
    public static OptionalInt below(Collection<Integer> others, @Nullable Integer active, int usual) {
        if (others.isEmpty()) {
            return OptionalInt.of(usual);
        }
        int lowest = Collections.min(others);
        if (lowest > 1) {
            return OptionalInt.of(Math.min(usual, lowest - 1));
        }
        int limit = active == null ? usual + 1 : active;
        return IntStream.iterate(limit - 1, p -> p >= 1, p -> p - 1)
                .filter(p -> !others.contains(p))
                .findFirst();
    }

    /** A preference above all others. */
    public static OptionalInt above(Collection<Integer> others, int usual, int step) {
        if (others.isEmpty()) {
            return OptionalInt.of(usual);
        }
        int highest = Collections.max(others);
        return highest >= HIGHEST ? OptionalInt.empty() : OptionalInt.of(Math.min(HIGHEST, highest + step));
    }
}
