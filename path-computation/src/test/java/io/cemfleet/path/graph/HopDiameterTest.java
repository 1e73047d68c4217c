package io.cemfleet.path.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.path.PathFixtures;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HopDiameterTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theDiameterIsTheLargestOfAllDistancesAndTheBoundIsNotBelowIt(long seed) {
        // given
        var graph = PathGraph.of(PathFixtures.random(seed, 30, 12, 9));
        // when
        int exact = HopDiameter.of(graph);
        // then
        assertThat(exact).isEqualTo(longestOfFloydWarshall(graph));
        assertThat(HopDiameter.bound(graph)).isBetween(exact, 2 * exact);
    }

    private static int longestOfFloydWarshall(PathGraph graph) {
        int nodes = graph.nodeCount();
        var hops = new int[nodes][nodes];
        for (int a = 0; a < nodes; a++) {
            Arrays.fill(hops[a], nodes * 2);
            hops[a][a] = 0;
        }
        for (int edge = 0; edge < graph.edgeCount(); edge++) {
            hops[graph.from(edge)][graph.to(edge)] = 1;
        }
        for (int via = 0; via < nodes; via++) {
            for (int a = 0; a < nodes; a++) {
                for (int z = 0; z < nodes; z++) {
                    hops[a][z] = Math.min(hops[a][z], hops[a][via] + hops[via][z]);
                }
            }
        }
        return Arrays.stream(hops).flatMapToInt(Arrays::stream).max().orElseThrow();
    }
}
