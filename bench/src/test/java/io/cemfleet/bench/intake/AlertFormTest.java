package io.cemfleet.bench.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.bench.intake.AlertForm.Router;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlertFormTest {
    private static final String ALARMS = "/ietf-restconf:notification.notification/alm.alarm";
    private static final List<Router> ROUTERS =
            List.of(new Router("A", "10.0.0.1"), new Router("B", "10.0.0.2"), new Router("C", "10.0.0.3"));

    @Test
    void everyAlertHasAnIdentityOfItsOwn() {
        Set<String> ids = new HashSet<>();
        for (JsonNode alarm : AlertForm.CNC.body("r", 0, 5, ROUTERS).at(ALARMS)) {
            ids.add(alarm.path("alm.uuid").asText());
        }
        ids.add(AlertForm.CNC
                .body("r", 5, 1, ROUTERS)
                .at(ALARMS)
                .path("alm.uuid")
                .asText());
        assertThat(ids).containsExactlyInAnyOrder("r-0", "r-1", "r-2", "r-3", "r-4", "r-5");

        assertThat(AlertForm.PCA.body("r", 2, 2, ROUTERS))
                .extracting(alert -> alert.path("sessionId").asText())
                .containsExactly("r-2", "r-3");
        assertThat(AlertForm.ALERTMANAGER.body("r", 7, 2, ROUTERS))
                .extracting(alert -> alert.at("/labels/alarm").asText())
                .containsExactly("r-7", "r-8");
    }

    @Test
    void aSessionHasTwoEnds() {
        for (JsonNode alert : AlertForm.PCA.body("r", 0, 50, ROUTERS)) {
            assertThat(alert.path("sourceIp").asText())
                    .isNotEqualTo(alert.path("destinationIp").asText());
        }
    }

    @Test
    void aSingleAlertIsNoList() {
        assertThat(AlertForm.PCA.body("r", 0, 1, ROUTERS).isObject()).isTrue();
        assertThat(AlertForm.CNC.body("r", 0, 1, ROUTERS).at(ALARMS).isObject()).isTrue();
        assertThat(AlertForm.ALERTMANAGER.body("r", 0, 1, ROUTERS).isArray()).isTrue();
    }
}
