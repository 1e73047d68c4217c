package io.cemfleet.network.forwarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jgrapht.GraphPath;
import org.jgrapht.alg.shortestpath.AllDirectedPaths;
import org.jgrapht.graph.DirectedWeightedMultigraph;

/** Small random networks with parallel links, against every simple path that another library lists. */
class EcmpRoutesPropertyTest {

    private static final List<String> NAMES = List.of("Aa", "Bb", "Cc", "Dd", "Ee", "Ff");

    @Property(tries = 300)
    void sharesAreThoseOfThePlainReference(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 6) int nodes,
            @ForAll @IntRange(min = 1, max = 9) int links) {
        var topology = random(new Random(seed), nodes, links);
        var from = topology.routers().getFirst().id();
        var to = topology.routers().getLast().id();

        var expected = reference(topology, from, to);
        var route = EcmpRoutes.over(topology).route(from, to);

        if (expected.isEmpty()) {
            assertThat(route).isInstanceOf(RouteResult.NoRoute.class);
            return;
        }
        var routed = route.routed().orElseThrow();
        assertThat(routed.shares().keySet()).isEqualTo(expected.keySet());
        expected.forEach((link, share) -> assertThat(routed.shares().get(link)).isCloseTo(share, within(1e-9)));
        assertThat(routed.branches().stream().mapToDouble(EcmpBranch::share).sum())
                .isCloseTo(1, within(1e-9));
        assertThat(EcmpRoutes.over(topology).route(from, to)).isEqualTo(route);
    }

    /** Each hop of a cheapest path splits over all links by which some cheapest path leaves that router. */
    private static Map<LinkDirection, Double> reference(NetworkTopology topology, String from, String to) {
        var graph = new DirectedWeightedMultigraph<String, LinkDirection>(LinkDirection.class);
        topology.routers().forEach(r -> graph.addVertex(r.id()));
        topology.directions().forEach(d -> {
            graph.addEdge(d.from(), d.to(), d);
            graph.setEdgeWeight(d, d.igpMetric());
        });
        var all = new AllDirectedPaths<>(graph).getAllPaths(from, to, true, null);
        var cost = all.stream().mapToDouble(GraphPath::getWeight).min().orElse(-1);
        var cheapest = all.stream().filter(p -> p.getWeight() == cost).toList();
        var leaving = new HashMap<String, Set<LinkDirection>>();
        cheapest.forEach(
                path -> path.getEdgeList().forEach(link -> leaving.computeIfAbsent(link.from(), n -> new HashSet<>())
                        .add(link)));
        var shares = new HashMap<LinkDirection, Double>();
        for (var path : cheapest) {
            var share = 1.0;
            for (var link : path.getEdgeList()) {
                share /= leaving.getOrDefault(link.from(), Set.of()).size();
            }
            for (var link : path.getEdgeList()) {
                shares.merge(link, share, Double::sum);
            }
        }
        return shares;
    }

    private static NetworkTopology random(Random random, int nodes, int links) {
        var directions = new ArrayList<LinkDirection>();
        for (int i = 0; i < links; i++) {
            int a = random.nextInt(nodes);
            int z = random.nextInt(nodes);
            if (a != z) {
                directions.addAll(
                        NetworkFixtures.link("l" + i, NAMES.get(a), i, NAMES.get(z), i, 1 + random.nextInt(3), 1, 0));
            }
        }
        var routers = new ArrayList<io.cemfleet.network.topology.Router>();
        for (int i = 0; i < nodes; i++) {
            routers.add(NetworkFixtures.router(NAMES.get(i), i + 1));
        }
        return NetworkTopology.of(routers, directions, NetworkFixtures.NOW);
    }
}
