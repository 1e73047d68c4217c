package io.cemfleet.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.PeerStub;
import io.cemfleet.a2a.testing.TestAgentCaller;
import io.cemfleet.cnc.FakeController;
import io.cemfleet.cnc.FakeControllerConfiguration;
import io.cemfleet.runtime.testing.FleetPostgres;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The agent with a fake controller, a database, and one context for all classes that extend this one. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"cem.path.reading.refresh=200ms", "cem.path.measurement.refresh=200ms"})
@Import(FakeControllerConfiguration.class)
abstract class PathComputationTestBase {

    private static final PeerStub PEERS = PeerStub.start();

    @LocalServerPort
    int port;

    @Autowired
    FakeController controller;

    @Autowired
    JdbcClient jdbc;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        FleetPostgres.register(registry, "path_computation");
        PEERS.register(registry);
    }

    @BeforeEach
    void everyLinkIsMeasured() {
        controller.samples = PathFixtures.lightLoadExceptOn();
        controller.loads = policy -> null;
        controller.policies = List.of();
        controller.cut = Set.of();
        controller.topologyUp = true;
        await().untilAsserted(() -> assertThat(topology().path("links"))
                .hasSameSizeAs(controller.network.links())
                .allMatch(link -> link.path("utilisation").asDouble() == 0.1));
    }

    @AfterEach
    void forgetTraffic() {
        controller.policies = List.of();
        jdbc.sql("truncate path_reservation, diverted_traffic").update();
    }

    protected JsonNode topology() {
        return io().get("/api/topology").body();
    }

    protected double bottleneck() {
        return orchestrator()
                .send("compute_path", PathFixtures.request("frankfurt", "munich", List.of()))
                .result()
                .at("/path/bottleneck_mbps")
                .asDouble();
    }

    protected JsonNode plan(String incidentId, @Nullable Boolean allowOverload, ComputePlan.Demand... demands) {
        return orchestrator()
                .send("compute_plan", new ComputePlan.Request(incidentId, List.of(demands), allowOverload))
                .result()
                .path("results");
    }

    protected static ComputePlan.Demand demand(String key, SlaTier tier, double mbps) {
        return new ComputePlan.Demand(
                key,
                tier,
                mbps,
                PathFixtures.request("frankfurt", "vienna", List.of("munich-zurich")),
                List.of("frankfurt-zurich", "munich-zurich", "munich-vienna"),
                null,
                null,
                null,
                null,
                null);
    }

    protected TestAgentCaller orchestrator() {
        return new TestAgentCaller(AgentName.ORCHESTRATOR, AgentName.PATH_COMPUTATION, port);
    }

    protected TestAgentCaller io() {
        return new TestAgentCaller(AgentName.IO_AGENT, AgentName.PATH_COMPUTATION, port);
    }

    protected static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
