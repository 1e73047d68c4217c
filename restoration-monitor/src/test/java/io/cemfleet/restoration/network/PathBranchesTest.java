package io.cemfleet.restoration.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.network.topology.Link;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PathBranchesTest {
    private static final NetworkTopology NETWORK = NetworkFixtures.topology();

    @Test
    void linksThatDoNotLeadThereCarryNothing() {
        assertThat(branches(List.of("munich-zurich")).shares("frankfurt", "vienna"))
                .isEmpty();
    }

    @Test
    void sharesAreThoseOfManyPacketsThatTurnAtRandom() {
        Random random = new Random(7);
        List<String> nodes = List.of("frankfurt", "prague", "vienna", "munich", "zurich");
        for (int i = 0; i < 40; i++) {
            // given any part of the network, and any two of its routers
            List<String> ids = new ArrayList<>();
            NETWORK.links().stream()
                    .map(Link::id)
                    .filter(id -> random.nextInt(4) > 0)
                    .forEach(ids::add);
            PathBranches branches = branches(ids);
            String head = nodes.get(random.nextInt(nodes.size()));
            String end = nodes.get(random.nextInt(nodes.size()));
            // then
            Map<LinkDirection, Double> shares = branches.shares(head, end);
            Map<LinkDirection, Double> walked = walk(branches, head, end, random);
            assertThat(shares.keySet()).containsExactlyInAnyOrderElementsOf(walked.keySet());
            walked.forEach((on, share) -> assertThat(shares.get(on)).isCloseTo(share, within(0.05)));
        }
    }

    @Test
    void theWorstWayIsThatOfAllWaysOneByOne() {
        Random random = new Random(11);
        List<String> nodes = List.of("frankfurt", "prague", "vienna", "munich", "zurich");
        for (int i = 0; i < 200; i++) {
            // given values of which some are unknown
            List<String> ids = new ArrayList<>();
            NETWORK.links().stream()
                    .map(Link::id)
                    .filter(id -> random.nextInt(4) > 0)
                    .forEach(ids::add);
            Map<String, Double> values = new HashMap<>();
            ids.forEach(id -> values.put(id, random.nextInt(12) == 0 ? Double.NaN : random.nextInt(50)));
            PathBranches branches = branches(ids);
            String head = nodes.get(random.nextInt(nodes.size()));
            String end = nodes.get(random.nextInt(nodes.size()));
            // then
            List<Double> ways = new ArrayList<>();
            walkAll(branches, branches.distancesTo(end), head, end, 0, values, ways);
            OptionalDouble expected = ways.stream().anyMatch(way -> way.isNaN())
                    ? OptionalDouble.empty()
                    : ways.stream().mapToDouble(Double::doubleValue).max();
            assertThat(new WorstPath(branches, (link, from) -> values.getOrDefault(link.id(), Double.NaN))
                            .known(head, end))
                    .isEqualTo(expected);
        }
    }

    private static void walkAll(
            PathBranches branches,
            Map<String, Long> distance,
            String at,
            String end,
            double sum,
            Map<String, Double> values,
            List<Double> ways) {
        if (at.equals(end)) {
            ways.add(sum);
            return;
        }
        branches.onward(at, distance)
                .forEach(link -> walkAll(
                        branches,
                        distance,
                        PathBranches.other(link, at),
                        end,
                        sum + values.getOrDefault(link.id(), Double.NaN),
                        values,
                        ways));
    }

    /** The reference: packets one by one, each taking any onward link at every router. */
    private static Map<LinkDirection, Double> walk(PathBranches branches, String head, String end, Random random) {
        int packets = 4000;
        Map<String, Long> distance = branches.distancesTo(end);
        Map<LinkDirection, Double> seen = new HashMap<>();
        if (!distance.containsKey(head)) {
            return seen;
        }
        for (int i = 0; i < packets; i++) {
            String at = head;
            while (!at.equals(end)) {
                List<Link> onward = branches.onward(at, distance).toList();
                Link taken = onward.get(random.nextInt(onward.size()));
                seen.merge(taken.from(at).orElseThrow(), 1.0 / packets, Double::sum);
                at = PathBranches.other(taken, at);
            }
        }
        return seen;
    }

    private static PathBranches branches(List<String> ids) {
        return new PathBranches(
                ids.stream().map(id -> NETWORK.link(id).orElseThrow()).toList());
    }
}
