package io.cemfleet.path.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.network.topology.Router;
import io.cemfleet.path.PathFixtures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jgrapht.alg.shortestpath.DijkstraShortestPath;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.DirectedWeightedMultigraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The search gives the very edges of the textbook algorithm, and the cost that JGraphT finds. */
class MaskedSearchTest {

    /** Few more links than routers make chains, rings and dead ends; many make junctions. */
    @ParameterizedTest
    @CsvSource({"1, 0", "2, 1", "3, 3", "4, 6", "5, 10", "6, 15", "7, 30", "8, 45", "9, 45", "10, 60"})
    void everyPathIsThePlainOneUnderAnyMaskTiesIncluded(long seed, int moreLinks) {
        // given: metrics of 0 to 2 with parallel links, so that equal paths abound
        var graph = PathGraph.of(PathFixtures.random(seed, 30, moreLinks, 3));
        var costs = EdgeCosts.of(graph, edge -> graph.direction(edge).igpMetric() - 1);
        var search = new PathSearch(graph, costs, costs);
        var random = new Random(seed);
        int found = 0;
        for (int round = 0; round < 400; round++) {
            var mask = mask(graph, random, round % 20);
            int source = random.nextInt(graph.nodeCount());
            int target = random.nextInt(graph.nodeCount());
            // when
            var path = search.cheapest(source, target, mask, PathBounds.NONE);
            // then
            var expected = PlainDijkstra.path(graph, costs, mask, source, target);
            assertThat(path.map(Arrays::toString)).isEqualTo(expected.map(Arrays::toString));
            assertThat(path.map(costs::of).orElse(-1L)).isEqualTo(reference(graph, costs, mask, source, target));
            var remaining = search.remaining(target, SearchMask.none(graph));
            assertThat(search.cheapestTowards(source, target, mask, PathBounds.NONE, remaining)
                            .map(Arrays::toString))
                    .isEqualTo(expected.map(Arrays::toString));
            found += expected.isPresent() ? 1 : 0;
        }
        assertThat(found).isBetween(50, 399);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 8, 9})
    void aRingWithoutJunctionsIsSearchedBothWaysRound(int routers) {
        // given
        var graph = PathGraph.of(PathFixtures.ring(routers));
        var search = new PathSearch(graph, graph.igp(), graph.igp());
        for (int source = 0; source < routers; source++) {
            for (int target = 0; target < routers; target++) {
                // when
                var path = search.cheapest(source, target, SearchMask.none(graph), PathBounds.NONE);
                // then
                var expected = PlainDijkstra.path(graph, graph.igp(), SearchMask.none(graph), source, target);
                assertThat(path.map(Arrays::toString)).isEqualTo(expected.map(Arrays::toString));
            }
        }
    }

    @Test
    void hugeMetricsAreExactUpToTheirBoundAndNeverOverflow() {
        // given
        var graph = PathGraph.of(PathFixtures.ring(50));
        var costs = EdgeCosts.of(graph, edge -> Long.MAX_VALUE);
        // when
        var path = new PathSearch(graph, costs, costs)
                .cheapest(0, 25, SearchMask.none(graph), PathBounds.NONE)
                .orElseThrow();
        // then
        assertThat(costs.of(path)).isEqualTo(path.length * (1L << 30));
        assertThat(path)
                .isEqualTo(PlainDijkstra.path(graph, costs, SearchMask.none(graph), 0, 25)
                        .orElseThrow());
    }

    @Test
    void aChainOfMoreRoutersThanSixteenBitsCountIsSearchedToItsEnd() {
        // given
        int routers = 70_000;
        var graph = PathGraph.of(chain(routers));
        var costs = EdgeCosts.of(graph, edge -> Long.MAX_VALUE);
        // when
        var path = new PathSearch(graph, costs, costs)
                .cheapest(
                        graph.node("n1").orElseThrow(),
                        graph.node("n" + routers).orElseThrow(),
                        SearchMask.none(graph),
                        PathBounds.NONE)
                .orElseThrow();
        // then
        assertThat(path).hasSize(routers - 1);
        assertThat(costs.of(path)).isEqualTo((routers - 1) * (1L << 28));
    }

    private static NetworkTopology chain(int routers) {
        var links = new ArrayList<io.cemfleet.network.topology.LinkDirection>();
        List<Router> nodes = new ArrayList<>();
        for (int i = 1; i <= routers; i++) {
            nodes.add(NetworkFixtures.router("N" + i, i));
            if (i > 1) {
                var id = "n" + (i - 1) + "-n" + i;
                links.addAll(NetworkFixtures.link(id, "N" + (i - 1), 1, "N" + i, 2, 10, 1, 1));
            }
        }
        return NetworkTopology.of(nodes, links, NetworkFixtures.NOW);
    }

    private static SearchMask mask(PathGraph graph, Random random, int closed) {
        var mask = SearchMask.none(graph);
        for (int i = 0; i < closed; i++) {
            var link = graph.direction(random.nextInt(graph.edgeCount())).linkId();
            for (int edge : graph.index().ofLink(link)) {
                mask.closeEdge(edge);
            }
        }
        for (int i = 0; i < closed / 6; i++) {
            mask.closeNode(random.nextInt(graph.nodeCount()));
        }
        return mask;
    }

    private static long reference(PathGraph graph, EdgeCosts costs, SearchMask mask, int source, int target) {
        if (mask.nodeClosed(source) || mask.nodeClosed(target)) {
            return -1;
        }
        var open = new DirectedWeightedMultigraph<Integer, DefaultWeightedEdge>(DefaultWeightedEdge.class);
        for (int node = 0; node < graph.nodeCount(); node++) {
            open.addVertex(node);
        }
        for (int edge = 0; edge < graph.edgeCount(); edge++) {
            int from = graph.from(edge);
            int to = graph.to(edge);
            if (!mask.edgeClosed(edge) && !mask.nodeClosed(from) && !mask.nodeClosed(to)) {
                open.setEdgeWeight(open.addEdge(from, to), costs.of(edge));
            }
        }
        var path = new DijkstraShortestPath<>(open).getPath(source, target);
        return path == null ? -1 : (long) path.getWeight();
    }
}
