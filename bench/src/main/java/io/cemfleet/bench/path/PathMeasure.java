package io.cemfleet.bench.path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.bench.agentcode.AgentCodeProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Searches of path-computation against JGraphT on the same networks; it needs no fleet. */
public final class PathMeasure {
    private static final String MAIN = "io.cemfleet.bench.path.PathBench";
    private static final List<String> ONE_THREAD =
            List.of("-Xms1g", "-Xmx2g", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders");

    private final AgentCodeProcess process;
    private final Consumer<String> out;

    /** @param process with the code of path-computation */
    public PathMeasure(AgentCodeProcess process, Consumer<String> out) {
        this.process = process;
        this.out = out;
    }

    /** @param topologies directory of GraphML files; absent: only generated networks */
    public void run(ObjectNode found, boolean quick, @Nullable Path topologies) {
        var arguments = new ArrayList<>(List.of(quick ? "quick" : "full"));
        if (topologies == null) {
            out.accept("   no --topologies: only generated networks");
        } else {
            arguments.add(topologies.toString());
        }
        found.setAll(process.run(ONE_THREAD, MAIN, arguments));
        for (JsonNode skipped : found.path("skipped")) {
            out.accept("   skipped: " + skipped.asText());
        }
        found.path("networks").properties().forEach(network -> out.accept(line(network.getKey(), network.getValue())));
    }

    private static String line(String name, JsonNode network) {
        JsonNode bare = network.path("bare");
        return String.format(
                Locale.ROOT,
                "   %s, %d routers: bare %.1f µs, JGraphT %.1f x, breadth-first floor %.2f x; masked and encoded %.1f x JGraphT, whole request %.1f x bare, no path %.1f x bare, and %.0f ms at most with all constraints; Yen %.1f x",
                name,
                network.path("routers").asInt(),
                bare.path("fleet_us").asDouble(),
                bare.path("anchor_by_fleet").asDouble(),
                bare.path("fleet_by_floor").asDouble(),
                network.path("masked").path("anchor_by_fleet").asDouble(),
                network.path("request").path("fleet_by_bare").asDouble(),
                network.path("no_path").path("fleet_by_bare").asDouble(),
                network.path("no_path_all_constraints").path("slowest_ms").asDouble(),
                network.path("yen").path("anchor_by_fleet").asDouble());
    }
}
