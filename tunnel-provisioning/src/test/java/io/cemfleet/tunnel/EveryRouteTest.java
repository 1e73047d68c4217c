package io.cemfleet.tunnel;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.EveryRoute;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

class EveryRouteTest extends TunnelTestBase {

    @Test
    void everyRouteRefusesWhoMayNotUseIt(@Autowired ServletWebServerApplicationContext context) {
        EveryRoute.of(context, AgentName.TUNNEL_PROVISIONING).isGuarded();
    }
}
