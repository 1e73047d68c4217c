package io.cemfleet.bench.carrier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.bench.agentcode.AgentCodeProcess;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** A carrier's network from the controller's pages to a plan, each step against a plain pass; it needs no fleet. */
public final class CarrierMeasure {
    private static final String MAIN = "io.cemfleet.bench.carrier.CarrierBench";
    private static final List<String> ONE_THREAD =
            List.of("-Xms1g", "-Xmx2g", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders");
    private static final double MEGABYTE = 1e6;

    private final AgentCodeProcess process;
    private final Consumer<String> out;

    /** @param process with the code of path-computation and service-impact */
    public CarrierMeasure(AgentCodeProcess process, Consumer<String> out) {
        this.process = process;
        this.out = out;
    }

    /** @param quick a tenth of the network */
    public void run(ObjectNode found, boolean quick) {
        found.setAll(process.run(ONE_THREAD, MAIN, List.of(quick ? "quick" : "full")));
        for (String step : List.of("first_read", "change", "assess_first", "assess", "plan")) {
            JsonNode figures = found.path(step);
            out.accept(String.format(
                    Locale.ROOT,
                    "   %s: %.1f ms, %.1f x a plain pass",
                    step,
                    figures.path("fleet_us").asDouble() / 1e3,
                    figures.path("fleet_by_plain").asDouble()));
        }
        found.path("heap_bytes")
                .properties()
                .forEach(part -> out.accept(String.format(
                        Locale.ROOT,
                        "   %s: %.1f MB",
                        part.getKey(),
                        part.getValue().asDouble() / MEGABYTE)));
    }
}
