package io.cemfleet.path.constraint;

import io.cemfleet.a2a.contract.PathMetric;
import io.cemfleet.path.constraint.PathConstraints.DisjointnessConstraint;
import java.util.Locale;

/** A step of relaxing constraints, in the order in which the steps are taken. */
public enum RelaxationStep {
    /** Shared-risk groups to avoid, and disjointness from them. */
    SRLGS,
    /** More hops: as many as the setting says; without any limit where the caller set none. */
    HOPS,
    /** The IGP's metric instead of the requested one: its paths need shorter segment lists. */
    METRIC,
    /** Routers to avoid, and disjointness from them. */
    NODES,
    /** Edges whose load is unknown, judged by their capacity and what is reserved on them. */
    BANDWIDTH_UNKNOWN,
    /**
     * The bandwidth, since an overloaded link is better than a degraded one; only in plans, and only with an operator's
     * permission.
     */
    BANDWIDTH;

    /** Its name in an answer. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean concerns(PathConstraints constraints) {
        return switch (this) {
            case SRLGS ->
                constraints.has(ConstraintKind.SRLGS)
                        || constraints.disjoint().level() == DisjointnessConstraint.DisjointnessLevel.SRLG;
            case HOPS -> constraints.has(ConstraintKind.MAX_HOPS);
            case METRIC -> constraints.aim().metric() != PathMetric.IGP;
            case NODES ->
                constraints.has(ConstraintKind.NODES)
                        || constraints.disjoint().level() == DisjointnessConstraint.DisjointnessLevel.NODE;
            case BANDWIDTH_UNKNOWN, BANDWIDTH -> constraints.has(ConstraintKind.MIN_BANDWIDTH_MBPS);
        };
    }

    PathConstraints apply(PathConstraints constraints) {
        return switch (this) {
            case SRLGS ->
                linkDisjoint(constraints.without(ConstraintKind.SRLGS), DisjointnessConstraint.DisjointnessLevel.SRLG);
            case HOPS ->
                constraints.withMaxHops(Math.clamp(
                        (long) constraints.limits().maxHops()
                                + constraints.limits().extraHops(),
                        1,
                        Integer.MAX_VALUE));
            case METRIC -> constraints.withMetric(PathMetric.IGP);
            case NODES ->
                linkDisjoint(constraints.without(ConstraintKind.NODES), DisjointnessConstraint.DisjointnessLevel.NODE);
            case BANDWIDTH_UNKNOWN -> constraints.withUnknownLoad();
            case BANDWIDTH -> constraints.without(ConstraintKind.MIN_BANDWIDTH_MBPS);
        };
    }

    private static PathConstraints linkDisjoint(
            PathConstraints constraints, DisjointnessConstraint.DisjointnessLevel from) {
        return constraints.disjoint().level() == from
                ? constraints.with(new DisjointnessConstraint(
                        constraints.disjoint().links(), DisjointnessConstraint.DisjointnessLevel.LINK))
                : constraints;
    }
}
