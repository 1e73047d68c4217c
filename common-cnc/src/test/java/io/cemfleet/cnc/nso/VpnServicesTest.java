package io.cemfleet.cnc.nso;

import static com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder.like;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.CncWireMock;
import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.network.topology.NetworkTopology;
import java.util.List;
import org.junit.jupiter.api.Test;

class VpnServicesTest extends RunningNso {

    private static final String ROOT = CncWireMock.NSO + "/ietf-l3vpn-ntw:l3vpn-ntw";

    @Test
    void servicesComeWithTheColoursOfTheirNodes() {
        cnc.services(List.of(NetworkFixtures.service()), List.of(CncWireMock.ROUTE_POLICY));

        assertThat(services().list(topology)).isEqualTo(CncResult.ok(List.of(NetworkFixtures.service())));
    }

    @Test
    void unchangedServicesAreAskedForByTheirTagAndNotReadAgain() {
        // given
        cnc.services(List.of(NetworkFixtures.service()), List.of(CncWireMock.ROUTE_POLICY));
        for (var path : List.of("/vpn-services", "/cisco-l3vpn-ntw:l3vpn-route-policy")) {
            tagged(path, "\"7\"");
        }
        var services = services();
        var read = services.list(topology);

        // when
        var again = services.list(topology);

        // then: no body came, and the services are the same
        assertThat(read).isEqualTo(CncResult.ok(List.of(NetworkFixtures.service())));
        assertThat(again.optional().orElseThrow()).isSameAs(read.optional().orElseThrow());
        cnc.server()
                .verify(getRequestedFor(urlEqualTo(ROOT + "/vpn-services"))
                        .withHeader("If-None-Match", WireMock.equalTo("\"7\"")));
        // and another topology needs the services themselves
        assertThat(services.list(NetworkTopology.of(List.of(), List.of(), NetworkFixtures.NOW))
                        .isOk())
                .isTrue();
        cnc.server()
                .verify(2, getRequestedFor(urlEqualTo(ROOT + "/vpn-services")).withoutHeader("If-None-Match"));
    }

    /** The present answer with a tag; without a body for a reader that has it. */
    private void tagged(String path, String etag) {
        var present = cnc.server().getStubMappings().stream()
                .filter(stub -> (ROOT + path).equals(stub.getRequest().getUrl()))
                .findFirst()
                .orElseThrow()
                .getResponse();
        cnc.server()
                .stubFor(get(urlEqualTo(ROOT + path)).willReturn(like(present).withHeader("ETag", etag)));
        cnc.server()
                .stubFor(get(urlEqualTo(ROOT + path))
                        .withHeader("If-None-Match", WireMock.equalTo(etag))
                        .willReturn(WireMock.status(304).withHeader("ETag", etag)));
    }

    @Test
    void aColourThatCannotBeFoundIsNotPlainIgp() {
        cnc.services(List.of(NetworkFixtures.service()), List.of());

        var vienna =
                services().list(topology).optional().orElseThrow().getFirst().node("vienna");

        assertThat(vienna).hasValueSatisfying(node -> {
            assertThat(node.color()).isNull();
            assertThat(node.colorKnown()).isFalse();
            assertThat(node.committedInMbps()).isEqualTo(200);
        });
    }

    @Test
    void withoutRoutePoliciesToAskNoServiceIsReportedUncoloured() {
        cnc.services(List.of(NetworkFixtures.service()), List.of());
        cnc.server()
                .stubFor(get(urlEqualTo(ROOT + "/cisco-l3vpn-ntw:l3vpn-route-policy"))
                        .willReturn(CncWireMock.json(502, "")));

        assertThat(services().list(topology)).isInstanceOf(CncResult.Unavailable.class);
    }

    @Test
    void aColourIsSetOnOneNode() {
        cnc.takesNsoWrites();

        assertThat(services().setRoutePolicy("L3VPN 1", "Vienna", "fleet-7"))
                .isEqualTo(CncResult.ok(NsoWriteResult.CHANGED));
        assertThat(services().removeRoutePolicy("L3VPN 1", "Vienna")).isEqualTo(CncResult.ok(NsoWriteResult.DELETED));

        var node = ROOT + "/vpn-services/vpn-service=L3VPN%201/vpn-nodes/vpn-node=Vienna";
        cnc.server()
                .verify(
                        patchRequestedFor(urlEqualTo(node))
                                .withRequestBody(
                                        equalToJson(
                                                """
                                {"ietf-l3vpn-ntw:vpn-node":[{"vpn-node-id":"Vienna",
                                "cisco-l3vpn-ntw:te-service-mapping":
                                  {"te-mapping":{"odn":{"route-policy":"fleet-7"}}}}]}""")));
        cnc.server().verify(deleteRequestedFor(urlEqualTo(node + "/cisco-l3vpn-ntw:te-service-mapping")));
    }

    @Test
    void routePoliciesAreWrittenAndRead() {
        cnc.takesNsoWrites().services(List.of(), List.of(CncWireMock.ROUTE_POLICY));

        assertThat(services().putRoutePolicy(CncWireMock.ROUTE_POLICY)).isEqualTo(CncResult.ok(NsoWriteResult.CREATED));
        assertThat(services().routePolicies()).isEqualTo(CncResult.ok(List.of(CncWireMock.ROUTE_POLICY)));
        assertThat(services().list(topology)).isEqualTo(CncResult.ok(List.of()));
    }

    @Test
    void aTransactionIsAYangPatchWithPoliciesBeforeTheNodesThatUseThem() {
        cnc.takesNsoWrites();

        assertThat(services()
                        .commit(new RouteTransaction(
                                List.of(new RoutePolicy("fleet", 4000, List.of())),
                                List.of(new RouteTransaction.ColoredNode("vpn/1", "Vienna", "fleet")),
                                List.of(new RouteTransaction.ClearedNode("vpn/2", "Prague")),
                                List.of("old"))))
                .isEqualTo(CncResult.ok(NsoWriteResult.CHANGED));

        cnc.server()
                .verify(
                        patchRequestedFor(urlEqualTo(ROOT))
                                .withHeader("Content-Type", equalTo("application/yang-patch+json"))
                                .withRequestBody(
                                        equalToJson(
                                                """
                {"ietf-yang-patch:yang-patch":{"patch-id":"${json-unit.any-string}","edit":[
                  {"edit-id":"edit-1","operation":"merge","target":"/cisco-l3vpn-ntw:l3vpn-route-policy=fleet",
                   "value":{"cisco-l3vpn-ntw:l3vpn-route-policy":[{"name":"fleet","color":[{"id":4000}]}]}},
                  {"edit-id":"edit-2","operation":"merge",
                   "target":"/vpn-services/vpn-service=vpn%2F1/vpn-nodes/vpn-node=Vienna",
                   "value":{"ietf-l3vpn-ntw:vpn-node":[{"vpn-node-id":"Vienna","cisco-l3vpn-ntw:te-service-mapping":
                     {"te-mapping":{"odn":{"route-policy":"fleet"}}}}]}},
                  {"edit-id":"edit-3","operation":"remove",
                   "target":"/vpn-services/vpn-service=vpn%2F2/vpn-nodes/vpn-node=Prague/cisco-l3vpn-ntw:te-service-mapping"},
                  {"edit-id":"edit-4","operation":"remove","target":"/cisco-l3vpn-ntw:l3vpn-route-policy=old"}]}}
                """)));
    }
}
