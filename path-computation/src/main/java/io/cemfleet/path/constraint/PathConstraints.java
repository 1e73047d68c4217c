package io.cemfleet.path.constraint;

import io.cemfleet.a2a.contract.PathMetric;
import io.cemfleet.a2a.contract.TeType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All constraints of a path. Routers are slugs. */
public record PathConstraints(
        PathEnds ends,
        Exclusions avoid,
        PathLimits limits,
        AffinityMasks affinity,
        DisjointnessConstraint disjoint,
        PathObjective aim) {

    public record PathEnds(String source, String target) {}

    /** The elements that the path must avoid. */
    public record Exclusions(Set<String> links, Set<String> nodes, Set<Long> srlgs) {

        public Exclusions {
            links = Set.copyOf(links);
            nodes = Set.copyOf(nodes);
            srlgs = Set.copyOf(srlgs);
        }
    }

    /**
     * Upper and lower limits.
     *
     * @param maxHops {@link Integer#MAX_VALUE} for none
     * @param extraHops the additional hops of the relaxation
     * @param minBandwidthMbps free capacity that every edge must have
     * @param unknownLoad whether an edge of unknown load is admitted by its capacity alone
     * @param msd whether the segment list must fit the head-end's maximum SID depth
     */
    public record PathLimits(
            int maxHops,
            int extraHops,
            @Nullable Double maxDelayMs,
            @Nullable Double minBandwidthMbps,
            boolean unknownLoad,
            boolean msd) {

        PathLimits withMaxHops(int hops) {
            return new PathLimits(hops, extraHops, maxDelayMs, minBandwidthMbps, unknownLoad, msd);
        }

        PathLimits withMaxDelay(@Nullable Double milliseconds) {
            return new PathLimits(maxHops, extraHops, milliseconds, minBandwidthMbps, unknownLoad, msd);
        }

        PathLimits withMinBandwidth(@Nullable Double mbps) {
            return new PathLimits(maxHops, extraHops, maxDelayMs, mbps, unknownLoad, msd);
        }

        PathLimits withUnknownLoad() {
            return new PathLimits(maxHops, extraHops, maxDelayMs, minBandwidthMbps, true, msd);
        }

        PathLimits withoutMsd() {
            return new PathLimits(maxHops, extraHops, maxDelayMs, minBandwidthMbps, unknownLoad, false);
        }
    }

    /** Administrative group bits (RFC 3630 §2.5.9, RFC 2702); 0 means no constraint. */
    public record AffinityMasks(long includeAny, long includeAll, long excludeAny) {

        public static final AffinityMasks NONE = new AffinityMasks(0, 0, 0);

        boolean holds(long bits) {
            return (includeAny == 0 || (bits & includeAny) != 0)
                    && (bits & includeAll) == includeAll
                    && (bits & excludeAny) == 0;
        }
    }

    /** Links to be disjoint from; {@code NODE} and {@code SRLG} include {@code LINK}. */
    public record DisjointnessConstraint(Set<String> links, DisjointnessLevel level) {

        /** The kind of disjointness. */
        public enum DisjointnessLevel {
            LINK,
            NODE,
            SRLG
        }

        public static final DisjointnessConstraint NONE = new DisjointnessConstraint(Set.of(), DisjointnessLevel.LINK);

        public DisjointnessConstraint {
            links = Set.copyOf(links);
        }
    }

    /** The metric that is minimised, and the purpose of the path. */
    public record PathObjective(PathMetric metric, TeType teType) {}

    boolean has(ConstraintKind constraint) {
        return switch (constraint) {
            case LINKS -> !avoid.links().isEmpty();
            case NODES -> !avoid.nodes().isEmpty();
            case SRLGS -> !avoid.srlgs().isEmpty();
            case DISJOINT_FROM -> !disjoint.links().isEmpty();
            case AFFINITIES -> !affinity.equals(AffinityMasks.NONE);
            case MAX_HOPS -> limits.maxHops() != Integer.MAX_VALUE;
            case MAX_DELAY_MS -> limits.maxDelayMs() != null;
            case MIN_BANDWIDTH_MBPS -> limits.minBandwidthMbps() != null;
            case MSD -> limits.msd();
            case SLA_LIMITS -> false;
        };
    }

    PathConstraints without(ConstraintKind constraint) {
        return switch (constraint) {
            case LINKS -> with(new Exclusions(Set.of(), avoid.nodes(), avoid.srlgs()));
            case NODES -> with(new Exclusions(avoid.links(), Set.of(), avoid.srlgs()));
            case SRLGS -> with(new Exclusions(avoid.links(), avoid.nodes(), Set.of()));
            case DISJOINT_FROM -> with(DisjointnessConstraint.NONE);
            case AFFINITIES -> new PathConstraints(ends, avoid, limits, AffinityMasks.NONE, disjoint, aim);
            case MAX_HOPS -> withMaxHops(Integer.MAX_VALUE);
            case MAX_DELAY_MS -> withMaxDelay(null);
            case MIN_BANDWIDTH_MBPS -> withMinBandwidth(null);
            case MSD -> with(limits.withoutMsd());
            case SLA_LIMITS -> this;
        };
    }

    /** A copy with another bound on hops; {@link Integer#MAX_VALUE} for none. */
    public PathConstraints withMaxHops(int maxHops) {
        return with(limits.withMaxHops(maxHops));
    }

    /** A copy with another bound on the delay, milliseconds. */
    public PathConstraints withMaxDelay(@Nullable Double milliseconds) {
        return with(limits.withMaxDelay(milliseconds));
    }

    /** A copy with another minimum bandwidth. */
    public PathConstraints withMinBandwidth(@Nullable Double mbps) {
        return with(limits.withMinBandwidth(mbps));
    }

    PathConstraints withUnknownLoad() {
        return with(limits.withUnknownLoad());
    }

    PathConstraints withMetric(PathMetric metric) {
        return new PathConstraints(ends, avoid, limits, affinity, disjoint, new PathObjective(metric, aim.teType()));
    }

    /** A copy that is disjoint from other links. */
    public PathConstraints with(DisjointnessConstraint other) {
        return new PathConstraints(ends, avoid, limits, affinity, other, aim);
    }

    private PathConstraints with(Exclusions other) {
        return new PathConstraints(ends, other, limits, affinity, disjoint, aim);
    }

    private PathConstraints with(PathLimits other) {
        return new PathConstraints(ends, avoid, other, affinity, disjoint, aim);
    }
}
