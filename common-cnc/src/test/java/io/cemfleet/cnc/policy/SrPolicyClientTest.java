package io.cemfleet.cnc.policy;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.cnc.CncJsonAnswers;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.CncTestContext;
import io.cemfleet.cnc.CncWireMock;
import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.network.forwarding.EcmpRoutes;
import io.cemfleet.network.forwarding.RouteResult;
import io.cemfleet.network.policy.CandidatePath;
import io.cemfleet.network.policy.PolicyForwarding;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.policy.PolicyType;
import io.cemfleet.network.policy.SegmentList;
import io.cemfleet.network.policy.SrPolicies;
import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.topology.NetworkTopology;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SrPolicyClientTest {

    private final NetworkTopology topology = NetworkFixtures.topology();
    private final SrPolicy policy = NetworkFixtures.policy();
    private CncWireMock cnc;
    private CncTestContext context;
    private SrPolicyClient client;

    @BeforeEach
    void open() {
        cnc = CncWireMock.smallNetwork();
        context = CncTestContext.at(cnc.url(), "cem.cnc.page-size=2");
        client = context.get(SrPolicyClient.class);
    }

    @AfterEach
    void close() {
        context.close();
        cnc.close();
    }

    @Test
    void whatIsReportedIsReadBackTheSame() {
        cnc.policies(topology, List.of(policy));

        assertThat(client.list(topology)).isEqualTo(CncResult.ok(new SrPolicies(List.of(policy), List.of())));
        assertThat(client.get(topology, policy.key())).isEqualTo(CncResult.ok(policy));
        assertThat(client.get(topology, new PolicyKey("frankfurt", "vienna", 101)))
                .isInstanceOf(CncResult.NotFound.class);
    }

    @Test
    void allPagesAreRead() {
        page(0, List.of(colored(1), colored(2)));
        page(2, List.of(colored(3), colored(4)));
        page(4, List.of(colored(5)));

        assertThat(client.list(topology).optional().orElseThrow().policies())
                .extracting(p -> p.key().color())
                .containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void policiesOfKnownKeysTakeNoMorePagesThanNeeded() {
        page(0, List.of(colored(1), colored(2)));
        page(2, List.of(colored(3), colored(4)));
        page(4, List.of(colored(5)));

        assertThat(colors(3, 1)).containsExactly(1, 3);

        cnc.server().verify(2, getRequestedFor(urlPathEqualTo(CncWireMock.POLICIES)));
    }

    @Test
    void aKeyIsAbsentWhenTwoReadingsLackIt() {
        page(0, List.of(colored(1), colored(2)));
        page(2, List.of(colored(3)));

        assertThat(colors(3, 9)).containsExactly(3);

        cnc.server().verify(4, getRequestedFor(urlPathEqualTo(CncWireMock.POLICIES)));
    }

    private List<Integer> colors(Integer... sought) {
        var keys = Stream.of(sought)
                .map(color -> new PolicyKey("frankfurt", "vienna", color))
                .toList();
        return client.find(topology, keys).optional().orElseThrow().stream()
                .map(found -> found.key().color())
                .toList();
    }

    @Test
    void aControllerThatIgnoresPagingEndsNoWorld() {
        cnc.policies(topology, List.of(colored(1), colored(2)));

        assertThat(client.list(topology).optional().orElseThrow().policies()).hasSize(2);
    }

    @Test
    void aPageThatFailsIsNoShorterList() {
        page(0, List.of(colored(1), colored(2)));
        cnc.server()
                .stubFor(get(urlPathEqualTo(CncWireMock.POLICIES))
                        .withQueryParam("offset", equalTo("2"))
                        .willReturn(CncWireMock.json(502, "")));

        assertThat(client.list(topology)).isInstanceOf(CncResult.Unavailable.class);
    }

    @Test
    void policiesOfUnknownRoutersAreNotLostSilently() {
        var body = CncJsonAnswers.policies(topology, List.of(policy)).toString().replace("10.0.0.3", "10.0.0.77");
        cnc.server().stubFor(get(urlPathEqualTo(CncWireMock.POLICIES)).willReturn(CncWireMock.json(200, body)));

        assertThat(client.list(topology).optional().orElseThrow().unresolved())
                .containsExactly("10.0.0.1,10.0.0.77,100");
    }

    @Test
    void theHighestValidPreferenceIsActive() {
        var down = new CandidatePath(300, "broken", CandidatePath.PathKind.EXPLICIT, false, null, List.of(), false);
        var paths = new java.util.ArrayList<>(policy.paths());
        paths.addFirst(down);
        cnc.policies(topology, List.of(new SrPolicy(policy.key(), null, true, PolicyType.REGULAR, false, paths)));

        assertThat(client.get(topology, policy.key()).optional().flatMap(SrPolicy::activePath))
                .hasValueSatisfying(path -> assertThat(path.preference()).isEqualTo(200));
    }

    @Test
    void theActivePathSaysWhichLinksCarryThePolicy() {
        var route = new PolicyForwarding(EcmpRoutes.over(topology))
                .route(policy)
                .routed()
                .orElseThrow();

        assertThat(route.linkIds()).containsExactly("frankfurt-prague", "prague-vienna", "prague-vienna-2");
        assertThat(route.shareOn("prague-vienna")).isEqualTo(0.5);
    }

    @Test
    void weightsDivideTheFlow() {
        var overPrague = new SegmentList(3, List.of(NetworkFixtures.node(2), NetworkFixtures.node(3)));
        var overMunich = new SegmentList(1, List.of(NetworkFixtures.node(4), NetworkFixtures.node(3)));

        var route = new PolicyForwarding(EcmpRoutes.over(topology))
                .route("frankfurt", "vienna", List.of(overPrague, overMunich))
                .routed()
                .orElseThrow();

        assertThat(route.shareOn("frankfurt-prague")).isEqualTo(0.75);
        assertThat(route.shareOn("munich-vienna")).isEqualTo(0.25);
    }

    @Test
    void aListThatMissesTheEndPointIsNoRoute() {
        var short1 = new SegmentList(1, List.of(NetworkFixtures.node(2)));

        assertThat(new PolicyForwarding(EcmpRoutes.over(topology)).route("frankfurt", "vienna", List.of(short1)))
                .isInstanceOf(RouteResult.NoRoute.class);
    }

    @Test
    void theEnginesRouteNamesOurLinks() {
        cnc.server()
                .stubFor(
                        post(urlEqualTo("/crosswork/nbi/optimization/v3/restconf/operations/"
                                        + "cisco-crosswork-optimization-engine-operations:sr-policy-routes"))
                                .willReturn(
                                        CncWireMock.json(
                                                200,
                                                """
                                {"x:output":{"status":"accepted","results":[{"head-end":"10.0.0.1",
                                "igp-route":[{"node":"Frankfurt","interface":"GigabitEthernet0/0/0/0",
                                "interface-use":"0.5"},{"node":"Frankfurt","interface":"nowhere"}]}]}}""")));

        var route = client.route(topology, policy.key()).optional().orElseThrow();

        assertThat(route.shares())
                .containsExactly(java.util.Map.entry(NetworkFixtures.direction("frankfurt-prague", "frankfurt"), 0.5));
        assertThat(route.unresolved()).containsExactly("Frankfurt nowhere");
    }

    @Test
    void anUnmeasuredPolicyIsNotFoundAndNotIdle() {
        assertThat(client.measurement(topology, policy.key())).isInstanceOf(CncResult.NotFound.class);
    }

    private void page(int offset, List<SrPolicy> policies) {
        cnc.answers(
                get(urlPathEqualTo(CncWireMock.POLICIES))
                        .withQueryParam("offset", equalTo(String.valueOf(offset)))
                        .withQueryParam("limit", equalTo("2")),
                CncJsonAnswers.policies(topology, policies));
    }

    private SrPolicy colored(int color) {
        return new SrPolicy(
                new PolicyKey("frankfurt", "vienna", color), null, true, PolicyType.REGULAR, false, policy.paths());
    }
}
