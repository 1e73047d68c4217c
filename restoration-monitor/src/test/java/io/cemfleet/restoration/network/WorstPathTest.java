package io.cemfleet.restoration.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.network.topology.Link;
import io.cemfleet.network.topology.NetworkTopology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WorstPathTest {
    private static final NetworkTopology NETWORK = NetworkFixtures.topology();

    @Test
    void linksThatDoNotLeadThereHaveNoKnownValue() {
        assertThat(path(List.of("munich-zurich")).known("frankfurt", "vienna", (link, from) -> 1))
                .isEmpty();
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
            WorstPath path = path(ids);
            String head = nodes.get(random.nextInt(nodes.size()));
            String end = nodes.get(random.nextInt(nodes.size()));
            // then
            List<Double> ways = new ArrayList<>();
            walkAll(path, head, end, 0, values, ways);
            OptionalDouble expected = ways.stream().anyMatch(way -> way.isNaN())
                    ? OptionalDouble.empty()
                    : ways.stream().mapToDouble(Double::doubleValue).max();
            assertThat(path.known(head, end, (link, from) -> values.getOrDefault(link.id(), Double.NaN)))
                    .isEqualTo(expected);
        }
    }

    private static void walkAll(
            WorstPath path, String at, String end, double sum, Map<String, Double> values, List<Double> ways) {
        if (at.equals(end)) {
            ways.add(sum);
            return;
        }
        path.onward(at, end)
                .forEach(link -> walkAll(
                        path, link.across(at), end, sum + values.getOrDefault(link.id(), Double.NaN), values, ways));
    }

    private static WorstPath path(List<String> ids) {
        return new WorstPath(
                NETWORK, ids.stream().map(id -> NETWORK.link(id).orElseThrow()).toList());
    }
}
