package io.cemfleet.notification;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.PeerStub;
import io.cemfleet.a2a.testing.TestAgentCaller;
import io.cemfleet.runtime.testing.FleetPostgres;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The whole agent on a real Postgres and a real mail server; the other agents, Webex and ServiceNow are stubs. The agent
 * stops after each class: a retry of one class must not reach the stubs while another one runs.
 */
@DirtiesContext
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class NotificationTest {
    static final PeerStub PEERS = PeerStub.start();
    static final ThirdPartyStubs OUTSIDE = ThirdPartyStubs.start();

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    TestAgentCaller orchestrator;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        OUTSIDE.register(registry);
        FleetPostgres.register(registry, "notification");
        PEERS.register(registry);
    }

    @BeforeEach
    void allChannelsWork() throws Exception {
        orchestrator = new TestAgentCaller(AgentName.ORCHESTRATOR, AgentName.NOTIFICATION, port);
        PEERS.forget();
        OUTSIDE.allWork();
    }
}
