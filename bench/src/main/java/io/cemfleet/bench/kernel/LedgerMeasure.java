package io.cemfleet.bench.kernel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.bench.agentcode.AgentCodeProcess;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** A storm through event-correlator until its ledger shows it, against COPY; it needs Kafka and Postgres, and no fleet. */
public final class LedgerMeasure {
    private static final String MAIN = "io.cemfleet.bench.kernel.LedgerBench";
    private static final int AIM_AFTER_LAST_S = 30;
    private static final double AIM_COPY = 0.25;
    private static final List<String> AS_AN_AGENT =
            List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders");

    private final AgentCodeProcess process;
    private final Consumer<String> out;

    /** @param process with the code of event-correlator */
    public LedgerMeasure(AgentCodeProcess process, Consumer<String> out) {
        this.process = process;
        this.out = out;
    }

    /** @param settings of the agent, as environment variables */
    public void run(ObjectNode found, int alerts, Map<String, String> settings) {
        found.setAll(process.run(AS_AN_AGENT, MAIN, List.of(String.valueOf(alerts)), settings));
        out.accept(String.format(
                Locale.ROOT,
                "   %d alerts shown %.1f s after the last was sent (aim %d), %d rows/s; COPY %d rows/s: ratio %.3f"
                        + " (aim %.2f)",
                alerts,
                found.path("shown_after_last_s").asDouble(),
                AIM_AFTER_LAST_S,
                found.path("rows_per_second").asLong(),
                found.path("copy_rows_per_second").asLong(),
                found.path("ratio").asDouble(),
                AIM_COPY));
        out.accept(String.format(
                Locale.ROOT,
                "   a fresh alert of another domain in its middle: incident after %.1f s, shown after %.1f s",
                found.path("fresh_incident_s").asDouble(),
                found.path("fresh_shown_s").asDouble()));
    }
}
