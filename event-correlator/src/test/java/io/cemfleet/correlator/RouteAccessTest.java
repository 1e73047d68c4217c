package io.cemfleet.correlator;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.RouteAccessCheck;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

class RouteAccessTest extends CorrelatorTest {

    @Test
    void everyRouteRefusesWhoMayNotUseIt(@Autowired ServletWebServerApplicationContext context) {
        RouteAccessCheck.of(
                        context,
                        AgentName.EVENT_CORRELATOR,
                        "GET /webhooks/{source}",
                        "GET /webhooks/{source}/{secret}",
                        "POST /webhooks/{source}",
                        "POST /webhooks/{source}/{secret}")
                .isGuarded();
    }
}
