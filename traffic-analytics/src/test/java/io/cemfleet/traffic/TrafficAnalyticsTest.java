package io.cemfleet.traffic;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.PeerStub;
import io.cemfleet.a2a.testing.RouteAccessCheck;
import io.cemfleet.a2a.testing.TestAgentCaller;
import io.cemfleet.cnc.CncWireMock;
import io.cemfleet.cnc.json.RestconfKey;
import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.runtime.retention.RetentionPurge;
import io.cemfleet.runtime.testing.FleetJson;
import io.cemfleet.runtime.testing.FleetPostgres;
import io.cemfleet.runtime.testing.TableLifetimeCheck;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The agent over a controller: a reading every 200 ms; frankfurt-zurich is the unmeasured link. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "cem.traffic.collect-every=200ms",
            "cem.traffic.retention=2h",
            "cem.traffic.proactive.horizon=1m",
            "db-scheduler.polling-interval=50ms",
            "spring.lifecycle.timeout-per-shutdown-phase=1s"
        })
class TrafficAnalyticsTest {
    private static final PeerStub PEERS = PeerStub.start();
    private static final CncWireMock CNC = CncWireMock.smallNetwork();
    private static final String POLICY_LOAD = "/crosswork/nbi/topology/v3/restconf/data/"
            + "cisco-crosswork-performance-metrics:sr-policies-performance-metrics/sr-policy-pm="
            + RestconfKey.of("10.0.0.1", "10.0.0.3", 100);

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    static {
        CNC.policies(TrafficFixtures.NETWORK, List.of(NetworkFixtures.policy()));
        CNC.services(List.of(NetworkFixtures.service()), List.of(CncWireMock.ROUTE_POLICY));
        CNC.answers(
                get(urlEqualTo(POLICY_LOAD)),
                FleetJson.parse("{\"cisco-crosswork-performance-metrics:sr-policy-pm\":"
                        + "[{\"bandwidth-utilization-kbps\":\"120000\"}]}"));
        for (LinkDirection direction : TrafficFixtures.NETWORK.directions()) {
            if (!direction.linkId().equals("frankfurt-zurich")) {
                CNC.measured(TrafficFixtures.NETWORK, direction, List.of(TrafficFixtures.used(direction, 0.3)));
            }
        }
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        FleetPostgres.register(registry, "traffic_analytics");
        PEERS.register(registry);
        registry.add("cem.cnc.url", CNC::url);
    }

    @BeforeEach
    void aReadingIsStored() {
        await().until(() -> rows("link_utilisation") > 0 && rows("policy_utilisation") > 0);
    }

    @Test
    void everyTableHasALifetime(@Autowired RetentionPurge retention, @Autowired DataSource database) {
        TableLifetimeCheck.assertComplete("traffic-analytics", retention, database);
    }

    @Test
    void theNewestSampleOfEachDirectionIsListedAndWhatIsNotMeasuredIsAbsent() {
        // when
        JsonNode items =
                caller(AgentName.IO_AGENT).get("/api/utilisation").body().path("items");
        // then
        assertThat(items).hasSize(12);
        assertThat(items).allSatisfy(item -> {
            assertThat(item.path("utilisation").asDouble()).isCloseTo(0.3, within(1e-4));
            assertThat(item.path("capacity_mbps").asDouble()).isEqualTo(10_000);
            assertThat(item.path("age_seconds").asLong()).isBetween(0L, 60L);
            assertThat(item.path("link_id").asText()).isNotEqualTo("frankfurt-zurich");
        });
        assertThat(caller(AgentName.IO_AGENT)
                        .get("/api/utilisation?cursor=nonsense")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void samplesAreForgottenAfterTheirTime() {
        // given
        insert("munich-zurich", "old", 0.9, Instant.now().minusSeconds(3 * 3600));
        // then
        await().until(() -> jdbc.sql("select count(*) from link_utilisation where \"from\" = 'old'")
                        .query(Integer.class)
                        .single()
                == 0);
    }

    @Test
    void theMatrixIsOfWhatThePolicyCarriesAndOfWhatWasSold() {
        // when
        JsonNode matrix = orchestrator().send("build_demand_matrix", Map.of()).result();
        // then
        assertThat(matrix.at("/demands/0/method").asText()).isEqualTo("measured");
        assertThat(matrix.at("/demands/0/demand_mbps").asDouble()).isEqualTo(120);
        assertThat(matrix.at("/demands/0/color").asInt()).isEqualTo(100);
        assertThat(matrix.at("/demands/1/head_end").asText()).isEqualTo("vienna");
        assertThat(matrix.at("/demands/1/demand_mbps").asDouble()).isEqualTo(200);
        assertThat(matrix.path("explained_share").asDouble()).isBetween(0.0, 0.1);
        assertThat(matrix.path("errors")).hasSize(2).allMatch(error -> error.asText()
                .contains("frankfurt-zurich"));
        assertThat(matrix.path("topology_version").asText()).startsWith("t-");
    }

    @Test
    void theMatrixOverAWindowRestsOnStoredSamples() {
        JsonNode matrix = orchestrator()
                .send("build_demand_matrix", FleetJson.golden("build_demand_matrix"))
                .result();
        assertThat(matrix.at("/demands/0/demand_mbps").asDouble()).isEqualTo(120);
        assertThat(matrix.path("errors")).allMatch(error -> error.asText().contains("no sample in the window"));
    }

    @Test
    void aFailureIsLaidOverTheMatrix() {
        // when
        JsonNode answer = orchestrator()
                .send("what_if", Map.of("failed", Map.of("links", List.of("frankfurt-prague"))))
                .result();
        // then
        assertThat(answer.path("utilisation").has("frankfurt-prague")).isFalse();
        assertThat(answer.path("utilisation").path("munich-vienna").asDouble()).isGreaterThan(0.3);
        assertThat(answer.at("/worst/utilisation").asDouble()).isLessThan(0.4);
        assertThat(answer.path("violations")).isEmpty();
    }

    @Test
    void whatTheNetworkDoesNotHaveIsRefusedByItsField() {
        // when
        TestAgentCaller.Response failed =
                orchestrator().send("what_if", Map.of("failed", Map.of("links", List.of("frankfurt-oslo"))));
        Map<String, Object> shift = Map.of(
                "head_end", "frankfurt", "end_point", "vienna", "links", List.of("munich-vienna"), "demand_mbps", 10);
        TestAgentCaller.Response shifted = orchestrator().send("what_if", Map.of("shifts", List.of(shift)));
        TestAgentCaller.Response predicted =
                orchestrator().send("predict_congestion", Map.of("links", List.of("oslo-rome")));
        // then
        assertThat(failed.status()).isEqualTo(422);
        assertThat(failed.body().at("/errors/0/field").asText()).isEqualTo("failed.links[0]");
        assertThat(shifted.body().at("/errors/0/field").asText()).isEqualTo("shifts[0].links[0]");
        assertThat(predicted.body().at("/errors/0/field").asText()).isEqualTo("links[0]");
    }

    @Test
    void everyLinkHasAForecastAndThatOfAnUnmeasuredOneIsUnknown() {
        // given readings enough for a trend
        await().until(() -> jdbc.sql("select count(*) from link_utilisation where link_id = 'prague-vienna'")
                        .query(Integer.class)
                        .single()
                >= 30);
        // when each link is forecast from fresh readings
        JsonNode forecasts = await().until(
                        () -> orchestrator()
                                .send("predict_congestion", Map.of("horizon_minutes", 1))
                                .result()
                                .path("forecasts"),
                        answer -> forecast(answer, "prague-vienna").has("predicted_utilisation"));
        // then
        assertThat(forecasts).hasSize(7);
        JsonNode unknown = forecast(forecasts, "frankfurt-zurich");
        assertThat(unknown.has("utilisation") || unknown.has("probability")).isFalse();
        JsonNode calm = forecast(forecasts, "prague-vienna");
        assertThat(calm.path("predicted_utilisation").asDouble()).isCloseTo(0.3, within(0.01));
        assertThat(calm.path("probability").asDouble()).isLessThan(0.01);
        assertThat(calm.has("expected_at")).isFalse();
    }

    @Test
    void kilobitsAreNotReadAsBytes() {
        // given three of ten gigabits a second
        LinkDirection direction = TrafficFixtures.direction("munich-vienna/munich");
        CNC.answers(
                get(urlEqualTo("/crosswork/nbi/topology/v3/restconf/data/"
                        + "cisco-crosswork-performance-metrics:igp-links-performance-metrics/igp-link-pm="
                        + RestconfKey.of(direction.cncLinkId()))),
                FleetJson.parse("{\"cisco-crosswork-performance-metrics:igp-link-pm\":"
                        + "[{\"max-bandwidth-kbps\":\"10000000\",\"bandwidth-utilization-kbps\":\"3000000\"}]}"));
        Instant from = Instant.now();
        // then
        await().untilAsserted(() -> assertThat(items())
                .filteredOn(item -> item.path("link_id").asText().equals("munich-vienna")
                        && item.path("from").asText().equals("munich")
                        && Instant.parse(item.path("measured_at").asText()).isAfter(from))
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.path("utilisation").asDouble()).isCloseTo(0.3, within(1e-9));
                    assertThat(item.path("capacity_mbps").asDouble()).isEqualTo(10_000);
                }));
    }

    @Test
    void aFullLinkIsReportedToTheCorrelatorAtOnce() {
        // given
        LinkDirection direction = TrafficFixtures.direction("munich-zurich/munich");
        measures(direction, 0.9);
        try {
            // then
            await().untilAsserted(() -> assertThat(PEERS.payloads("proactive_alert"))
                    .filteredOn(alert -> alert.path("link_id").asText().equals("munich-zurich"))
                    .isNotEmpty()
                    .first()
                    .satisfies(alert -> {
                        assertThat(alert.path("kind").asText()).isEqualTo("raise");
                        assertThat(alert.path("predicted_utilisation").asDouble())
                                .isGreaterThanOrEqualTo(0.9);
                    }));
            JsonNode ledger = caller(AgentName.IO_AGENT)
                    .get("/api/forecasts?verdict=unforeseen&link_id=munich-zurich")
                    .body();
            assertThat(ledger.at("/items/0/from").asText()).isEqualTo("munich");
            assertThat(ledger.at("/totals/unforeseen").asInt()).isPositive();
            assertThat(caller(AgentName.IO_AGENT)
                            .get("/api/forecasts?verdict=perhaps")
                            .status())
                    .isEqualTo(422);
        } finally {
            measures(direction, 0.3);
        }
        await().until(() ->
                items().stream().allMatch(item -> item.path("utilisation").asDouble() < 0.31));
    }

    private static void measures(LinkDirection direction, double utilisation) {
        CNC.measured(TrafficFixtures.NETWORK, direction, List.of(TrafficFixtures.used(direction, utilisation)));
    }

    private List<JsonNode> items() {
        return StreamSupport.stream(
                        caller(AgentName.IO_AGENT)
                                .get("/api/utilisation")
                                .body()
                                .path("items")
                                .spliterator(),
                        false)
                .toList();
    }

    private static JsonNode forecast(JsonNode forecasts, String link) {
        return StreamSupport.stream(forecasts.spliterator(), false)
                .filter(f -> f.path("link_id").asText().equals(link))
                .findFirst()
                .orElseThrow();
    }

    private TestAgentCaller orchestrator() {
        return caller(AgentName.ORCHESTRATOR);
    }

    private TestAgentCaller caller(AgentName agent) {
        return new TestAgentCaller(agent, AgentName.TRAFFIC_ANALYTICS, port);
    }

    private int rows(String table) {
        return jdbc.sql("select count(*) from " + table).query(Integer.class).single();
    }

    private void insert(String link, String from, double utilisation, Instant at) {
        jdbc.sql("insert into link_utilisation values (:link, :from, 'x', :used, null, :at)")
                .param("link", link)
                .param("from", from)
                .param("used", utilisation)
                .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                .update();
    }

    @Test
    void everyRouteRefusesWhoMayNotUseIt(@Autowired ServletWebServerApplicationContext context) {
        RouteAccessCheck.of(context, AgentName.TRAFFIC_ANALYTICS).isGuarded();
    }
}
