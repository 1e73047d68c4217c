package io.cemfleet.cnc.optimization;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.CncTestContext;
import io.cemfleet.cnc.CncWireMock;
import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.network.forwarding.Segment;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.topology.NetworkTopology;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SrPolicyOperationsTest {

    private static final String OPERATION = "/crosswork/nbi/optimization/v3/restconf/operations/"
            + "cisco-crosswork-optimization-engine-sr-policy-operations:sr-policy-";
    private static final PolicyKey KEY = new PolicyKey("frankfurt", "vienna", 200);

    private final NetworkTopology topology = NetworkFixtures.topology();
    private final PathRequest explicit = PathRequest.over(
                    topology,
                    List.of(
                            new Segment.ToNode("prague"),
                            new Segment.OverLink(NetworkFixtures.direction("prague-vienna-2", "prague"))))
            .orElseThrow();
    private CncWireMock cnc;
    private CncTestContext context;
    private SrPolicyOperations operations;

    @BeforeEach
    void open() {
        cnc = CncWireMock.start();
        context = CncTestContext.at(cnc.url());
        operations = context.get(SrPolicyOperations.class);
    }

    @AfterEach
    void close() {
        context.close();
        cnc.close();
    }

    @Test
    void aDryRunHasTheRouteOfTheTraffic() {
        answer(
                "dryrun",
                """
                {"m:output":{"state":"success","message":"",
                "segment-list-hops":[{"step":0,"sid":16002,"ip-address":"10.0.0.2","type":"node-ipv4"}],
                "igp-route":[{"node":"Frankfurt","interface":"GigabitEthernet0/0/0/0"},
                             {"node":"Prague","interface":"GigabitEthernet0/0/0/2"}]}}""");

        var dryRun = operations
                .dryRun(topology, "frankfurt", "vienna", explicit)
                .optional()
                .orElseThrow();

        assertThat(dryRun.route())
                .containsExactly(
                        NetworkFixtures.direction("frankfurt-prague", "frankfurt"),
                        NetworkFixtures.direction("prague-vienna-2", "prague"));
        assertThat(dryRun.hops()).containsExactly(new SegmentHop(0, "node-ipv4", "10.0.0.2", 16002));
        var address =
                NetworkFixtures.direction("prague-vienna-2", "prague").source().address();
        cnc.server()
                .verify(postRequestedFor(urlEqualTo(OPERATION + "dryrun"))
                        .withRequestBody(equalToJson(
                                """
                                {"input":{"head-end":"10.0.0.1","end-point":"10.0.0.3","sr-policy-path":{"hops":[
                                 {"step":0,"hop":{"node-ipv4-address":"10.0.0.2","node-ipv4-sid":16002}},
                                 {"step":1,"hop":{"adjacency-ipv4-address":"%s","adjacency-ipv4-sid":30002}}]}}}"""
                                        .formatted(address))));
    }

    @Test
    void aFailureInsideA200IsRefused() {
        answer(
                "dryrun",
                "{\"output\":{\"state\":\"failure\",\"message\":\"No path found for the given constraints. \"}}");

        assertThat(operations.dryRun(topology, "frankfurt", "vienna", explicit))
                .isEqualTo(CncResult.refused("failure", "No path found for the given constraints."));
    }

    @Test
    void anUnknownStateIsNotASuccess() {
        answer("delete", "{\"output\":{\"results\":[{\"state\":\"pending\"}]}}");

        assertThat(operations.delete(topology, KEY)).isInstanceOf(CncResult.Unavailable.class);
    }

    @Test
    void anEmpty500IsRefusedAndNotRepeated() {
        cnc.server()
                .stubFor(post(urlEqualTo(OPERATION + "create"))
                        .willReturn(aResponse().withStatus(500)));

        assertThat(operations.create(topology, new PolicyRequest(KEY, "p", null, explicit)))
                .isInstanceOf(CncResult.Refused.class);
        cnc.server().verify(1, postRequestedFor(urlEqualTo(OPERATION + "create")));
    }

    @Test
    void aDynamicPolicyIsRequestedByItsObjective() {
        answer("create", "{\"output\":{\"results\":[{\"state\":\"degraded\",\"message\":\"partly\"}]}}");
        var path = new PathRequest.Dynamic(PathRequest.Objective.DELAY, false, null, null, 4L);

        assertThat(operations.create(topology, new PolicyRequest(KEY, "p", 24001, path)))
                .isEqualTo(CncResult.ok(new AppliedOperation(true, "partly")));
        cnc.server()
                .verify(
                        postRequestedFor(urlEqualTo(OPERATION + "create"))
                                .withRequestBody(
                                        equalToJson(
                                                """
                                {"input":{"sr-policies":[{"head-end":"10.0.0.1","end-point":"10.0.0.3","color":200,
                                "path-name":"p","binding-sid":24001,"sr-policy-path":
                                {"path-optimization-objective":"delay","protected":false,
                                 "affinities":{"exclude-any":4}}}]}}""")));
    }

    private void answer(String operation, String body) {
        cnc.server().stubFor(post(urlEqualTo(OPERATION + operation)).willReturn(CncWireMock.json(200, body)));
    }
}
