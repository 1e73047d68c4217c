package io.cemfleet.bench.similarity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.launcher.build.ApplicationJar;
import io.cemfleet.launcher.client.JsonHttpClient;
import io.cemfleet.launcher.process.JavaCommand;
import io.cemfleet.launcher.state.FleetFailure;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Similar-ticket queries of the enhancement pipeline against bare Lucene on the same tickets. Both run in one process of
 * the pipeline's own code, started as the fleet starts its agents; it needs no fleet.
 */
public final class SimilarityMeasure {
    private static final String MAIN = "io.cemfleet.bench.similarity.SimilarityBench";
    private static final int TICKETS = 60_000;
    private static final int ROUNDS = 3;

    private final ApplicationJar pipeline;
    private final ApplicationJar bench;
    private final Path log;
    private final Consumer<String> out;

    /**
     * @param pipeline whose code is measured
     * @param bench the program that measures it
     * @param log other output of the process
     */
    public SimilarityMeasure(ApplicationJar pipeline, ApplicationJar bench, Path log, Consumer<String> out) {
        this.pipeline = pipeline;
        this.bench = bench;
        this.log = log;
        this.out = out;
    }

    public void run(ObjectNode found, int queries) {
        JsonNode figures =
                measured(List.of(Integer.toString(TICKETS), Integer.toString(queries), Integer.toString(ROUNDS)));
        found.setAll((ObjectNode) figures);
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

    private JsonNode measured(List<String> arguments) {
        var command = new ArrayList<>(List.of(
                JavaCommand.java().toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseCompactObjectHeaders",
                "-cp",
                Stream.concat(
                                pipeline.classpath().stream(),
                                bench.classpath().stream().limit(1))
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator)),
                MAIN));
        command.addAll(arguments);
        try {
            Process process =
                    new ProcessBuilder(command).redirectError(log.toFile()).start();
            try (var output = process.inputReader(StandardCharsets.UTF_8)) {
                List<String> lines = output.lines().toList();
                if (process.waitFor() != 0 || lines.isEmpty()) {
                    throw new FleetFailure("similar tickets could not be measured; see " + log);
                }
                return JsonHttpClient.JSON.readTree(lines.getLast());
            } finally {
                process.destroy();
            }
        } catch (IOException e) {
            throw new FleetFailure("similar tickets could not be measured: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FleetFailure("interrupted", e);
        }
    }
}
