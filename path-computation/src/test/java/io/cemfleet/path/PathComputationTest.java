package io.cemfleet.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.PeerStub;
import io.cemfleet.a2a.testing.RouteAccessCheck;
import io.cemfleet.a2a.testing.TestAgentCaller;
import io.cemfleet.runtime.retention.RetentionPurge;
import io.cemfleet.runtime.testing.FleetJson;
import io.cemfleet.runtime.testing.FleetPostgres;
import io.cemfleet.runtime.testing.TableLifetimeCheck;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    static class FakeControllerBeans {
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
        controller.policyMbps = null;
        controller.unmeasured = Set.of();
        controller.cut = Set.of();
        jdbc.sql("truncate path_reservation, diverted_traffic").update();
    }

    @Test
    void everyTableHasALifetime(@Autowired RetentionPurge retention, @Autowired DataSource database) {
        TableLifetimeCheck.assertComplete("path-computation", retention, database);
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
    void aLinkThatFailedMayBeMissingAndIsWarnedOf() {
        // given: no such link is kept, but both of its routers are there
        var request = PathFixtures.request("frankfurt", "prague", List.of("munich-prague"));
        // when
        var warned = orchestrator().send("compute_path", request).result();
        // then
        assertThat(warned.path("path_found").asBoolean()).isTrue();
        assertThat(texts(warned.path("warnings"))).containsExactly("avoid.links: unknown name munich-prague");
    }

    @Test
    void aNameThatWasNeverOneIsRefusedWithItsField() {
        assertRefused(
                avoiding("london-paris"),
                "unknown_link",
                "avoid.links: unknown link london-paris; no kept version has it");
        assertRefused(
                avoiding("prague-frankfurt"),
                "unknown_link",
                "avoid.links: unknown link prague-frankfurt; frankfurt-prague is in the topology");
        var nodes = avoiding("frankfurt-prague");
        nodes.withObjectProperty("avoid").putArray("nodes").add("no-such-router");
        assertRefused(nodes, "unknown_node", "avoid.nodes: unknown router no-such-router; no kept version has it");
        var apart = avoiding("frankfurt-prague");
        apart.putArray("disjoint_from").add("no such link");
        assertRefused(apart, "unknown_link", "disjoint_from: unknown link no such link; no kept version has it");
    }

    private static ObjectNode avoiding(String link) {
        return (ObjectNode) FleetJson.tree(PathFixtures.request("frankfurt", "prague", List.of(link)));
    }

    private void assertRefused(ObjectNode request, String code, String message) {
        var answer = orchestrator().send("compute_path", request).body();
        assertThat(answer.at("/error/code").asText()).isEqualTo(code);
        assertThat(answer.at("/error/message").asText()).isEqualTo(message);
    }

    @Test
    void aProtectionWithAnUnknownNameDoesNotCostTheOthersTheirPaths() {
        // given
        var good = demand("good", SlaTier.GOLD, 100);
        var bad = new ComputePlan.Demand(
                "bad",
                SlaTier.PLATINUM,
                100.0,
                PathFixtures.request("frankfurt", "vienna", List.of("london-paris")),
                List.of("frankfurt-munich"),
                null,
                null,
                null,
                null,
                null);
        // when
        var results = plan("INC-2026-0005", null, bad, good);
        // then
        assertThat(results.at("/0/answer/path_found").asBoolean()).isFalse();
        assertThat(results.at("/0/decline/reason").asText()).isEqualTo("no_path");
        assertThat(results.at("/0/decline/remedy").asText()).contains("london-paris");
        assertThat(results.at("/1/answer/path_found").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"2147483647, 1e300", "2147483647, 0.1", "1, 1e300"})
    void limitsNearTheEndOfTheirTypesDoNotOverflow(int hops, double delay) {
        // given
        var request = avoiding("frankfurt-prague");
        request.put("max_hops", hops).put("max_delay_ms", delay);
        // when
        var result = orchestrator().send("compute_path", request).result();
        // then: only a delay of 0.1 ms is in the way
        assertThat(result.path("path_found").asBoolean()).isEqualTo(delay > 1);
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
        controller.policies = List.of(PathFixtures.policy("frankfurt", "vienna", 100, 16004, 16003));
        // then
        await().untilAsserted(() -> assertThat(bottleneck()).isEqualTo(9000.0));
    }

    @Test
    void aProtectionThatFitsNowhereStaysUnlessAnOperatorAllowsTheOverload() {
        // given: plans fill 7,800 (the threshold less the drift), and 1,000 is the load of every link
        var demand = demand("p", SlaTier.GOLD, 7500);
        // when
        var declined = plan("INC-2026-0003", null, demand).path(0);
        // then
        assertThat(declined.at("/answer/path_found").asBoolean()).isFalse();
        assertThat(declined.at("/decline/reason").asText()).isEqualTo("no_room");
        assertThat(texts(declined.at("/decline/links"))).containsExactly("frankfurt-munich", "munich-vienna");
        assertThat(declined.at("/decline/remedy").asText())
                .contains("700 Mbit/s more on frankfurt-munich from frankfurt", "allow_overload");
        assertThat(texts(declined.at("/answer/explanation/conflicting"))).containsExactly("min_bandwidth_mbps");
        // when
        var allowed = plan("INC-2026-0003", true, demand).path(0);
        // then
        assertThat(texts(allowed.at("/answer/relaxed"))).containsExactly("bandwidth");
        assertThat(allowed.at("/prediction/links/0/after").asDouble()).isEqualTo(0.85);
    }

    @Test
    void whatIsPlacedComesWithItsPredictionAndWithOtherPaths() {
        // when
        var placed =
                plan("INC-2026-0004", null, demand("p", SlaTier.GOLD, 1000)).path(0);
        // then
        assertThat(placed.at("/prediction/before/latency_ms").asDouble()).isEqualTo(9.0);
        assertThat(placed.at("/prediction/after/latency_ms").asDouble()).isEqualTo(6.5);
        assertThat(placed.at("/prediction/after/loss_pct").isNumber()).isFalse();
        assertThat(placed.at("/prediction/demand_mbps").asDouble()).isEqualTo(1000);
        assertThat(placed.at("/prediction/links/0/link_id").asText()).isEqualTo("frankfurt-munich");
        assertThat(placed.at("/prediction/links/0/from").asText()).isEqualTo("frankfurt");
        assertThat(placed.at("/prediction/links/0/before").asDouble()).isEqualTo(0.1);
        assertThat(placed.at("/prediction/links/0/after").asDouble()).isEqualTo(0.2);
        assertThat(placed.at("/prediction/links/0/threshold").asDouble()).isEqualTo(0.8);
        assertThat(placed.at("/answer/alternatives")).hasSize(2);
        assertThat(texts(placed.at("/answer/alternatives/0/links")).getFirst()).isEqualTo("frankfurt-prague");
    }

    private JsonNode plan(String incidentId, @Nullable Boolean allowOverload, ComputePlan.Demand... demands) {
        return orchestrator()
                .send("compute_plan", new ComputePlan.Request(incidentId, List.of(demands), allowOverload))
                .result()
                .path("results");
    }

    @Test
    void whatACutTookElsewhereGoesBackToWhereItCameFrom() {
        // given traffic that used one of two parallel links, and takes another way since it was cut
        controller.cut = Set.of("frankfurt-prague");
        var demand = new ComputePlan.Demand(
                "p",
                SlaTier.GOLD,
                1000.0,
                PathFixtures.request("frankfurt", "vienna", List.of("munich-zurich")),
                List.of("frankfurt-zurich", "munich-zurich", "munich-vienna"),
                null,
                null,
                null,
                List.of("frankfurt-prague", "prague-vienna-2"),
                null);
        // when
        var original = plan("INC-2026-0009", null, demand).at("/0/original_path");
        // then
        assertThat(texts(original.path("links"))).containsExactly("frankfurt-prague", "prague-vienna-2");
        assertThat(original.at("/segment_list"))
                .last()
                .satisfies(last -> assertThat(last.path("link").asText()).isEqualTo("prague-vienna-2"));
        assertThat(jdbc.sql(
                                """
                        select distinct share ->> 'link_id' from diverted_traffic,
                            jsonb_array_elements(traffic -> 'original') share""")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("frankfurt-prague", "prague-vienna-2");
    }

    @Test
    void aTunnelThatIsHeldIsComparedWithItsOriginalPathWhetherAnotherOneIsFoundOrNot() {
        // given one that is longer than its original path, and one over a link that is gone
        var original = List.of("frankfurt-munich", "munich-vienna");
        var longer =
                new ComputePlan.HeldTunnel(List.of("frankfurt-zurich", "munich-zurich", "munich-vienna"), original);
        var gone = List.of("frankfurt-nowhere", "nowhere-vienna");
        var lost = new ComputePlan.HeldTunnel(gone, original);
        var cut = new ComputePlan.HeldTunnel(original, gone);
        // when
        var results = plan(
                "INC-2026-0006",
                null,
                held(demand("p", SlaTier.GOLD, 100), longer),
                held(demand("q", SlaTier.SILVER, 20_000), lost),
                held(demand("r", SlaTier.SILVER, 100), cut),
                demand("s", SlaTier.BRONZE, 100));
        // then
        assertThat(results.at("/0/answer/path_found").asBoolean()).isTrue();
        assertThat(results.at("/0/held/tunnel/latency_ms").asDouble()).isEqualTo(9.0);
        assertThat(results.at("/0/held/original/latency_ms").asDouble()).isEqualTo(6.5);
        assertThat(results.at("/1/answer/path_found").asBoolean()).isFalse();
        assertThat(results.at("/1/held/tunnel/loss_pct").asDouble()).isEqualTo(100);
        assertThat(results.at("/1/held/original/latency_ms").asDouble()).isEqualTo(6.5);
        assertThat(results.path(3).has("held")).isFalse();
        // and: without the tunnel the IGP takes the traffic past the link that is gone
        assertThat(results.at("/2/held/original/latency_ms").asDouble()).isPositive();
    }

    private static ComputePlan.Demand held(ComputePlan.Demand demand, ComputePlan.HeldTunnel tunnel) {
        return new ComputePlan.Demand(
                demand.key(),
                demand.slaTier(),
                demand.demandMbps(),
                demand.constraints(),
                demand.currentLinks(),
                demand.demandBoundMbps(),
                demand.slaLimits(),
                demand.services(),
                demand.originalLinks(),
                tunnel);
    }

    @Test
    void roomIsHeldUntilEveryLinkWasMeasuredAfterTheTrafficWasThere() {
        // given: the second link of the path is not measured any more
        plan("INC-2026-0007", null, demand("p", SlaTier.GOLD, 6000));
        controller.unmeasured = Set.of("munich-vienna");
        controller.policies = List.of(PathFixtures.policy("frankfurt", "vienna", 100, 16004, 16003));
        int rounds = controller.rounds.get();
        // when
        await().until(() -> controller.rounds.get() > rounds + 3);
        // then
        assertThat(bottleneck()).isEqualTo(3000.0);
        // when
        controller.unmeasured = Set.of();
        // then
        await().untilAsserted(() -> assertThat(bottleneck()).isEqualTo(9000.0));
    }

    @Test
    void aPolicyOfAnotherColourOnTheSamePathGivesNoRoomBack() {
        // given
        plan("INC-2026-0008", null, demand("frankfurt>vienna/200/sr-mpls", SlaTier.GOLD, 3000));
        plan("INC-2026-0008", null, demand("frankfurt>vienna/-/sr-mpls", SlaTier.GOLD, 2000));
        plan("INC-2026-0008", null, demand("frankfurt>vienna/100/sr-mpls", SlaTier.GOLD, 1000));
        assertThat(bottleneck()).isEqualTo(3000.0);
        // when: that of colour 100 carries its traffic
        controller.policies = List.of(PathFixtures.policy("frankfurt", "vienna", 100, 16004, 16003));
        // then
        await().untilAsserted(() -> assertThat(bottleneck()).isEqualTo(4000.0));
        int rounds = controller.rounds.get();
        await().until(() -> controller.rounds.get() > rounds + 3);
        assertThat(bottleneck()).isEqualTo(4000.0);
    }

    @Test
    void aPolicyThatCarriesNothingYetKeepsItsRoom() {
        // given
        plan("INC-2026-0006", null, demand("p", SlaTier.GOLD, 6000));
        controller.policyMbps = 0.0;
        controller.policies = List.of(PathFixtures.policy("frankfurt", "vienna", 100, 16004, 16003));
        int rounds = controller.rounds.get();
        // when
        await().until(() -> controller.rounds.get() > rounds + 3);
        // then
        assertThat(bottleneck()).isEqualTo(3000.0);
        // when
        controller.policyMbps = 5000.0;
        // then
        await().untilAsserted(() -> assertThat(bottleneck()).isEqualTo(9000.0));
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
                null,
                null,
                null);
    }

    private TestAgentCaller orchestrator() {
        return new TestAgentCaller(AgentName.ORCHESTRATOR, AgentName.PATH_COMPUTATION, port);
    }

    private TestAgentCaller io() {
        return new TestAgentCaller(AgentName.IO_AGENT, AgentName.PATH_COMPUTATION, port);
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    @Test
    void everyRouteRefusesWhoMayNotUseIt(@Autowired ServletWebServerApplicationContext context) {
        RouteAccessCheck.of(context, AgentName.PATH_COMPUTATION).isGuarded();
    }
}
