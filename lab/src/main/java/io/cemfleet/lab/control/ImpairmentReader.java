package io.cemfleet.lab.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.lab.network.LinkImpairment;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads an impairment, or names the wrong field. */
final class ImpairmentReader {

    private static final double LONGEST_MS = 60_000;

    /** The result: an impairment, or the first wrong field. */
    sealed interface Reading {}

    record ValidImpairment(LinkImpairment impairment) implements Reading {}

    record InvalidField(String field, String message) implements Reading {}

    private ImpairmentReader() {}

    static Reading read(@Nullable JsonNode body) {
        if (body == null || body.isNull()) {
            return new ValidImpairment(LinkImpairment.NONE);
        }
        if (!body.isObject()) {
            return new InvalidField("body", "must be an object");
        }
        Map<String, Double> most = new LinkedHashMap<>();
        most.put("latency_ms", LONGEST_MS);
        most.put("jitter_ms", LONGEST_MS);
        most.put("loss_pct", 100.0);
        Map<String, Double> values = new LinkedHashMap<>();
        for (Map.Entry<String, Double> entry : most.entrySet()) {
            JsonNode value = body.path(entry.getKey());
            boolean absent = value.isMissingNode() || value.isNull();
            if (!absent && !value.isNumber()) {
                return new InvalidField(entry.getKey(), "must be a number");
            }
            double number = absent ? 0 : value.doubleValue();
            if (!(number >= 0) || number > entry.getValue()) {
                return new InvalidField(entry.getKey(), "must be from 0 to " + Math.round(entry.getValue()));
            }
            values.put(entry.getKey(), number);
        }
        return new ValidImpairment(new LinkImpairment(
                values.getOrDefault("latency_ms", 0.0),
                values.getOrDefault("jitter_ms", 0.0),
                values.getOrDefault("loss_pct", 0.0)));
    }
}
