package io.cemfleet.path.constraint;

import io.cemfleet.a2a.contract.PathMetric;
import io.cemfleet.a2a.contract.PathSegment;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.network.topology.Router;
import io.cemfleet.path.graph.EdgeCosts;
import io.cemfleet.path.graph.NextBestPaths;
import io.cemfleet.path.graph.PathBounds;
import io.cemfleet.path.graph.PathSearch;
import io.cemfleet.path.graph.SearchMask;
import io.cemfleet.path.segment.SegmentEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Finds the best path that satisfies all constraints and the quality rule, with its segment list. Where a path is not
 * good enough, or its list is longer than the head-end can push, the finder tries the next best paths: a dozen in each
 * search, beyond that fifty for all searches of a finder, and more as long as that took less than 50 ms.
 */
public final class PathFinder {

    private static final int CANDIDATES = 12;
    private static final int SPARE_CANDIDATES = 50;
    private static final long SPARE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final PathNetwork network;
    private final int unknownMsd;
    private final PathQualityRule standard;
    private final SegmentEncoder encoder;
    private int spare = SPARE_CANDIDATES;
    private long spareNanos = SPARE_NANOS;

    /** @param unknownMsd SID depth of a head-end that reports none */
    public PathFinder(PathNetwork network, int unknownMsd) {
        this(network, unknownMsd, PathQualityRule.ANY);
    }

    /** @param unknownMsd SID depth of a head-end that reports none */
    public PathFinder(PathNetwork network, int unknownMsd, PathQualityRule standard) {
        this.network = network;
        this.unknownMsd = unknownMsd;
        this.standard = standard;
        this.encoder = new SegmentEncoder(network.routes());
    }

    public PathNetwork network() {
        return network;
    }

    /**
     * The best path; empty when there is none, or an end is not in this topology.
     *
     * @throws io.cemfleet.path.graph.SearchLimitExceeded when the search gave up
     */
    public Optional<FoundPath> best(PathConstraints constraints) {
        return paths(constraints).flatMap(paths -> firstThatFits(paths, constraints));
    }

    /** The next best paths after the best one, at most {@code count}. */
    public List<FoundPath> alternatives(PathConstraints constraints, FoundPath best, int count) {
        var found = new ArrayList<FoundPath>();
        var paths = paths(constraints);
        for (int tried = 0; paths.isPresent() && found.size() < count && tried < CANDIDATES * 2; tried++) {
            var next = paths.get().next();
            if (next.isEmpty()) {
                break;
            }
            if (!Arrays.equals(next.get(), best.edges())) {
                fitted(next.get(), constraints).ifPresent(found::add);
            }
        }
        return found;
    }

    private Optional<NextBestPaths> paths(PathConstraints constraints) {
        var graph = network.graph();
        var source = graph.node(constraints.ends().source());
        var target = graph.node(constraints.ends().target());
        if (source.isEmpty() || target.isEmpty()) {
            return Optional.empty();
        }
        var search = new PathSearch(
                graph, costs(constraints.aim().metric()), network.state().delays());
        return Optional.of(
                search.nextBest(source.getAsInt(), target.getAsInt(), mask(constraints), bounds(constraints.limits())));
    }

    private SearchMask mask(PathConstraints constraints) {
        var mask = EdgeAdmission.mask(network, constraints);
        if (standard == PathQualityRule.ANY) {
            return mask;
        }
        for (int edge = 0; edge < network.graph().edgeCount(); edge++) {
            if (standard.bars(edge)) {
                mask.closeEdge(edge);
            }
        }
        return mask;
    }

    private Optional<FoundPath> firstThatFits(NextBestPaths paths, PathConstraints constraints) {
        for (int tried = 0; tried < CANDIDATES || spare > 0 || spareNanos > 0; tried++) {
            long started = System.nanoTime();
            var path = paths.next();
            var fitted = path.flatMap(edges -> fitted(edges, constraints));
            if (path.isEmpty() || fitted.isPresent()) {
                return fitted;
            }
            if (tried >= CANDIDATES) {
                spare--;
                spareNanos -= System.nanoTime() - started;
            }
        }
        return Optional.empty();
    }

    private Optional<FoundPath> fitted(int[] path, PathConstraints constraints) {
        if (!standard.accepts(path)) {
            return Optional.empty();
        }
        var segments = encoder.encode(network.graph().directions(path));
        if (!constraints.limits().msd()) {
            return Optional.of(found(path, segments.orElse(List.of()), constraints));
        }
        return segments.filter(list -> list.size() <= depth(constraints.ends().source()))
                .map(list -> found(path, list, constraints));
    }

    private FoundPath found(int[] path, List<PathSegment> segments, PathConstraints constraints) {
        return new FoundPath(network, path, segments, constraints.aim().teType());
    }

    /** The number of SIDs that a head-end (slug) can push. */
    public int depth(String headEnd) {
        return network.topology().router(headEnd).map(Router::msd).orElse(unknownMsd);
    }

    /** Whether the SID depth limits lists of this kind. */
    public static boolean needsSegments(TeType teType) {
        return teType == TeType.SR_MPLS;
    }

    private EdgeCosts costs(PathMetric metric) {
        var graph = network.graph();
        return switch (metric) {
            case IGP -> graph.igp();
            case TE -> graph.te();
            case DELAY -> network.state().delays();
            case HOPS -> graph.hops();
        };
    }

    /** A delay that exceeds the range of whole microseconds is not a bound. */
    private static PathBounds bounds(PathConstraints.PathLimits limits) {
        var delay = limits.maxDelayMs();
        return new PathBounds(
                limits.maxHops(), delay == null ? Long.MAX_VALUE : (long) Math.floor(delay * 1000 + 1e-6));
    }
}
