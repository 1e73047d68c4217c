package io.cemfleet.bench.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.bench.agentcode.AgentCodeProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The correlation rules on several kinds of store, against Esper and through Kafka; it needs a broker and no fleet. */
public final class KernelMeasure {
    private static final String MAIN = "io.cemfleet.bench.kernel.KernelBench";
    private static final double AIM_ESPER = 5;
    private static final double AIM_OPEN = 1.2;
    private static final int AIM_RATE = 20_000;
    private static final int AIM_P99_MS = 100;
    private static final List<String> OPTIONS =
            List.of("-Xms512m", "-Xmx1g", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders");

    private final AgentCodeProcess process;
    private final Consumer<String> out;

    /** @param process with the code of event-correlator */
    public KernelMeasure(AgentCodeProcess process, Consumer<String> out) {
        this.process = process;
        this.out = out;
    }

    /**
     * Runs the measure.
     *
     * @param scratch an empty directory for stores
     * @param brokers of a Kafka without topics
     * @param alarms directory of recorded alarms; absent: they are skipped
     */
    public void run(ObjectNode found, boolean quick, Path scratch, String brokers, @Nullable Path alarms) {
        var arguments = new ArrayList<>(List.of(quick ? "quick" : "full", scratch.toString(), brokers));
        if (alarms != null) {
            arguments.add(alarms.toString());
        }
        found.setAll(process.run(OPTIONS, MAIN, arguments));
        say(
                "hash map %.0f alerts/s, Esper with one rule %.0f/s, as many firings: ratio %.2f (aim %.0f)",
                number(found, "hash_map_per_second"),
                number(found, "esper_per_second"),
                number(found, "by_esper"),
                AIM_ESPER);
        for (String store : List.of("hash_map", "rocksdb")) {
            say(
                    "%s: %.1f, %.1f and %.1f us an alert with 10, 500 and 5,000 open incidents: ratio %.2f (aim %.1f)",
                    store,
                    number(found, store + "_us_with_10_open"),
                    number(found, store + "_us_with_500_open"),
                    number(found, store + "_us_with_5000_open"),
                    number(found, store + "_many_by_few"),
                    AIM_OPEN);
        }
        JsonNode skipped = found.path("skipped");
        if (skipped.isMissingNode()) {
            say(
                    "%.0f recorded alerts: hash map %.0f/s, RocksDB %.0f/s, %.0f incidents",
                    number(found, "recorded_alerts"),
                    number(found, "recorded_hash_map_per_second"),
                    number(found, "recorded_rocksdb_per_second"),
                    number(found, "recorded_incidents"));
        } else {
            out.accept("   skipped: " + skipped.asText());
        }
        say(
                "through Kafka %.0f alerts/s (aim %d); at 2,000/s p50 %.0f ms, p99 %.0f ms (aim %d); idle %.3f of a"
                        + " core",
                number(found, "kafka_per_second"),
                AIM_RATE,
                number(found, "kafka_p50_ms"),
                number(found, "kafka_p99_ms"),
                AIM_P99_MS,
                number(found, "idle_core"));
    }

    private static double number(JsonNode found, String name) {
        return found.path(name).asDouble();
    }

    private void say(String text, Object... figures) {
        out.accept("   " + String.format(Locale.ROOT, text, figures));
    }
}
