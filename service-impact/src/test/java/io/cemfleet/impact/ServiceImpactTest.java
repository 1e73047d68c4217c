package io.cemfleet.impact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.PeerStub;
import io.cemfleet.a2a.testing.RouteAccessCheck;
import io.cemfleet.a2a.testing.TestAgentCaller;
import io.cemfleet.cnc.FakeController;
import io.cemfleet.cnc.FakeControllerConfiguration;
import io.cemfleet.runtime.retention.RetentionPurge;
import io.cemfleet.runtime.testing.FleetJson;
import io.cemfleet.runtime.testing.FleetPostgres;
import io.cemfleet.runtime.testing.TableLifetimeCheck;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"cem.impact.reading.fresh=0ms", "cem.impact.reading.services=0ms", "cem.impact.reading.refresh=1s"
        })
@Import(FakeControllerConfiguration.class)
class ServiceImpactTest {

    private static final PeerStub PEERS = PeerStub.start();

    @LocalServerPort
    int port;

    @Autowired
    FakeController controller;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        FleetPostgres.register(registry, "service_impact");
        PEERS.register(registry);
    }

    @BeforeEach
    void theSmallNetworkIsUp() {
        controller.vpnServices.reset(ImpactFixtures.services());
        controller.topologyUp = true;
        controller.policiesUp = true;
        controller.cut = Set.of();
        controller.cutWhenRead = null;
        controller.policies = List.of(ImpactFixtures.overPrague());
    }

    @Test
    void everyTableHasALifetime(@Autowired RetentionPurge retention, @Autowired DataSource database) {
        TableLifetimeCheck.assertComplete("service-impact", retention, database);
    }

    @Test
    void theGoldenRequestIsAnswered() {
        // when
        var result = orchestrator()
                .send("assess_impact", FleetJson.golden("assess_impact"))
                .result();
        // then
        assertThat(result.path("total_affected").asInt()).isEqualTo(1);
        assertThat(result.at("/services_by_tier/gold").asInt()).isEqualTo(1);
        assertThat(result.at("/affected_services/0/sla_limits/latency_ms").asDouble())
                .isEqualTo(60);
        assertThat(result.at("/affected_services/0/flows/0/te_type").asText()).isEqualTo("sr-mpls");
        assertThat(result.path("topology_version").asText()).startsWith("t-");
        assertThat(result.path("data_age_seconds").asDouble()).isLessThan(10);
    }

    @Test
    void aSuccessfulQueryWithoutAffectedServicesReturnsZero() {
        var result = assess("frankfurt-zurich").path("result");
        assertThat(result.path("total_affected").asInt(-1)).isZero();
    }

    @Test
    void anUnknownLinkIsNeverReportedAsWithoutImpact() {
        assertFailed(assess("no-such-link"), "unknown_link");
        // and beside a link that is known it is named
        var result = assess("frankfurt-prague", "no-such-link").path("result");
        assertThat(result.path("total_affected").asInt()).isPositive();
        assertThat(result.at("/unknown_links/0").asText()).isEqualTo("no-such-link");
    }

    @Test
    void servicesOverACutLinkAreReportedAfterItLeftTheTopology() {
        // given
        assertThat(assess("frankfurt-prague").at("/result/total_affected").asInt())
                .isPositive();
        // when
        controller.cut = Set.of("frankfurt-prague");
        // then
        var result = assess("frankfurt-prague").path("result");
        assertThat(result.path("total_affected").asInt()).isPositive();
        assertThat(result.has("unknown_links")).isFalse();
        assertThat(result.at("/affected_services/0/flows/0").has("demand_bound_mbps"))
                .isTrue();
    }

    @Test
    void policiesOfAfterACutAreNotSeenOverTheTopologyOfBefore() {
        // given traffic that used one of two parallel links by a policy of its own
        controller.policies = List.of(ImpactFixtures.overFirstLink());
        var before = List.of("frankfurt-prague", "prague-vienna");
        await().untilAsserted(() ->
                assertThat(linksOf(assess("prague-vienna"), "paths")).isEqualTo(before));
        // when the link is cut, and its policy has another path while the topology that is known has the link still
        controller.cutWhenRead = Set.of();
        controller.cut = Set.of("prague-vienna");
        controller.policies = List.of(ImpactFixtures.overPrague());
        var cut = assess("prague-vienna");
        // then
        assertThat(linksOf(cut, "paths")).isEqualTo(List.of("frankfurt-prague", "prague-vienna-2"));
        assertThat(linksOf(cut, "former_paths")).isEqualTo(before);
    }

    private static List<String> linksOf(JsonNode answer, String paths) {
        return FleetJson.MAPPER.convertValue(
                answer.at("/result/affected_services/0/flows/0/" + paths + "/0/links"), new TypeReference<>() {});
    }

    @Test
    void theNetworkIsStoredInTheBackgroundSoThatARestartKnowsIt(@Autowired JdbcClient database) {
        await().untilAsserted(() -> assertThat(database.sql("select count(*) from seen_network where newest")
                        .query(Integer.class)
                        .single())
                .isOne());
        // and the links that left it
        controller.cut = Set.of("frankfurt-zurich");
        await().untilAsserted(() -> assertThat(database.sql("select link_id from gone_link")
                        .query(String.class)
                        .list())
                .containsExactly("frankfurt-zurich"));
    }

    @Test
    void aFailedReadIsAFailureAndNeverAnEmptyResult() {
        // given: it answered before
        assertThat(assess("frankfurt-prague").at("/status/state").asText()).isEqualTo("completed");
        // then
        controller.vpnServices.up = false;
        assertFailed(assess("frankfurt-prague"), "services_unavailable");
        controller.vpnServices.up = true;
        controller.policiesUp = false;
        assertFailed(assess("frankfurt-prague"), "services_unavailable");
        controller.topologyUp = false;
        assertFailed(assess("frankfurt-prague"), "topology_unavailable");
    }

    private static void assertFailed(JsonNode answer, String code) {
        assertThat(answer.at("/status/state").asText()).isEqualTo("failed");
        assertThat(answer.at("/error/code").asText()).isEqualTo(code);
        assertThat(answer.at("/error/retryable").asBoolean()).isTrue();
        assertThat(answer.has("result")).isFalse();
    }

    @Test
    void servicesAreFoundByEveryFilterTogether() {
        assertThat(query(Map.of())).containsExactly("L3VPN-1", "L3VPN-2", "L3VPN-3");
        assertThat(query(Map.of("customer", "acme", "sla_tier", "silver"))).containsExactly("L3VPN-2");
        assertThat(query(Map.of("node", "vienna", "link", "frankfurt-prague"))).containsExactly("L3VPN-1");
        assertThat(query(Map.of("limit", 1))).containsExactly("L3VPN-1");
    }

    @Test
    void aServiceIsFoundByItsIdAndAnUnknownOneIsNamed() {
        // when
        var found = orchestrator()
                .send("get_service_details", Map.of("service_id", "L3VPN-1"))
                .result()
                .path("service");
        var unknown = orchestrator()
                .send("get_service_details", Map.of("service_id", "L3VPN-404"))
                .body();
        // then
        assertThat(found.path("sla_tier").asText()).isEqualTo("gold");
        assertThat(found.path("committed_mbps").asDouble()).isEqualTo(600);
        assertThat(found.at("/colors/0").asInt()).isEqualTo(100);
        assertThat(unknown.at("/error/code").asText()).isEqualTo("unknown_service");
        assertThat(unknown.at("/error/retryable").asBoolean()).isFalse();
    }

    private List<String> query(Map<String, Object> filters) {
        return orchestrator()
                .send("query_services", filters)
                .result()
                .path("services")
                .findValuesAsText("service_id");
    }

    private JsonNode assess(String... links) {
        return orchestrator()
                .send("assess_impact", Map.of("incident_id", "INC-2026-0001", "degraded_links", List.of(links)))
                .body();
    }

    private TestAgentCaller orchestrator() {
        return new TestAgentCaller(AgentName.ORCHESTRATOR, AgentName.SERVICE_IMPACT, port);
    }

    @Test
    void everyRouteRefusesWhoMayNotUseIt(@Autowired ServletWebServerApplicationContext context) {
        RouteAccessCheck.of(context, AgentName.SERVICE_IMPACT).isGuarded();
    }
}
