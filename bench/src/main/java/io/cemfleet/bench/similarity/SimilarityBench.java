package io.cemfleet.bench.similarity;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.enhancement.similarity.SimilaritySettings;
import io.cemfleet.enhancement.similarity.TicketIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.search.Query;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * Compares the speed of similar-ticket queries with bare Lucene on the same tickets, in one thread. Prints one line of
 * JSON. Both sides alternate, so that other load on the machine affects both.
 */
public final class SimilarityBench {
    private static final long TICKETS_SEED = 60_000;
    private static final int MOST = 5;

    private final List<String> asked = new ArrayList<>();
    private final int rounds;

    private SimilarityBench(int queries, int rounds, SyntheticTickets tickets) {
        this.rounds = rounds;
        for (int i = 0; i < queries; i++) {
            asked.add(tickets.next());
        }
    }

    /** One search of the query with this number. */
    private interface Search {
        List<TicketIndex.SearchHit> run(int number) throws IOException;
    }

    /** @param arguments how many tickets, how many queries, how many rounds */
    public static void main(String[] arguments) throws IOException {
        Map<String, Object> found =
                measure(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        System.out.println(new ObjectMapper().writeValueAsString(found));
    }

    static Map<String, Object> measure(int tickets, int queries, int rounds) throws IOException {
        var synthetic = new SyntheticTickets(TICKETS_SEED);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < tickets; i++) {
            texts.add(synthetic.next());
        }
        SimilaritySettings settings = new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("cem.enhancement.similarity", SimilaritySettings.class);
        long begin = System.nanoTime();
        try (TicketIndex index = TicketIndex.open(Files.createTempDirectory("cem-fleet-bench"), settings)) {
            for (int i = 0; i < tickets; i++) {
                index.put("TKT-" + i, texts.get(i));
            }
            // The state after the agent's start, when it has read the table.
            index.compact();
            index.search("ready", "", MOST);
            double indexing = (System.nanoTime() - begin) / 1e9;
            try (LuceneBaseline bare = new LuceneBaseline(texts)) {
                texts.clear();
                var found = new SimilarityBench(queries, rounds, synthetic).compare(index, bare);
                found.put("tickets", tickets);
                found.put("indexed_per_second", Math.round(tickets / indexing));
                return found;
            }
        }
    }

    private Map<String, Object> compare(TicketIndex index, LuceneBaseline bare) throws IOException {
        List<Query> ready = new ArrayList<>();
        for (String text : asked) {
            ready.add(bare.sameTerms(index.query(text)));
        }
        Search ours = number -> index.search(asked.get(number), "", MOST);
        Search same = number -> bare.search(ready.get(number), MOST);
        Search every = number -> bare.search(bare.everyTerm(asked.get(number)), MOST);
        var timings = List.of(new Timing(ours), new Timing(same), new Timing(every));
        for (int round = 0; round <= rounds; round++) {
            for (Timing timing : timings) {
                timing.round(round == 0);
            }
        }
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("queries", asked.size() * rounds);
        found.put("fleet", timings.get(0).asMap());
        found.put("lucene_same_query", timings.get(1).asMap());
        found.put("lucene_every_term", timings.get(2).asMap());
        found.put("ratio", timings.get(0).perSecond() / timings.get(1).perSecond());
        found.put(
                "ratio_to_every_term",
                timings.get(0).perSecond() / timings.get(2).perSecond());
        found.put("equal_answers", equal(ours, same));
        found.put("found_by_every_term_too", shared(ours, every));
        return found;
    }

    /** The share of queries with the same scores on both sides; the fleet leaves out hits far below the best. */
    private double equal(Search ours, Search same) throws IOException {
        int equal = 0;
        for (int number = 0; number < asked.size(); number++) {
            List<TicketIndex.SearchHit> mine = ours.run(number);
            List<TicketIndex.SearchHit> theirs = same.run(number);
            boolean alike = mine.size() <= theirs.size();
            for (int place = 0; alike && place < mine.size(); place++) {
                double score = theirs.get(place).score();
                alike = Math.abs(mine.get(place).score() - score) <= 1e-4 * score;
            }
            equal += alike ? 1 : 0;
        }
        return (double) equal / asked.size();
    }

    /** The share of the fleet's hits that the other search has too. */
    private double shared(Search ours, Search other) throws IOException {
        int all = 0;
        int shared = 0;
        for (int number = 0; number < asked.size(); number++) {
            List<String> theirs = ids(other.run(number));
            for (String id : ids(ours.run(number))) {
                all++;
                shared += theirs.contains(id) ? 1 : 0;
            }
        }
        return all == 0 ? 0 : (double) shared / all;
    }

    private static List<String> ids(List<TicketIndex.SearchHit> hits) {
        return hits.stream().map(TicketIndex.SearchHit::ticketId).toList();
    }

    /** The times of one side in all rounds after the first, which warms up. */
    private final class Timing {
        private final Search search;
        private final long[] nanos = new long[asked.size() * rounds];
        private int count;

        Timing(Search search) {
            this.search = search;
        }

        void round(boolean warmUp) throws IOException {
            for (int number = 0; number < asked.size(); number++) {
                long begin = System.nanoTime();
                search.run(number);
                long took = System.nanoTime() - begin;
                if (!warmUp) {
                    nanos[count++] = took;
                }
            }
        }

        double perSecond() {
            return 1e9 * count / Arrays.stream(nanos).sum();
        }

        Map<String, Object> asMap() {
            long[] sorted = nanos.clone();
            Arrays.sort(sorted);
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("per_second", Math.round(perSecond()));
            figures.put("p50_ms", percentile(sorted, 50) / 1e6);
            figures.put("p99_ms", percentile(sorted, 99) / 1e6);
            return figures;
        }

        private long percentile(long[] sorted, int percent) {
            return sorted[Math.clamp((int) Math.ceil(percent / 100.0 * sorted.length) - 1, 0, sorted.length - 1)];
        }
    }
}
