package io.cemfleet.correlator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.correlator.alert.AlertJson;
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
}
