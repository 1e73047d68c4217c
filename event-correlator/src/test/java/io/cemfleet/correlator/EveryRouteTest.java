package io.cemfleet.correlator;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.EveryRoute;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

class EveryRouteTest extends CorrelatorTest {

    @Test
    void everyRouteRefusesWhoMayNotUseIt(@Autowired ServletWebServerApplicationContext context) {
        EveryRoute.of(
                        context,
                        AgentName.EVENT_CORRELATOR,
                        "GET /webhooks/{source:pca|cnc|alertmanager}",
                        "GET /webhooks/{source:pca|cnc|alertmanager}/{secret}",
                        "POST /webhooks/{source:pca|cnc|alertmanager}",
                        "POST /webhooks/{source:pca|cnc|alertmanager}/{secret}")
                .isGuarded();
    }
}
