package io.cemfleet.path.constraint;

import io.cemfleet.a2a.contract.PathMetric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Explains why there is no path, by removal tests over every subset of the constraints, small ones first: there are at
 * most nine constraints, so at most 512 subsets, each searched once. After a second no further one is begun: then all
 * constraints are named, or no relaxation.
 */
final class ConstraintConflict {

    private final PathFinder finder;
    private final PathConstraints constraints;
    private final List<ConstraintKind> present;
    private final Map<Set<ConstraintKind>, Boolean> tested = new HashMap<>();
    private final long begin = System.nanoTime();
    private final long enough;

    ConstraintConflict(PathFinder finder, PathConstraints constraints) {
        this(finder, constraints, Duration.ofSeconds(1));
    }

    /** @param enough after which no further search is begun */
    ConstraintConflict(PathFinder finder, PathConstraints constraints, Duration enough) {
        this.finder = finder;
        this.constraints = constraints;
        this.enough = enough.toNanos();
        this.present =
                Arrays.stream(ConstraintKind.values()).filter(constraints::has).toList();
    }

    PathSolution.Unsolved explain() {
        var conflicting = subsets(present)
                .takeWhile(kept -> inTime())
                .filter(kept -> !solvable(others(kept)))
                .findFirst()
                .orElse(present);
        return new PathSolution.Unsolved(conflicting, cheapest(conflicting));
    }

    /** Every helpful set contains a constraint of the conflict, so that no other set is tried. */
    private @Nullable String cheapest(List<ConstraintKind> conflicting) {
        var mayGo = present.stream()
                .filter(c -> c != ConstraintKind.LINKS && c != ConstraintKind.MSD)
                .toList();
        return subsets(mayGo)
                .filter(given -> given.stream().anyMatch(conflicting::contains))
                .takeWhile(given -> inTime())
                .filter(this::solvable)
                .findFirst()
                .map(this::describe)
                .orElse(null);
    }

    private boolean inTime() {
        return System.nanoTime() - begin < enough;
    }

    private boolean solvable(List<ConstraintKind> given) {
        return tested.computeIfAbsent(
                Set.copyOf(given), unused -> finder.best(without(given)).isPresent());
    }

    private String describe(List<ConstraintKind> given) {
        if (given.size() > 1) {
            return given.stream().map(ConstraintKind::wire).collect(Collectors.joining(" + "));
        }
        var constraint = given.getFirst();
        return value(constraint).map(value -> constraint.wire() + "=" + value).orElse(constraint.wire());
    }

    /** The nearest value that admits a path, for a constraint with a value. */
    private Optional<String> value(ConstraintKind constraint) {
        var rest = constraints.without(constraint);
        return switch (constraint) {
            case MAX_HOPS ->
                finder.best(rest.withMetric(PathMetric.HOPS)).map(path -> String.valueOf(path.edges().length));
            case MAX_DELAY_MS ->
                finder.best(rest.withMetric(PathMetric.DELAY))
                        .map(path -> String.format(Locale.ROOT, "%.3f", path.delayMs()));
            case MIN_BANDWIDTH_MBPS -> widest();
            default -> Optional.empty();
        };
    }

    private Optional<String> widest() {
        var state = finder.network().state();
        var rooms = IntStream.range(0, finder.network().graph().edgeCount())
                .mapToDouble(edge ->
                        Double.isNaN(state.residualMbps(edge)) ? state.emptyMbps(edge) : state.residualMbps(edge))
                .filter(room -> !Double.isNaN(room) && room >= 0)
                .sorted()
                .distinct()
                .toArray();
        int works = -1;
        for (int low = 0, high = rooms.length - 1; low <= high; ) {
            int middle = (low + high) >>> 1;
            if (finder.best(constraints.withMinBandwidth(rooms[middle])).isPresent()) {
                works = middle;
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return works < 0 ? Optional.empty() : Optional.of(String.format(Locale.ROOT, "%.0f", Math.floor(rooms[works])));
    }

    private PathConstraints without(List<ConstraintKind> given) {
        var rest = constraints;
        for (var constraint : given) {
            rest = rest.without(constraint);
        }
        return rest;
    }

    private List<ConstraintKind> others(List<ConstraintKind> kept) {
        var others = new ArrayList<>(present);
        others.removeAll(kept);
        return others;
    }

    /** All subsets, the empty one first, then by size and by the constraints' order. */
    private static java.util.stream.Stream<List<ConstraintKind>> subsets(List<ConstraintKind> all) {
        return IntStream.range(0, 1 << all.size())
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(Integer::bitCount).thenComparing(Comparator.naturalOrder()))
                .map(bits -> IntStream.range(0, all.size())
                        .filter(i -> (bits & 1 << i) != 0)
                        .mapToObj(all::get)
                        .toList());
    }
}
