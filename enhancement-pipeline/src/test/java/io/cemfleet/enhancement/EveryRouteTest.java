package io.cemfleet.enhancement;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.EveryRoute;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

class EveryRouteTest extends EnhancementTest {

    @Test
    void everyRouteRefusesWhoMayNotUseIt(@Autowired ServletWebServerApplicationContext context) {
        EveryRoute.of(
                        context,
                        AgentName.ENHANCEMENT_PIPELINE,
                        "POST /webhook/servicedesk",
                        "POST /webhook/servicedesk/resolved-ticket")
                .isGuarded();
    }
}
