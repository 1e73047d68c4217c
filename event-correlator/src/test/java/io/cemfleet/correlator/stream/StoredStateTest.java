package io.cemfleet.correlator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.correlator.alert.AlertJson;
import io.cemfleet.correlator.alert.IncidentDecision;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The field names of the stream's state stores, which outlive a release. */
class StoredStateTest {

    @Test
    void aLinkWithOwnCongestionKeepsItsFieldNames() {
        String json = "{\"alarms\":{},\"told\":[\"tunnel-1\"]}";

        assertThat(AlertJson.text(new OwnCongestedLink(Map.of(), List.of("tunnel-1"))))
                .isEqualTo(json);
        assertThat(AlertJson.read(json, OwnCongestedLink.class).reported()).containsExactly("tunnel-1");
    }

    @Test
    void aLinkOfAnIncidentKeepsItsFieldNames() {
        String json =
                """
                {"degraded":true,"changed_at":"2026-01-01T00:00:00Z","place":{"nodes":[],"srlgs":[],"policies":[]},\
                "saw_clear":false,"told_again":"2026-01-01T00:00:01Z"}""";

        OpenIncident.IncidentLink link = AlertJson.read(json, OpenIncident.IncidentLink.class);

        assertThat(link.reportedAgainAt()).isEqualTo(Instant.parse("2026-01-01T00:00:01Z"));
        assertThat(AlertJson.text(link)).isEqualTo(json);
    }

    @Test
    void aDecisionIsOneFlatObject() {
        JsonNode flat = AlertJson.read(
                """
                {"incident_key":"key","decision":"grown","sequence":2,"domain":"7","source":"cnc","severity":"high",
                 "degraded_links":["a-b"],"ambiguous_links":["c-d"],"cleared_links":["e-f"],"changed_links":["g-h"],
                 "alert_count":3,"is_flapping":true,"dampen_until":"2026-01-01T00:01:00Z","correlation_rule":"same_link",
                 "root_cause":"a-b","alerts":[],"forecast":{"probability":0.9},"occurred_at":"2026-01-01T00:00:00Z",
                 "flap":{"count":5,"penalty":4000.0}}""",
                JsonNode.class);

        IncidentDecision decision = AlertJson.read(flat.toString(), IncidentDecision.class);

        assertThat(AlertJson.read(AlertJson.text(decision), JsonNode.class)).isEqualTo(flat);
        assertThat(decision.links().changed()).containsExactly("g-h");
        assertThat(decision.flapping().active()).isTrue();
        assertThat(decision.finding().rootCause()).isEqualTo("a-b");
    }
}
