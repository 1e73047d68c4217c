package io.cemfleet.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.retention.Retention;
import io.cemfleet.a2a.testing.Caller;
import io.cemfleet.a2a.testing.DeclaredLifetimes;
import io.cemfleet.a2a.testing.EveryRoute;
import io.cemfleet.a2a.testing.FleetJson;
import io.cemfleet.a2a.testing.FleetPostgres;
import io.cemfleet.a2a.testing.PeerStub;
import io.cemfleet.cnc.policy.CandidatePath;
import io.cemfleet.cnc.policy.Hop;
import io.cemfleet.cnc.policy.PolicyKey;
import io.cemfleet.cnc.policy.PolicyType;
import io.cemfleet.cnc.policy.SegmentList;
import io.cemfleet.cnc.policy.SrPolicy;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "cem.path.measurement.refresh=200ms")
class PathComputationTest {

    private static final PeerStub PEERS = PeerStub.start();

    @LocalServerPort
    int port;

    @Autowired
    FakeController controller;

    @Autowired
    JdbcClient jdbc;

    @TestConfiguration
    static class Faked {
        @Bean
        @Primary
        FakeController fakeController() {
            return new FakeController();
        }
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        FleetPostgres.register(registry, "path_computation");
        PEERS.register(registry);
    }

    @BeforeEach
    void measured() {
        await().untilAsserted(() ->
                assertThat(topology().at("/links/0/utilisation").asDouble()).isEqualTo(0.1));
    }

    @AfterEach
    void reset() {
        controller.up = true;
        controller.policies = List.of();
        jdbc.sql("delete from path_reservation").update();
    }

    @Test
    void everyTableHasALifetime(@Autowired Retention retention, @Autowired DataSource database) {
        DeclaredLifetimes.assertComplete("path-computation", retention, database);
    }

    @Test
    void theGoldenRequestIsAnswered() {
        // when
        var result = orchestrator()
                .send("compute_path", FleetJson.golden("compute_path"))
                .result();
        // then
        assertThat(result.path("path_found").asBoolean()).isTrue();
        assertThat(texts(result.at("/path/links")))
                .containsExactly("frankfurt-munich", "munich-vienna", "prague-vienna");
        assertThat(result.at("/path/path_type").asText()).isEqualTo("sr-mpls");
        assertThat(result.path("alternatives")).isNotEmpty();
        assertThat(result.path("topology_version").asText()).startsWith("t-");
        // and the path that was found is valid, and no longer is when a link of it degrades
        assertThat(validate(result, "frankfurt-prague").path("valid").asBoolean())
                .isTrue();
        assertThat(texts(validate(result, "munich-vienna").path("violations"))).containsExactly("links: munich-vienna");
    }

    @Test
    void aNameThatMatchesNothingIsWarnedOfAndALinkNamedTheOtherWayRoundIsRefused() {
        // given
        var unknown = (com.fasterxml.jackson.databind.node.ObjectNode)
                FleetJson.tree(PathFixtures.request("frankfurt", "prague", List.of("london-paris")));
        unknown.withObjectProperty("avoid").putArray("nodes").add("no-such-router");
        unknown.putArray("disjoint_from").add("no-such-link");
        // when
        var warned = orchestrator().send("compute_path", unknown).result();
        // then
        assertThat(warned.path("path_found").asBoolean()).isTrue();
        assertThat(texts(warned.path("warnings")))
                .containsExactly(
                        "avoid.links: unknown name london-paris",
                        "avoid.nodes: unknown name no-such-router",
                        "disjoint_from: unknown name no-such-link");
        // and
        var turned = orchestrator()
                .send("compute_path", PathFixtures.request("frankfurt", "prague", List.of("prague-frankfurt")));
        assertThat(turned.body().at("/error/message").asText())
                .isEqualTo("avoid: unknown link prague-frankfurt; frankfurt-prague is in the topology");
    }

    private JsonNode validate(JsonNode computed, String avoided) {
        var request = PathFixtures.request("frankfurt", "prague", List.of(avoided));
        return orchestrator()
                .send("validate_path", Map.of("path", computed.path("path"), "constraints", FleetJson.tree(request)))
                .result();
    }

    @Test
    void theHigherTierIsPlacedFirstAndTheNextOneOnWhatIsLeft() {
        // given: one way over Munich takes one of the two, and the request names bronze first
        var plan = new ComputePlan.Request(
                "INC-2026-0001", List.of(demand("b", SlaTier.BRONZE, 6000), demand("p", SlaTier.PLATINUM, 6000)), null);
        // when
        var results = orchestrator().send("compute_plan", plan).result().path("results");
        // then
        assertThat(results.at("/0/key").asText()).isEqualTo("b");
        assertThat(texts(results.at("/1/answer/path/links"))).containsExactly("frankfurt-munich", "munich-vienna");
        assertThat(texts(results.at("/0/answer/path/links")).getFirst()).isEqualTo("frankfurt-prague");
        assertThat(results.at("/0/original_path/segment_list/0/node").asText()).isEqualTo("zurich");
        assertThat(results.at("/0/answer/relaxed")).isEmpty();
        // and the room is held against other questions
        assertThat(bottleneck()).isEqualTo(3000.0);
    }

    @Test
    void roomIsHeldUntilThePolicyCarriesTheTraffic() {
        // given
        var plan = new ComputePlan.Request("INC-2026-0002", List.of(demand("p", SlaTier.GOLD, 6000)), null);
        orchestrator().send("compute_plan", plan);
        assertThat(bottleneck()).isEqualTo(3000.0);
        // when
        controller.policies = List.of(policy("frankfurt", "vienna", 16004, 16003));
        // then
        await().untilAsserted(() -> assertThat(bottleneck()).isEqualTo(9000.0));
    }

    @Test
    void aProtectionThatFitsNowhereStillGetsAPathAndIsToldSo() {
        // given
        var plan = new ComputePlan.Request("INC-2026-0003", List.of(demand("p", SlaTier.GOLD, 9500)), null);
        // when
        var result = orchestrator().send("compute_plan", plan).result().at("/results/0/answer");
        // then
        assertThat(texts(result.path("relaxed"))).containsExactly("bandwidth");
    }

    @Test
    void aTopologyThatWasNotReadIsAFailureAndNeverAnAnswer() {
        // given
        controller.up = false;
        // when
        var answer = orchestrator()
                .send("compute_path", PathFixtures.request("frankfurt", "vienna", List.of()))
                .body();
        // then
        assertThat(answer.at("/status/state").asText()).isEqualTo("failed");
        assertThat(answer.at("/error/code").asText()).isEqualTo("topology_unavailable");
        assertThat(answer.at("/error/retryable").asBoolean()).isTrue();
        assertThat(io().get("/api/topology").status()).isEqualTo(503);
    }

    @Test
    void anUnknownRouterIsNamed() {
        var answer = orchestrator()
                .send("compute_path", PathFixtures.request("atlantis", "vienna", List.of()))
                .body();
        assertThat(answer.at("/error/code").asText()).isEqualTo("unknown_node");
        assertThat(answer.at("/error/message").asText()).contains("source_pe", "atlantis");
    }

    @Test
    void theTopologyHasPositionsAndItsVersions() {
        // when
        var topology = topology();
        var version = topology.path("version").asText();
        // then
        assertThat(topology.at("/nodes/0/id").asText()).isEqualTo("frankfurt");
        assertThat(topology.at("/nodes/0/position/latitude").asDouble()).isEqualTo(50.11);
        assertThat(topology.path("links")).hasSize(7);
        assertThat(io().get("/api/topology?version=" + version).status()).isEqualTo(200);
        assertThat(io().get("/api/topology?version=t-0").status()).isEqualTo(404);
        assertThat(orchestrator()
                        .send("get_topology", Map.of("version", version))
                        .result()
                        .path("version")
                        .asText())
                .isEqualTo(version);
    }

    private JsonNode topology() {
        return io().get("/api/topology").body();
    }

    private double bottleneck() {
        return orchestrator()
                .send("compute_path", PathFixtures.request("frankfurt", "munich", List.of()))
                .result()
                .at("/path/bottleneck_mbps")
                .asDouble();
    }

    private static ComputePlan.Demand demand(String key, SlaTier tier, double mbps) {
        return new ComputePlan.Demand(
                key,
                tier,
                mbps,
                PathFixtures.request("frankfurt", "vienna", List.of("munich-zurich")),
                List.of("frankfurt-zurich", "munich-zurich", "munich-vienna"),
                null,
                null,
                null);
    }

    private static SrPolicy policy(String headEnd, String endPoint, int... labels) {
        var hops = java.util.Arrays.stream(labels)
                .mapToObj(label -> new Hop(Hop.Kind.NODE, null, null, label))
                .toList();
        var path = new CandidatePath(
                200, "protect", CandidatePath.Kind.EXPLICIT, true, null, List.of(new SegmentList(1, hops)), true);
        return new SrPolicy(
                new PolicyKey(headEnd, endPoint, 100), 24001, true, PolicyType.REGULAR, false, List.of(path));
    }

    private Caller orchestrator() {
        return new Caller(AgentName.ORCHESTRATOR, AgentName.PATH_COMPUTATION, port);
    }

    private Caller io() {
        return new Caller(AgentName.IO_AGENT, AgentName.PATH_COMPUTATION, port);
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    @Test
    void everyRouteRefusesWhoMayNotUseIt(@Autowired ServletWebServerApplicationContext context) {
        EveryRoute.of(context, AgentName.PATH_COMPUTATION).isGuarded();
    }
}
