package io.cemfleet.e2e.ticket;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.e2e.fleet.FleetUnderTest;
import io.cemfleet.runtime.testing.FleetJson;
import java.time.Instant;
import java.util.List;

/** What the pipeline logged. */
final class PipelineLog {
    private PipelineLog() {}

    /**
     * The fleet's own lines of a time in which one ticket was at work, of any level, without those of scheduled work,
     * such as the search for tickets whose webhook never came.
     */
    static List<JsonNode> between(Instant from, Instant to) {
        return FleetUnderTest.log("enhancement-pipeline").stream()
                .filter(line -> line.startsWith("{"))
                .map(FleetJson::parse)
                .filter(line -> line.path("logger_name").asText().startsWith("io.cemfleet."))
                .filter(line -> !line.path("thread_name").asText().startsWith("scheduling"))
                .filter(line -> {
                    Instant at = Instant.parse(line.path("@timestamp").asText());
                    return !at.isBefore(from) && !at.isAfter(to);
                })
                .toList();
    }
}
