package io.cemfleet.path.constraint;

import java.util.Locale;

/**
 * The kinds of constraints that can prevent a path, in the order in which they are cheapest to relax. {@link #LINKS}
 * are never relaxed: they are degraded. {@link #MSD} is the head-end's, not the caller's.
 */
public enum ConstraintKind {
    SRLGS,
    MAX_HOPS,
    MIN_BANDWIDTH_MBPS,
    AFFINITIES,
    DISJOINT_FROM,
    MAX_DELAY_MS,
    NODES,
    MSD,
    LINKS,
    /**
     * The SLA of the services. It is not a constraint of the caller, and appears only when a plan declines a
     * protection.
     */
    SLA_LIMITS;

    /** Its name in an explanation. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
