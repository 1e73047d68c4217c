package io.cemfleet.lab.cnc;

import static io.cemfleet.lab.simulator.SimulatorClient.key;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.lab.network.LabNetwork;
import io.cemfleet.lab.network.LabRouter;
import io.cemfleet.lab.network.PolicyKey;
import io.cemfleet.lab.simulator.SimulatorClient;
import io.cemfleet.lab.simulator.SimulatorTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@SimulatorTest
class CncSimulatorTest {
    private static final String TOPOLOGY = "/crosswork/nbi/topology/v3/restconf/data/";
    private static final String OPERATIONS = "/crosswork/nbi/optimization/v3/restconf/operations/";
    private static final String POLICY_RPC =
            OPERATIONS + "cisco-crosswork-optimization-engine-sr-policy-operations:sr-policy-";
    private static final String READ_RPC = OPERATIONS + "cisco-crosswork-optimization-engine-operations:";
    private static final String CAT = "/crosswork/nbi/cat-inventory/v1/restconf/";

    private CncTestClient cnc;
    private LabNetwork network;
    private CncFixtures fixtures;

    @BeforeEach
    void connect(@LocalServerPort int port, @Autowired LabNetwork network) {
        cnc = new CncTestClient(port);
        this.network = network;
        fixtures = new CncFixtures(network);
    }

    private LabRouter router(int index) {
        return network.topology().router(index);
    }

    @Test
    void anUnknownAddressIsUnauthorizedRatherThanNotFound() {
        assertThat(cnc.get("/crosswork/nothing").status()).isEqualTo(403);
        assertThat(cnc.anonymous().get(TOPOLOGY + "ietf-network-state:networks").status())
                .isEqualTo(403);
    }

    @Test
    void theTopologyHasALinkADirectionAndItsLayer2Twin() {
        JsonNode root = cnc.get(TOPOLOGY + "ietf-network-state:networks").json();
        JsonNode net = root.path("ietf-network-state:networks").path("network").get(0);
        assertThat(net.path("node")).hasSize(network.topology().routers().size());
        assertThat(net.path("ietf-network-topology-state:link"))
                .hasSize(2 * network.topology().directionCount());
        JsonNode node = net.path("node").get(0).path("ietf-l3-unicast-topology-state:l3-node-attributes");
        assertThat(node.path("ietf-sr-mpls-topology-state:sr-mpls")
                        .path("srlb")
                        .get(0)
                        .path("lower-bound")
                        .asInt())
                .isEqualTo(24000);
        JsonNode link = net.path("ietf-network-topology-state:link").get(0);
        assertThat(link.path("link-id").asText()).endsWith(" : ISIS_IPV4_L2").contains(" : GigabitEthernet");
        assertThat(link.path("ietf-l3-unicast-topology-state:l3-link-attributes")
                        .path("metric1")
                        .isTextual())
                .isTrue();
        JsonNode twin = net.path("ietf-network-topology-state:link").get(1);
        assertThat(twin.path("link-id").asText()).endsWith("ETHERNET");
        assertThat(twin.path("ietf-l2-topology-state:l2-link-attributes")
                        .path("delay")
                        .asInt())
                .isPositive();
    }

    @Test
    void aKeyWithSpacesColonsAndSlashesFindsItsLink() {
        String id =
                TopologyDocument.linkId(network.topology(), network.topology().direction(1));
        SimulatorClient.Answer measured = cnc.get(
                TOPOLOGY + "cisco-crosswork-performance-metrics:igp-links-performance-metrics/igp-link-pm=" + key(id));
        assertThat(measured.status()).isEqualTo(200);
        JsonNode pm = measured.json()
                .path("cisco-crosswork-performance-metrics:igp-link-pm")
                .get(0);
        assertThat(pm.path("link-id").asText()).isEqualTo(id);
        assertThat(pm.path("delay").asInt()).isPositive();
        assertThat(pm.path("max-bandwidth-kbps").isTextual()).isTrue();
        assertThat(cnc.get(TOPOLOGY + "ietf-network-state:networks/network=Default-network/link=" + key(id))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whatIsNotThereIs409DataMissing() {
        SimulatorClient.Answer missing = cnc.get(
                TOPOLOGY + "cisco-crosswork-segment-routing-policy:sr-policies/policy=10.0.0.1,10.0.0.2,999999");
        assertThat(missing.status()).isEqualTo(409);
        assertThat(missing.json()
                        .path("errors")
                        .path("error")
                        .get(0)
                        .path("error-tag")
                        .asText())
                .isEqualTo("data-missing");
        assertThat(cnc.get(TOPOLOGY + "cisco-crosswork-rsvp-te-tunnel:rsvp-te-tunnels")
                        .body())
                .isEqualTo("{}");
    }

    @Test
    void policiesComeInPagesAndByKey() {
        String base = TOPOLOGY + "cisco-crosswork-segment-routing-policy:sr-policies";
        JsonNode first = cnc.get(base + "?offset=0&limit=2").json();
        JsonNode second = cnc.get(base + "?offset=2&limit=2").json();
        String member = "cisco-crosswork-segment-routing-policy:sr-policies";
        assertThat(first.path(member).path("policy")).hasSize(2);
        assertThat(second.path(member).path("policy").get(0))
                .isNotEqualTo(first.path(member).path("policy").get(0));
        PolicyKey policy = fixtures.busyPolicy();
        JsonNode one = cnc.get(base + "/policy=" + fixtures.routerId(policy.headEnd()) + ","
                        + fixtures.routerId(policy.endPoint()) + "," + policy.color())
                .json()
                .path("cisco-crosswork-segment-routing-policy:policy")
                .get(0);
        assertThat(one.path("oper-state").asText()).isEqualTo("UP");
        assertThat(one.path("policy-details").path("update-time").isTextual()).isTrue();
        assertThat(one.path("policy-details")
                        .path("path")
                        .get(0)
                        .path("segment-list")
                        .get(0)
                        .path("hop"))
                .isNotEmpty();
    }

    @Test
    void measurementsHaveTimesAndAnUnknownDeviceHasNone() {
        String uuid = InventoryApi.uuid(router(0));
        JsonNode devices = cnc.post(
                        "/crosswork/inventory/v1/nodes/query", "{\"filterData\":{\"PageSize\":1,\"PageNum\":0}}")
                .json();
        assertThat(devices.path("data").get(0).path("uuid").asText()).isEqualTo(uuid);
        String body = "{\"device_uuid\":\"%s\",\"int_name\":\"GigabitEthernet0/0/0/0\"}";
        Awaitility.await().untilAsserted(() -> {
            JsonNode items = cnc.post("/crosswork/optima-analytics/api/v1/interface/delays", body.formatted(uuid))
                    .json();
            assertThat(items).isNotEmpty();
            assertThat(items.get(0).path("averageDelay").asInt()).isPositive();
            assertThat(items.get(0).path("tst").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*\\d{6}");
        });
        assertThat(cnc.post("/crosswork/optima-analytics/api/v1/interface/loss", body.formatted("nobody"))
                        .body())
                .isEqualTo("[]");
    }

    @Test
    void badInputToAnOperationIsAnEmpty500() {
        String hostname =
                "{\"input\":{\"head-end\":\"%s\",\"end-point\":\"%s\",\"sr-policy-path\":{\"path-optimization-objective\":\"delay\"}}}"
                        .formatted(router(0).hostname(), router(1).routerId());
        String noSid =
                "{\"input\":{\"head-end\":\"%s\",\"end-point\":\"%s\",\"sr-policy-path\":{\"hops\":[{\"step\":0,\"hop\":{\"node-ipv4-address\":\"%s\"}}]}}}"
                        .formatted(
                                router(0).routerId(),
                                router(1).routerId(),
                                router(1).routerId());
        String unknownNode = "{\"input\":{\"nodes\":[{\"node\":\"Atlantis\"}]}}";
        for (SimulatorClient.Answer answer : new SimulatorClient.Answer[] {
            cnc.post(POLICY_RPC + "dryrun", hostname),
            cnc.post(POLICY_RPC + "dryrun", noSid),
            cnc.post(READ_RPC + "sr-policies-on-node", unknownNode)
        }) {
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    void aDryRunHasSegmentsAndRoute() {
        JsonNode output = cnc.post(
                        POLICY_RPC + "dryrun",
                        "{\"input\":{\"head-end\":\"%s\",\"end-point\":\"%s\",\"sr-policy-path\":{\"path-optimization-objective\":\"delay\"}}}"
                                .formatted(router(0).routerId(), router(5).routerId()))
                .json()
                .path("cisco-crosswork-optimization-engine-sr-policy-operations:output");
        assertThat(output.path("state").asText()).isEqualTo("success");
        assertThat(output.path("segment-list-hops").get(0).path("sid").asInt()).isGreaterThan(15999);
        assertThat(output.path("igp-route").get(0).path("node").asText())
                .isEqualTo(router(0).hostname());
    }

    @Test
    void failuresOfAPolicyAreReportedInsideA200() {
        // given
        String one =
                "{\"head-end\":\"%s\",\"end-point\":\"%s\",\"color\":7777,\"path-name\":\"pce-1\",\"sr-policy-path\":{\"path-optimization-objective\":\"igp-metric\"}}"
                        .formatted(router(0).routerId(), router(5).routerId());
        String input = "{\"input\":{\"sr-policies\":[%s]}}".formatted(one);
        // then
        assertThat(result("create", input)).isEqualTo("success ");
        assertThat(result("create", input))
                .isEqualTo("failure An SR Policy with same color, headend and endpoint already exists.");
        assertThat(result("modify", input)).isEqualTo("success ");
        assertThat(result("create", input.replace("7777", "7778").replace("pce-1", "")))
                .isEqualTo("failure SR Policy name is empty.");
        assertThat(result("create", input.replace(router(0).routerId(), "10.0.9.99")))
                .startsWith("failure No permission for device 10.0.9.99.");
        assertThat(result("delete", input)).isEqualTo("success ");
        assertThat(result("delete", input)).isEqualTo("failure SR policy not found in Config DB");
        assertThat(result("modify", input)).isEqualTo("failure Policy does not exist in the system to update.");
    }

    private String result(String operation, String input) {
        SimulatorClient.Answer answer = cnc.post(POLICY_RPC + operation, input);
        assertThat(answer.status()).isEqualTo(200);
        JsonNode result = answer.json()
                .path("cisco-crosswork-optimization-engine-sr-policy-operations:output")
                .path("results")
                .get(0);
        return result.path("state").asText() + " " + result.path("message").asText();
    }

    @ParameterizedTest
    @CsvSource({"nodes-as-source,headEnd", "nodes-as-destination,endPoint", "through-nodes,headEnd"})
    void policiesAreFoundByTheirNodes(String filter, String end) {
        PolicyKey policy = fixtures.busyPolicy();
        String node = fixtures.hostname(end.equals("headEnd") ? policy.headEnd() : policy.endPoint());
        JsonNode output = cnc.post(
                        READ_RPC + "sr-policies-on-node",
                        "{\"input\":{\"nodes\":[{\"node\":\"%s\"}],\"filter\":\"%s\"}}".formatted(node, filter))
                .json()
                .path("cisco-crosswork-optimization-engine-operations:output");
        assertThat(output.path("status").asText()).isEqualTo("accepted");
        assertThat(output.path("node-sr-policies").get(0).path("sr-policies").findValuesAsText("color"))
                .contains(String.valueOf(policy.color()));
    }

    @Test
    void theRouteOfAPolicyNamesHostnamesAndShares() {
        PolicyKey policy = fixtures.busyPolicy();
        String input = "{\"input\":{\"sr-policies\":[{\"head-end\":\"%s\",\"end-point\":\"%s\",\"color\":%d}]}}"
                .formatted(fixtures.routerId(policy.headEnd()), fixtures.routerId(policy.endPoint()), policy.color());
        JsonNode route = cnc.post(READ_RPC + "sr-policy-routes", input)
                .json()
                .path("cisco-crosswork-optimization-engine-operations:output")
                .path("results")
                .get(0);
        assertThat(route.path("path-computation-status").asText()).isEqualTo("success");
        assertThat(route.path("igp-route").get(0).path("node").asText()).isEqualTo(fixtures.hostname(policy.headEnd()));
        assertThat(route.path("igp-route").get(0).path("interface-use").isTextual())
                .isTrue();
        JsonNode metrics = cnc.post(READ_RPC + "sr-policy-metrics", input)
                .json()
                .path("cisco-crosswork-optimization-engine-operations:output")
                .path("results")
                .get(0);
        assertThat(metrics.path("igp-metric").asInt()).isPositive();
        assertThat(metrics.path("delay").asInt()).isPositive();
    }

    @Test
    void theInventoryKnowsWhatRidesAPolicy() {
        PolicyKey policy = fixtures.busyPolicy();
        String request =
                "{\"cat-inventory-rpc:input\":{\"cat-inventory-rpc:get-associated-services-for-transport-request\":{\"sr-policy-ref\":{\"headend\":\"%s\",\"color\":%s,\"endpoint\":\"%s\"}}}}";
        JsonNode output = cnc.post(
                        CAT + "operations/cat-inventory-rpc:get-associated-services-for-transport",
                        request.formatted(
                                fixtures.hostname(policy.headEnd()),
                                policy.color(),
                                fixtures.routerId(policy.endPoint())))
                .json()
                .path("cat-inventory-rpc:output");
        JsonNode paths =
                output.path("get-associated-services-for-transport-response").path("service-path");
        assertThat(paths.get(0).asText()).startsWith("ietf-l3vpn-ntw:l3vpn-ntw/vpn-services/vpn-service=");
        assertThat(cnc.post(
                                CAT + "operations/cat-inventory-rpc:get-associated-services-for-transport",
                                request.formatted("Atlantis", "1", "10.0.0.1"))
                        .json()
                        .path("cat-inventory-rpc:output"))
                .isEmpty();
        String vpn = paths.get(0).asText().split("=", 2)[1];
        JsonNode oper = cnc.get(
                        CAT + "data/ietf-l3vpn-ntw:l3vpn-ntw/vpn-services/vpn-service=" + vpn + "?content=nonconfig")
                .json();
        assertThat(oper.path("ietf-l3vpn-ntw:vpn-service")
                        .get(0)
                        .path("underlay-transport")
                        .toString())
                .contains("sr-policy-ref");
        JsonNode counts = cnc.post(
                        CAT + "operations/cat-inventory-rpc:get-services-count",
                        "{\"input\":{\"get-services-count-request\":{}}}")
                .json();
        assertThat(counts.findPath("total-services-count").asInt()).isGreaterThan(1);
    }
}
