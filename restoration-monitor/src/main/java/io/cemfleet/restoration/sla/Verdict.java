package io.cemfleet.restoration.sla;

import io.cemfleet.a2a.contract.SlaLimits;
import java.util.Locale;

/** Whether steering helped. */
public enum Verdict {
    HELPED,
    NOT_HELPED,
    /** Something was not measured: never read as help. */
    UNKNOWN;

    /**
     * Helped is within the limits, or clearly better than before.
     *
     * @param part of what it was before, 0 to 1: at most so much of it is clearly better
     */
    public static Verdict of(Suffering before, Suffering after, SlaLimits limits, double part) {
        if (!before.complete() || !after.complete()) {
            return UNKNOWN;
        }
        return after.within(limits) || after.clearlyBetterThan(before, limits, part) ? HELPED : NOT_HELPED;
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
