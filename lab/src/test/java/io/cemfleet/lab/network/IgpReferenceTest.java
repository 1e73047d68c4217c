package io.cemfleet.lab.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Holds the forwarding against a plain reference on random graphs. */
class IgpReferenceTest {

    @Property(tries = 150)
    void distancesAreThoseOfFloydAndWarshall(@ForAll long seed) {
        LabTopology topology = NetworkFixtures.randomTopology(new Random(seed));
        IgpRouting igp = new IgpRouting(topology);
        long[][] reference = reference(topology);
        for (int from = 0; from < reference.length; from++) {
            for (int to = 0; to < reference.length; to++) {
                assertThat((long) igp.distance(from, to)).isEqualTo(reference[from][to]);
            }
        }
    }

    @Property(tries = 100)
    void everyFlowTakesAShortestWayAndEveryBranchIsOne(@ForAll long seed) {
        Random random = new Random(seed);
        LabTopology topology = NetworkFixtures.randomTopology(random);
        IgpRouting igp = new IgpRouting(topology);
        int from = random.nextInt(topology.routers().size());
        int to = random.nextInt(topology.routers().size());
        List<List<Integer>> branches = allShortest(topology, from, to, reference(topology));
        assertThat(igp.branches(from, to).stream().map(DirectionIndexList::list).toList())
                .containsExactlyInAnyOrderElementsOf(
                        branches.subList(0, Math.min(branches.size(), IgpRouting.BRANCH_CAP)));
        for (int flow = 0; flow < 20; flow++) {
            DirectionIndexList path = new DirectionIndexList();
            igp.walk(from, to, random.nextLong(), path);
            assertThat(branches).contains(DirectionIndexList.list(path.toArray()));
        }
    }

    @Property(tries = 100)
    void anEvenSplitConservesTheFlowAtEveryRouter(@ForAll long seed) {
        Random random = new Random(seed);
        LabTopology topology = NetworkFixtures.randomTopology(random);
        int from = 0;
        int to = topology.routers().size() - 1;
        double[] balance = new double[topology.routers().size()];
        for (LinkShare share :
                new EvenSplit(new IgpRouting(topology)).igp(from, to, 1).toList()) {
            balance[topology.direction(share.direction()).from()] -= share.share();
            balance[topology.direction(share.direction()).to()] += share.share();
        }
        for (int router = 0; router < balance.length; router++) {
            double expected = router == from ? -1 : router == to ? 1 : 0;
            assertThat(balance[router]).isCloseTo(expected, within(1e-9));
        }
    }

    @Property(tries = 100)
    void theSegmentListOfADynamicPathForcesExactlyThatPath(@ForAll long seed) {
        Random random = new Random(seed);
        LabTopology topology = NetworkFixtures.randomTopology(random);
        IgpRouting igp = new IgpRouting(topology);
        SegmentResolver resolver = new SegmentResolver(igp);
        DynamicPaths paths = new DynamicPaths(igp, resolver);
        int to = topology.routers().size() - 1;
        paths.compute(0, to, new PathSpec.Dynamic(PathMetric.TE)).ifPresent(computed -> {
            List<int[]> ways = resolver.branches(computed.segments(), 0);
            assertThat(ways).hasSize(1);
            int cost = Arrays.stream(ways.getFirst())
                    .map(direction -> topology.direction(direction).teMetric())
                    .sum();
            assertThat(cost).isEqualTo(computed.metricValue());
            SegmentListState again = resolver.resolve(
                    "",
                    1,
                    computed.segments().stream().map(ResolvedSegment::label).toList(),
                    0,
                    to);
            assertThat(again.branches())
                    .isEqualTo(ways.stream().map(DirectionIndexList::list).toList());
        });
    }

    private static long[][] reference(LabTopology topology) {
        int count = topology.routers().size();
        long[][] distance = new long[count][count];
        for (int i = 0; i < count; i++) {
            Arrays.fill(distance[i], Integer.MAX_VALUE);
            distance[i][i] = 0;
        }
        for (int d = 0; d < topology.directionCount(); d++) {
            DirectedLink link = topology.direction(d);
            distance[link.from()][link.to()] = Math.min(distance[link.from()][link.to()], link.igpMetric());
        }
        for (int k = 0; k < count; k++) {
            for (int i = 0; i < count; i++) {
                for (int j = 0; j < count; j++) {
                    distance[i][j] = Math.min(distance[i][j], distance[i][k] + distance[k][j]);
                }
            }
        }
        return distance;
    }

    private static List<List<Integer>> allShortest(LabTopology topology, int from, int to, long[][] distance) {
        if (from == to) {
            return List.of(List.of());
        }
        List<List<Integer>> all = new ArrayList<>();
        for (int d = 0; d < topology.directionCount(); d++) {
            DirectedLink link = topology.direction(d);
            if (link.from() == from && distance[from][to] == link.igpMetric() + distance[link.to()][to]) {
                for (List<Integer> rest : allShortest(topology, link.to(), to, distance)) {
                    List<Integer> way = new ArrayList<>(List.of(d));
                    way.addAll(rest);
                    all.add(way);
                }
            }
        }
        return all;
    }
}
