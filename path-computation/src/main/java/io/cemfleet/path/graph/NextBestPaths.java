package io.cemfleet.path.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/** Yen's algorithm: each call gives the next cheapest path without loops. Paths over parallel links are different paths. */
public final class NextBestPaths {

    record PathQuery(int source, int target, SearchMask mask, PathBounds bounds) {}

    private record PathCandidate(long key, int[] path, int branchesAt) {}

    private final PathGraph graph;
    private final PathSearch search;
    private final PathQuery question;
    private final List<int[]> given = new ArrayList<>();
    private final Set<List<Integer>> known = new HashSet<>();
    private final PriorityQueue<PathCandidate> candidates = new PriorityQueue<>(
            Comparator.comparingLong(PathCandidate::key).thenComparing(PathCandidate::path, Arrays::compare));
    private int lastBranch;
    private final RemainingPaths remaining;

    NextBestPaths(PathGraph graph, PathSearch search, PathQuery question) {
        this.graph = graph;
        this.search = search;
        this.question = question;
        this.remaining = search.remaining(question.target(), question.mask());
    }

    /** The next path; empty when there are no more. */
    public Optional<int[]> next() {
        if (given.isEmpty()) {
            offer(
                    new int[0],
                    search.cheapest(
                            question.source(), question.target(), question.mask(), question.bounds(), remaining));
        } else {
            branchOff(given.getLast());
        }
        var best = candidates.poll();
        if (best == null) {
            return Optional.empty();
        }
        given.add(best.path());
        lastBranch = best.branchesAt();
        return Optional.of(best.path());
    }

    private void branchOff(int[] path) {
        for (int at = lastBranch; at < path.length; at++) {
            var root = Arrays.copyOf(path, at);
            var mask = question.mask().copy();
            for (int edge : root) {
                mask.closeNode(graph.from(edge));
            }
            for (var other : given) {
                if (other.length > at && Arrays.equals(root, Arrays.copyOf(other, at))) {
                    mask.closeEdge(other[at]);
                }
            }
            offer(
                    root,
                    search.cheapestTowards(
                            graph.from(path[at]),
                            question.target(),
                            mask,
                            search.rest(question.bounds(), root),
                            remaining));
        }
    }

    private void offer(int[] root, Optional<int[]> spur) {
        if (spur.isEmpty()) {
            return;
        }
        var path = Arrays.copyOf(root, root.length + spur.get().length);
        System.arraycopy(spur.get(), 0, path, root.length, spur.get().length);
        if (known.add(Arrays.stream(path).boxed().toList())) {
            candidates.add(new PathCandidate(search.costs().key(path), path, root.length));
        }
    }
}
