package io.cemfleet.correlator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.correlator.alert.AlertJson;
import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.IncidentDecision;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** State that earlier versions left: all open incidents of a domain in one value. */
@org.jspecify.annotations.NullUnmarked
class FormerStateTest {
    private static final String FORMER =
            """
            {"incidents":[
              {"key":"7/a-b/one","source":"cnc","links":{"a-b":{"degraded":true,"changed_at":"2026-03-01T12:00:00Z",
                "place":{"nodes":["a","b"],"srlgs":[],"policies":[]},"saw_clear":false}},
               "ambiguous":{},"alerts":[],"sequence":3,"severity":"high","alert_count":4,"rule":"same_link",
               "root_cause":"a-b"},
              {"key":"7/ambiguous/two","source":"pca","links":{},"ambiguous":{"pca|s-1":["c-d","d-e"]},"alerts":[],
               "sequence":1,"severity":"low","alert_count":1,"rule":"same_link"}]}""";

    private final MeteredTables tables = new MeteredTables();
    private final AlertCorrelation correlation = new AlertCorrelation(tables, CorrelationRules.defaults());
    private final StreamAlerts alerts = new StreamAlerts();

    FormerStateTest() {
        tables.values(StateTables.DOMAINS).put(StreamAlerts.DOMAIN, FORMER.getBytes(StandardCharsets.UTF_8));
    }

    private List<IncidentDecision> raise(String link, List<String> nodes, long second) {
        AlertRecord alert = alerts.at(
                        "alarm-" + link, StreamAlerts.place(link, nodes, List.of(), List.of()), AlertKind.RAISE, second)
                .build();
        return correlation.handle(alert).decisions();
    }

    @Test
    void anIncidentOfAnEarlierVersionGoesOn() {
        assertThat(raise("b-c", List.of("b", "c"), 20)).singleElement().satisfies(d -> {
            assertThat(d.incidentKey()).isEqualTo("7/a-b/one");
            assertThat(d.sequence()).isEqualTo(4);
            assertThat(d.links().degraded()).containsExactly("a-b", "b-c");
        });
        assertThat(raise("c-d", List.of("c", "d"), 5_000)).singleElement().satisfies(d -> assertThat(d.incidentKey())
                .isEqualTo("7/ambiguous/two"));
    }

    @Test
    void theFormerValueIsEmptyOnceItsIncidentsAreMoved() {
        raise("x-y", List.of("x", "y"), 5_000);

        assertThat(new String(tables.values(StateTables.DOMAINS).get(StreamAlerts.DOMAIN), StandardCharsets.UTF_8))
                .isEqualTo("{\"incidents\":[],\"opened\":3}");
        assertThat(tables.values(StateTables.INCIDENTS)).hasSize(3);
        assertThat(AlertJson.read(tables.values(StateTables.INCIDENTS).get("7|7/a-b/one"), OpenIncident.class)
                        .opened())
                .isEqualTo(1);
    }
}
