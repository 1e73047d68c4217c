package io.cemfleet.path.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.PathSegment;
import io.cemfleet.a2a.contract.SegmentType;
import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.network.forwarding.EcmpRoutes;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.network.topology.Router;
import io.cemfleet.path.PathFixtures;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The encoder against every list that the distances between all routers admit. */
class ShortestListTest {

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0", "3, 0", "4, 3", "5, 3", "6, 2", "7, 2"})
    void theListIsTheShortestThatTheDistancesAdmit(long seed, int withoutSid) {
        // given: metrics of 1 to 3; every so many routers have no node SID, or all have one
        var topology = PathFixtures.random(seed, 25, 35, 3);
        var some = withoutSid == 0 ? topology : without(topology, withoutSid);
        var routes = EcmpRoutes.over(some);
        var random = new Random(seed);
        int longer = 0;
        for (int round = 0; round < 200; round++) {
            var path = walk(some, random);
            // when
            var list = new SegmentEncoder(routes).encode(path);
            // then
            assertThat(list).isEqualTo(expected(routes, path));
            longer += list.map(List::size).orElse(0) > 1 ? 1 : 0;
        }
        assertThat(longer).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"11, 30, 8, 1", "12, 40, 15, 2", "13, 60, 30, 50", "14, 60, 10, 3", "15, 80, 60, 1000", "16, 80, 5, 20"
    })
    void pathsOfSeveralOnlyWaysHaveTheShortestListToo(long seed, int routers, int more, int metrics) {
        // given: chains of routers, parallel links, and ties between one metric and rare ones
        var topology = PathFixtures.random(seed, routers, more, metrics);
        var routes = EcmpRoutes.over(topology);
        var random = new Random(seed);
        int node = 0;
        for (int round = 0; round < 300; round++) {
            var path = detour(routes, random, routers);
            // when
            var list = new SegmentEncoder(routes).encode(path);
            // then
            assertThat(list).isEqualTo(expected(routes, path));
            node += list.map(List::size).orElse(0) < path.size() ? 1 : 0;
        }
        assertThat(node).as("lists that lead farther than a hop").isGreaterThan(50);
    }

    /** The IGP's own way from router to router, up to where it would visit one twice. */
    private static List<LinkDirection> detour(EcmpRoutes routes, Random random, int routers) {
        var path = new ArrayList<LinkDirection>();
        var here = "n" + (1 + random.nextInt(routers));
        var seen = new HashSet<>(List.of(here));
        for (int stop = 0; stop < 3 || path.isEmpty(); stop++) {
            var to = "n" + (1 + random.nextInt(routers));
            var branches = routes.route(here, to).routed().orElseThrow().branches();
            for (var step : branches.get(random.nextInt(branches.size())).links()) {
                if (!seen.add(step.to())) {
                    return path;
                }
                path.add(step);
            }
            here = to;
        }
        return path;
    }

    private static NetworkTopology without(NetworkTopology topology, int every) {
        var routers = new ArrayList<Router>();
        for (var r : topology.routers()) {
            var sid = routers.size() % every == 0 ? null : r.nodeSid();
            routers.add(new Router(r.id(), r.hostname(), r.routerId(), r.srgb(), r.srlb(), r.msd(), sid));
        }
        return NetworkTopology.of(routers, topology.directions(), NetworkFixtures.NOW);
    }

    /** A walk that visits no router twice. */
    private static List<LinkDirection> walk(NetworkTopology topology, Random random) {
        var path = new ArrayList<LinkDirection>();
        var here = "n" + (1 + random.nextInt(25));
        var seen = new HashSet<>(List.of(here));
        for (int hop = 0; hop < 9; hop++) {
            var next = topology.directionsFrom(here).stream()
                    .filter(direction -> !seen.contains(direction.to()))
                    .toList();
            if (next.isEmpty()) {
                break;
            }
            path.add(next.get(random.nextInt(next.size())));
            here = path.getLast().to();
            seen.add(here);
        }
        return path;
    }

    private static Optional<List<PathSegment>> expected(EcmpRoutes routes, List<LinkDirection> path) {
        int hops = path.size();
        List<Optional<List<PathSegment>>> rest = new ArrayList<>();
        for (int i = 0; i <= hops; i++) {
            rest.add(i == hops ? Optional.of(List.of()) : Optional.empty());
        }
        for (int start = hops - 1; start >= 0; start--) {
            for (int end = hops; end > start; end--) {
                var segment = segment(routes, path, start, end);
                var after = rest.get(end);
                if (segment.isPresent() && after.isPresent() && shorter(after.get(), rest.get(start))) {
                    var list = new ArrayList<>(segment.stream().toList());
                    list.addAll(after.get());
                    rest.set(start, Optional.of(List.copyOf(list)));
                }
            }
        }
        return rest.getFirst();
    }

    private static boolean shorter(List<PathSegment> after, Optional<List<PathSegment>> known) {
        return known.isEmpty() || after.size() + 1 < known.get().size();
    }

    private static Optional<PathSegment> segment(EcmpRoutes routes, List<LinkDirection> path, int start, int end) {
        var last = path.get(end - 1);
        var sid = routes.topology().router(last.to()).map(Router::nodeSid).orElse(null);
        boolean only = path.subList(start, end).stream().allMatch(step -> onlyNextHop(routes, step, last.to()));
        if (sid != null && only) {
            return Optional.of(PathSegment.mpls(SegmentType.NODE, sid, last.to(), null));
        }
        var adjacency = last.adjacencySid();
        return end == start + 1 && adjacency != null
                ? Optional.of(PathSegment.mpls(SegmentType.ADJACENCY, adjacency, last.to(), last.linkId()))
                : Optional.empty();
    }

    private static boolean onlyNextHop(EcmpRoutes routes, LinkDirection step, String target) {
        long distance = routes.distance(step.from(), target);
        return routes.topology().directionsFrom(step.from()).stream().allMatch(other -> {
            long rest = routes.distance(other.to(), target);
            boolean shortest = rest >= 0 && rest + Math.max(1, other.igpMetric()) == distance;
            return shortest == other.cncLinkId().equals(step.cncLinkId());
        });
    }
}
