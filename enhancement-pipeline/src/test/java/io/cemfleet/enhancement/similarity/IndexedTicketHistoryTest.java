package io.cemfleet.enhancement.similarity;

import static io.cemfleet.enhancement.StageFixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cemfleet.enhancement.stage.SimilarTicket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.NestedRuntimeException;

class IndexedTicketHistoryTest {
    private final HistoryDatabase database = new HistoryDatabase();
    private final IndexedTicketHistory history = database.history(Clock.systemUTC(), Duration.ZERO);

    @AfterEach
    void stop() throws Exception {
        history.close();
        database.close();
    }

    private void learned(String tenant, String ticket, String title, String text) {
        history.learned(tenant, ticket, title, text, "It was restarted.", NOW);
    }

    private List<String> similar(String tenant, String text, String without) {
        return history.similar(tenant, text, without, 5).stream()
                .map(SimilarTicket::ticketId)
                .toList();
    }

    @Test
    void theClosestTicketComesFirstWithItsResolution() {
        learned("acme", "TKT-1", "Printer out of paper", "The printer on floor 3 is empty.");
        learned("acme", "TKT-2", "Server slowness", "The web server answers slowly since the backup.");
        learned("acme", "TKT-3", "Server slow", "Database server slow.");

        List<SimilarTicket> similar =
                history.similar("acme", "Our <b>web server</b> is slow after the backup", "TKT-9", 5);

        assertThat(similar)
                .extracting(SimilarTicket::ticketId)
                .startsWith("TKT-2")
                .doesNotContain("TKT-1");
        assertThat(similar.getFirst().resolution()).isEqualTo("It was restarted.");
        assertThat(similar).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
    }

    @Test
    void aTicketIsNotSimilarToItself() {
        learned("acme", "TKT-1", "Server slow", "The server is slow.");

        assertThat(similar("acme", "The server is slow", "TKT-1")).isEmpty();

        learned("acme", "TKT-2", "Server slower", "A server.");
        assertThat(history.similar("acme", "The server is slow", "TKT-1", 1))
                .extracting(SimilarTicket::ticketId)
                .containsExactly("TKT-2");
    }

    @Test
    void aTenantNeverSeesAnothersTickets() {
        learned("acme", "TKT-1", "Server slow", "The server is slow.");
        learned("globex", "TKT-2", "Server slow", "The server is slow.");

        assertThat(similar("globex", "The server is slow", "")).containsExactly("TKT-2");
        assertThat(database.tenants().in("globex", () -> database.jdbc()
                        .sql("select ticket_id from resolved_ticket")
                        .query(String.class)
                        .list()))
                .containsExactly("TKT-2");
        assertThat(database.jdbc()
                        .sql("select count(*) from resolved_ticket")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThatThrownBy(() -> database.tenants().in("globex", () -> database.jdbc()
                        .sql("insert into resolved_ticket select 'acme', 'X', '', '', '', now(), now()")
                        .update()))
                .isInstanceOf(NestedRuntimeException.class);
    }

    @Test
    void aTicketLearnedAgainReplacesWhatWasKnown() {
        learned("acme", "TKT-1", "Server slow", "The server is slow.");
        learned("acme", "TKT-1", "Printer empty", "The printer is empty.");

        assertThat(similar("acme", "The server is slow", "")).isEmpty();
        assertThat(similar("acme", "An empty printer", "")).containsExactly("TKT-1");
    }

    @Test
    void theIndexIsMadeAgainFromTheTable() throws Exception {
        learned("acme", "TKT-1", "Server slow", "The server is slow.");

        IndexedTicketHistory restarted = database.history(Clock.systemUTC(), Duration.ofHours(1));
        restarted.prepare("acme");

        assertThat(restarted.similar("acme", "server", "", 5)).hasSize(1);
        restarted.close();
    }

    @Test
    void whatAnotherInstanceLearnsIsFound() throws Exception {
        IndexedTicketHistory other = database.history(Clock.systemUTC(), Duration.ZERO);
        assertThat(other.similar("acme", "server", "", 5)).isEmpty();

        learned("acme", "TKT-1", "Server slow", "The server is slow.");

        assertThat(other.similar("acme", "server", "", 5)).hasSize(1);
        other.close();
    }

    @Test
    void queriesOfStrangersAreWordsNotSyntax() {
        learned("acme", "TKT-1", "Server slow", "The server is slow.");

        assertThat(similar("acme", "*:* OR server) AND \"[{~^", "")).containsExactly("TKT-1");
        assertThat(similar("acme", "", "")).isEmpty();
        assertThat(similar("acme", "the of and", "")).isEmpty();
    }

    /** The plain reference: square root of frequency, times inverse document frequency, over square root of length. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void ranksAsPlainTfIdfDoes(long seed, @TempDir Path folder) throws Exception {
        Random random = new Random(seed);
        List<List<String>> documents = new ArrayList<>();
        var everything = new SimilaritySettings(1_000, 0, Duration.ZERO, "", 1);
        try (TicketIndex index = TicketIndex.open(folder.resolve("acme"), everything)) {
            for (int i = 0; i < 120; i++) {
                List<String> words = words(random, 3 + random.nextInt(20));
                documents.add(words);
                index.put("T" + i, String.join(" ", words));
            }
            for (int i = 0; i < 20; i++) {
                List<String> wanted = words(random, 1 + random.nextInt(8));
                Map<String, Double> expected = scores(documents, wanted);

                List<TicketIndex.SearchHit> hits = index.search(String.join(" ", wanted), "", 10);

                assertThat(hits).hasSize(Math.min(10, expected.size()));
                List<Double> best = expected.values().stream()
                        .sorted(java.util.Comparator.reverseOrder())
                        .toList();
                double scale = hits.isEmpty() ? 1 : hits.getFirst().score() / best.getFirst();
                for (int place = 0; place < hits.size(); place++) {
                    TicketIndex.SearchHit hit = hits.get(place);
                    assertThat(hit.score() / scale).isCloseTo(best.get(place), within(best.get(place) * 0.001));
                    assertThat(expected.get(hit.ticketId()))
                            .isCloseTo(best.get(place), within(best.get(place) * 0.001));
                }
            }
        }
    }

    private static List<String> words(Random random, int count) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int rank = (int) Math.floor(Math.pow(random.nextDouble(), 2) * 60);
            words.add("zq" + (char) ('a' + rank / 26) + (char) ('a' + rank % 26) + "x");
        }
        return words;
    }

    private static Map<String, Double> scores(List<List<String>> documents, List<String> wanted) {
        Map<String, Double> scores = new HashMap<>();
        for (String term : wanted.stream().distinct().toList()) {
            long containing =
                    documents.stream().filter(words -> words.contains(term)).count();
            double idf = 1 + Math.log((documents.size() + 1.0) / (containing + 1.0));
            double asked = Math.sqrt(wanted.stream().filter(term::equals).count());
            for (int i = 0; i < documents.size(); i++) {
                List<String> words = documents.get(i);
                long frequency = words.stream().filter(term::equals).count();
                if (frequency > 0) {
                    scores.merge("T" + i, asked * Math.sqrt(frequency) * idf / Math.sqrt(words.size()), Double::sum);
                }
            }
        }
        return scores;
    }
}
