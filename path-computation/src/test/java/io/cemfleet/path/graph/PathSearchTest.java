package io.cemfleet.path.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.path.PathFixtures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jgrapht.Graph;
import org.jgrapht.alg.shortestpath.DijkstraShortestPath;
import org.jgrapht.alg.shortestpath.YenKShortestPath;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.DirectedWeightedMultigraph;
import org.jgrapht.graph.SimpleDirectedWeightedGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every search is held against a reference: JGraphT where it has the problem, all simple paths where it has not. */
class PathSearchTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void dijkstraCostsWhatTheReferenceCostsWithParallelLinks(long seed) {
        // given
        var graph = PathGraph.of(PathFixtures.random(seed, 60, 120, 20));
        var costs = igp(graph);
        var reference = new DirectedWeightedMultigraph<Integer, DefaultWeightedEdge>(DefaultWeightedEdge.class);
        fill(reference, graph, costs);
        var dijkstra = new DijkstraShortestPath<>(reference);
        var search = new PathSearch(graph, costs, costs);
        for (int target = 1; target < graph.nodeCount(); target++) {
            // when
            var path = search.cheapest(0, target, SearchMask.none(graph), PathBounds.NONE)
                    .orElseThrow();
            // then
            assertThat((double) costs.of(path)).isEqualTo(dijkstra.getPathWeight(0, target));
            assertLeads(graph, path, 0, target);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void nextBestPathsCostWhatTheReferencesCost(long seed) {
        // given
        var graph = PathGraph.of(PathFixtures.random(seed, 20, 25, 9));
        var costs = igp(graph);
        var reference = new SimpleDirectedWeightedGraph<Integer, DefaultWeightedEdge>(DefaultWeightedEdge.class);
        var mask = fill(reference, graph, costs);
        var expected = new YenKShortestPath<>(reference)
                .getPaths(0, 19, 12).stream()
                        .map(path -> (long) path.getWeight())
                        .toList();
        // when
        var paths = new PathSearch(graph, costs, costs).nextBest(0, 19, mask, PathBounds.NONE);
        var found = take(paths, 12);
        // then
        assertThat(found.stream().map(costs::of)).containsExactlyElementsOf(expected);
        assertThat(found.stream().map(Arrays::toString)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28, 29, 30})
    void boundsOnHopsAndDelayAreExact(long seed) {
        // given
        var topology = PathFixtures.random(seed, 8, 9, 9);
        var graph = PathGraph.of(topology);
        var costs = igp(graph);
        var delays = PathFixtures.network(topology, 0.1).state().delays();
        var search = new PathSearch(graph, costs, delays);
        var all = allPaths(graph, 0, 7);
        var random = new Random(seed);
        for (int round = 0; round < 40; round++) {
            var bounds = new PathBounds(1 + random.nextInt(7), 1000L * (3 + random.nextInt(40)));
            // when
            var best = search.cheapest(0, 7, SearchMask.none(graph), bounds);
            var ranked = take(search.nextBest(0, 7, SearchMask.none(graph), bounds), 6);
            // then
            var expected = all.stream()
                    .filter(path -> bounds.hold(path.length, delays.of(path)))
                    .map(costs::key)
                    .sorted()
                    .limit(6)
                    .toList();
            assertThat(best.map(costs::key).stream().toList())
                    .isEqualTo(expected.stream().limit(1).toList());
            assertThat(ranked.stream().map(costs::key)).containsExactlyElementsOf(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void noPathUsesAMaskedEdgeOrRouter(long seed) {
        // given
        var graph = PathGraph.of(PathFixtures.random(seed, 12, 20, 5));
        var costs = igp(graph);
        var mask = SearchMask.none(graph);
        mask.closeNode(5);
        mask.closeEdge(graph.first[0]);
        // when
        var found = take(new PathSearch(graph, costs, costs).nextBest(0, 11, mask, PathBounds.NONE), 20);
        // then
        assertThat(found).allSatisfy(path -> {
            assertThat(path).doesNotContain(graph.first[0]);
            assertThat(Arrays.stream(path).map(graph::to)).doesNotContain(5);
            assertLeads(graph, path, 0, 11);
        });
    }

    private static EdgeCosts igp(PathGraph graph) {
        return EdgeCosts.of(graph, edge -> graph.direction(edge).igpMetric());
    }

    private static List<int[]> take(NextBestPaths paths, int count) {
        var taken = new ArrayList<int[]>();
        for (var path = paths.next(); path.isPresent() && taken.size() < count; path = paths.next()) {
            taken.add(path.get());
        }
        return taken;
    }

    /** Returns a mask of the edges that the reference cannot represent: all but the first between two routers. */
    private static SearchMask fill(Graph<Integer, DefaultWeightedEdge> reference, PathGraph graph, EdgeCosts costs) {
        var mask = SearchMask.none(graph);
        for (int node = 0; node < graph.nodeCount(); node++) {
            reference.addVertex(node);
        }
        for (int edge = 0; edge < graph.edgeCount(); edge++) {
            var added = reference.addEdge(graph.from(edge), graph.to(edge));
            if (added == null) {
                mask.closeEdge(edge);
            } else {
                reference.setEdgeWeight(added, costs.of(edge));
            }
        }
        return mask;
    }

    private static List<int[]> allPaths(PathGraph graph, int source, int target) {
        var found = new ArrayList<int[]>();
        extend(graph, source, target, new ArrayList<>(), new boolean[graph.nodeCount()], found);
        return found;
    }

    private static void extend(
            PathGraph graph, int node, int target, List<Integer> way, boolean[] seen, List<int[]> found) {
        if (node == target) {
            found.add(way.stream().mapToInt(Integer::intValue).toArray());
            return;
        }
        seen[node] = true;
        for (int edge = graph.first[node]; edge < graph.first[node + 1]; edge++) {
            if (!seen[graph.to(edge)]) {
                way.add(edge);
                extend(graph, graph.to(edge), target, way, seen, found);
                way.removeLast();
            }
        }
        seen[node] = false;
    }

    private static void assertLeads(PathGraph graph, int[] path, int source, int target) {
        int here = source;
        for (int edge : path) {
            assertThat(graph.from(edge)).isEqualTo(here);
            here = graph.to(edge);
        }
        assertThat(here).isEqualTo(target);
    }
}
