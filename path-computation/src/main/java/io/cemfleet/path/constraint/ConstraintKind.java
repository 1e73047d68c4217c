package io.cemfleet.path.constraint;

import java.util.Locale;

/**
 * What can stand in the way of a path, in the order in which it is cheapest to give up. {@link #LINKS} are never
 * offered for it: they are degraded. {@link #MSD} is the head-end's, not the caller's.
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
    /** What was promised to the services; no constraint of the caller's, and named only where plans decline. */
    SLA_LIMITS;

    /** Its name in an explanation. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
