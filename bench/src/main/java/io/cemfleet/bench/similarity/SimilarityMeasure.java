package io.cemfleet.bench.similarity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.bench.agentcode.AgentCodeProcess;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Similar-ticket queries of the enhancement pipeline against bare Lucene on the same tickets. Both run in one process of
 * the pipeline's own code, started as the fleet starts its agents; it needs no fleet.
 */
public final class SimilarityMeasure {
    private static final String MAIN = "io.cemfleet.bench.similarity.SimilarityBench";
    private static final int TICKETS = 60_000;
    private static final int ROUNDS = 3;

    private static final List<String> AS_AN_AGENT =
            List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+UseCompactObjectHeaders");

    private final AgentCodeProcess process;
    private final Consumer<String> out;

    /** @param process with the code of the pipeline */
    public SimilarityMeasure(AgentCodeProcess process, Consumer<String> out) {
        this.process = process;
        this.out = out;
    }

    public void run(ObjectNode found, int queries) {
        ObjectNode figures = process.run(
                AS_AN_AGENT,
                MAIN,
                List.of(Integer.toString(TICKETS), Integer.toString(queries), Integer.toString(ROUNDS)));
        found.setAll(figures);
        out.accept(String.format(
                Locale.ROOT,
                "   similar tickets among %d: %s; bare Lucene, the same query ready-made: %s: ratio %.3f",
                TICKETS,
                side(figures.path("fleet")),
                side(figures.path("lucene_same_query")),
                figures.path("ratio").asDouble()));
        out.accept(String.format(
                Locale.ROOT,
                "   bare Lucene with every term of the text: %s: ratio %.3f; equal answers to the same query: %.1f %%, hits that every term finds too: %.1f %%",
                side(figures.path("lucene_every_term")),
                figures.path("ratio_to_every_term").asDouble(),
                100 * figures.path("equal_answers").asDouble(),
                100 * figures.path("found_by_every_term_too").asDouble()));
    }

    private static String side(JsonNode side) {
        return String.format(
                Locale.ROOT,
                "%d/s, p50 %.2f ms, p99 %.2f ms",
                side.path("per_second").asLong(),
                side.path("p50_ms").asDouble(),
                side.path("p99_ms").asDouble());
    }
}
