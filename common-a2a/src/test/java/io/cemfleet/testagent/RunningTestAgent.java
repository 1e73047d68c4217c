package io.cemfleet.testagent;

import io.cemfleet.a2a.testing.PeerStub;
import io.cemfleet.runtime.testing.FleetPostgres;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The test agent on a real Postgres, in the place of the orchestrator; one stub stands for all other agents. */
@SpringBootTest(
        classes = A2aTestAgent.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "cem.schema=orchestrator",
            "cem.a2a.agent=orchestrator",
            "db-scheduler.enabled=false",
            "management.server.port=0",
            "cem.a2a.operators.user=operator",
            "cem.a2a.operators.password=secret"
        })
abstract class RunningTestAgent {
    static final PeerStub PEERS = PeerStub.start();

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        FleetPostgres.register(registry, "orchestrator");
        PEERS.register(registry);
    }
}
