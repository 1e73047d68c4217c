package io.cemfleet.lab.pca;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A question for values of sessions.
 *
 * @param from start of the interval
 * @param to end of the interval
 * @param granularity length of a bucket
 * @param aggregation how a bucket's samples become one value
 * @param metrics the requested ones
 */
record MetricQuery(
        Instant from, Instant to, Duration granularity, Aggregation aggregation, List<MetricSelection> metrics) {

    private static final int MOST_BUCKETS = 10_000;

    /** @param objects ids of sessions; empty: all */
    record MetricSelection(MetricId metric, List<String> objects) {}

    enum Aggregation {
        MIN,
        MAX,
        AVG,
        COUNT,
        SUM;

        static Aggregation named(String name) {
            for (Aggregation aggregation : values()) {
                if (aggregation.name().equalsIgnoreCase(name)) {
                    return aggregation;
                }
            }
            throw new PcaErrors.BadRequest("aggregation " + name + " is not known");
        }
    }

    static MetricQuery read(JsonNode attributes) {
        String[] ends = attributes.path("interval").asText().split("/", -1);
        if (ends.length != 2) {
            throw new PcaErrors.BadRequest("interval must be two times with a slash between");
        }
        Instant from = parse("interval", ends[0], Instant::parse);
        Instant to = parse("interval", ends[1], Instant::parse);
        if (!from.isBefore(to)) {
            throw new PcaErrors.BadRequest("interval must not be empty");
        }
        Duration whole = Duration.between(from, to);
        Duration granularity = attributes.path("granularity").isTextual()
                ? parse("granularity", attributes.path("granularity").asText(), Duration::parse)
                : whole;
        if (!granularity.isPositive() || whole.dividedBy(granularity) > MOST_BUCKETS) {
            throw new PcaErrors.BadRequest("granularity is out of range");
        }
        List<MetricSelection> wanted = new ArrayList<>();
        for (JsonNode metric : attributes.path("metrics")) {
            wanted.add(wanted(metric));
        }
        if (wanted.isEmpty()) {
            throw new PcaErrors.BadRequest("metrics is missing");
        }
        Aggregation aggregation =
                Aggregation.named(attributes.path("aggregation").asText("avg"));
        return new MetricQuery(from, to, granularity, aggregation, wanted);
    }

    private static MetricSelection wanted(JsonNode metric) {
        String name = metric.path("metric").asText();
        Optional<MetricId> id = MetricId.named(name);
        List<String> objects = new ArrayList<>();
        JsonNode ids = metric.path("monitoredObjectId");
        if (ids.isTextual()) {
            objects.add(ids.asText());
        }
        ids.forEach(object -> objects.add(object.asText()));
        return new MetricSelection(
                id.orElseThrow(() -> new PcaErrors.BadRequest("metric " + name + " is not known")), objects);
    }

    private static <T> T parse(String field, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (DateTimeException e) {
            throw new PcaErrors.BadRequest(field + " cannot be read: " + text);
        }
    }
}
