package io.cemfleet.path.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.network.topology.Link;
import io.cemfleet.path.PathFixtures;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeIndexTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void linksAndGroupsHaveTheEdgesThatNameThem(long seed) {
        // given
        var topology = PathFixtures.random(seed, 20, 30, 5);
        var graph = PathGraph.of(topology);
        // then
        assertThat(topology.links()).allSatisfy(link -> assertThat(graph.index().ofLink(link.id()))
                .containsExactlyInAnyOrder(
                        edges(graph, edge -> graph.direction(edge).linkId().equals(link.id()))));
        for (int srlg = 0; srlg < 6; srlg++) {
            int group = srlg;
            IntPredicate shares = edge -> topology.link(graph.direction(edge).linkId())
                    .map(Link::srlgs)
                    .orElseThrow()
                    .contains(group);
            assertThat(graph.index().ofGroup(group)).containsExactlyInAnyOrder(edges(graph, shares));
        }
        assertThat(graph.index().ofLink("nowhere")).isEmpty();
        assertThat(graph.index().ofGroup(4_711)).isEmpty();
    }

    private static int[] edges(PathGraph graph, IntPredicate wanted) {
        return IntStream.range(0, graph.edgeCount()).filter(wanted).toArray();
    }
}
