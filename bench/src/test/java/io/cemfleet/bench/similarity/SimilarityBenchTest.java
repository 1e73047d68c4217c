package io.cemfleet.bench.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.DOUBLE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SimilarityBenchTest {

    @Test
    void bothSidesGiveEqualAnswersAndAreTimed() throws Exception {
        Map<String, Object> found = SimilarityBench.measure(1_500, 40, 1);

        assertThat(found)
                .containsEntry("tickets", 1_500)
                .containsEntry("queries", 40)
                .containsEntry("equal_answers", 1.0);
        assertThat(found.get("ratio")).asInstanceOf(DOUBLE).isPositive();
        assertThat(found.get("found_by_every_term_too")).asInstanceOf(DOUBLE).isGreaterThan(0.5);
    }

    @Test
    void theSameSeedGivesTheSameTicketsAndFewWordsMakeMostOfThem() {
        var one = new SyntheticTickets(7);
        var other = new SyntheticTickets(7);
        Map<String, Integer> counts = new HashMap<>();
        List<Integer> lengths = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            String text = one.next();
            assertThat(other.next()).isEqualTo(text);
            List<String> words = Arrays.asList(text.split("[ .]+"));
            lengths.add(words.size());
            words.forEach(word -> counts.merge(word, 1, Integer::sum));
        }

        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        int frequent = counts.values().stream()
                .sorted((a, b) -> b - a)
                .limit(100)
                .mapToInt(Integer::intValue)
                .sum();
        long once = counts.values().stream().filter(count -> count == 1).count();
        assertThat((double) frequent / all).isBetween(0.25, 0.6);
        assertThat((double) once / counts.size()).isGreaterThan(0.2);
        assertThat(lengths.stream().sorted().toList().get(lengths.size() / 2)).isBetween(35, 55);
    }
}
