package io.cemfleet.enhancement;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.RouteAccessCheck;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

class RouteAccessTest extends EnhancementTest {

    @Test
    void everyRouteRefusesWhoMayNotUseIt(@Autowired ServletWebServerApplicationContext context) {
        RouteAccessCheck.of(
                        context,
                        AgentName.ENHANCEMENT_PIPELINE,
                        "POST /webhook/servicedesk",
                        "POST /webhook/servicedesk/resolved-ticket")
                .isGuarded();
    }
}
