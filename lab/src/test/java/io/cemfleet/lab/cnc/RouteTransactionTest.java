package io.cemfleet.lab.cnc;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.lab.network.LabNetwork;
import io.cemfleet.lab.network.RoutePolicy;
import io.cemfleet.lab.network.VpnService;
import io.cemfleet.lab.simulator.SimulatorClient;
import io.cemfleet.lab.simulator.SimulatorTest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A PATCH of route policies and of what many VPN nodes export with them: all of it, or nothing. */
@SimulatorTest
class RouteTransactionTest {
    private static final String ROOT = "/crosswork/proxy/nso/restconf/data/ietf-l3vpn-ntw:l3vpn-ntw";
    private static final String POLICY = "tx-4711";

    private CncTestClient cnc;
    private LabNetwork network;
    private RouteLocks locks;
    private List<VpnService> plain;

    @BeforeEach
    void connect(@LocalServerPort int port, @Autowired LabNetwork network, @Autowired RouteLocks locks) {
        cnc = new CncTestClient(port);
        this.network = network;
        this.locks = locks;
        plain = network.state().services().stream()
                .filter(service -> network.state()
                        .routePolicyAt(service.id(), node(service))
                        .isEmpty())
                .limit(2)
                .toList();
        assertThat(plain).hasSize(2);
    }

    @AfterEach
    void removeAll() {
        plain.forEach(service -> locks.unlock(service.id()));
        patch(uncolored(plain.get(0)), uncolored(plain.get(1)), removed());
    }

    @Test
    void aPolicyAndTheNodesThatExportWithItAreOneTransaction() {
        // when
        var answer = patch(policy(), colored(plain.get(0)), colored(plain.get(1)));

        // then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("\"ok\":[null]");
        assertThat(plain).allSatisfy(service -> assertThat(policyOf(service)).isEqualTo(POLICY));

        // when all of it is removed in an order in which nothing is in use
        assertThat(patch(uncolored(plain.get(0)), uncolored(plain.get(1)), removed())
                        .status())
                .isEqualTo(200);
        // then
        assertThat(plain).allSatisfy(service -> assertThat(policyOf(service)).isEmpty());
        assertThat(network.state().routePolicies()).doesNotContainKey(POLICY);
    }

    @Test
    void oneBadEditRefusesAllAndTheErrorNamesItsTarget() {
        var answer =
                patch(policy(), colored(plain.get(0)), colored(plain.get(1)).replace(POLICY, "no-such-policy"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("edit-3", plain.get(1).id(), "illegal reference");
        assertThat(policyOf(plain.get(0))).isEmpty();
        assertThat(network.state().routePolicies()).doesNotContainKey(POLICY);
    }

    @Test
    void aPolicyInUseIsNotRemovedAndOneThatIsNotThereIsNoError() {
        patch(policy(), colored(plain.get(0)));

        assertThat(patch(removed()).body()).contains("in use");
        assertThat(patch("\"operation\":\"remove\",\"target\":\"/cisco-l3vpn-ntw:l3vpn-route-policy=never-there\"")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aLockedServiceRefusesTheWholeOrKeepsItsOwnRoutes() {
        locks.lock(plain.get(1).id(), RouteLocks.Lock.REFUSES);
        assertThat(patch(policy(), colored(plain.get(0)), colored(plain.get(1))).status())
                .isEqualTo(502);
        assertThat(policyOf(plain.get(0))).isEmpty();

        locks.lock(plain.get(1).id(), RouteLocks.Lock.KEEPS);
        assertThat(patch(policy(), colored(plain.get(0)), colored(plain.get(1))).status())
                .isEqualTo(200);
        assertThat(policyOf(plain.get(0))).isEqualTo(POLICY);
        assertThat(policyOf(plain.get(1))).isEmpty();
    }

    @Test
    void whatCannotBeReadIsRefused() {
        assertThat(patch("\"operation\":\"remove\",\"target\":\"/vpn-services\"")
                        .body())
                .contains("edit-1", "bad target");
        assertThat(patch(colored(plain.get(0)).replace("merge", "move")).body()).contains("bad operation");
        assertThat(patch(policy().replace("4711}", "\\\"red\\\"}")).status()).isEqualTo(400);
        assertThat(call("{}", "application/json").status()).isEqualTo(415);
    }

    private String policyOf(VpnService service) {
        return network.state()
                .routePolicyAt(service.id(), node(service))
                .map(RoutePolicy::name)
                .orElse("");
    }

    private static String node(VpnService service) {
        return service.attachments().getFirst().node();
    }

    private String target(VpnService service) {
        String hostname = new CncFixtures(network).hostname(node(service));
        return "/vpn-services/vpn-service=%s/vpn-nodes/vpn-node=%s".formatted(service.id(), hostname);
    }

    private static String policy() {
        return "\"operation\":\"merge\",\"target\":\"/cisco-l3vpn-ntw:l3vpn-route-policy=" + POLICY
                + "\",\"value\":{\"cisco-l3vpn-ntw:l3vpn-route-policy\":[{\"name\":\"" + POLICY
                + "\",\"color\":[{\"id\":4711}]}]}";
    }

    private String colored(VpnService service) {
        return "\"operation\":\"merge\",\"target\":\"" + target(service)
                + "\",\"value\":{\"ietf-l3vpn-ntw:vpn-node\":[{\"cisco-l3vpn-ntw:te-service-mapping\":"
                + "{\"te-mapping\":{\"odn\":{\"route-policy\":\"" + POLICY + "\"}}}}]}";
    }

    private String uncolored(VpnService service) {
        return "\"operation\":\"remove\",\"target\":\"" + target(service) + "/cisco-l3vpn-ntw:te-service-mapping\"";
    }

    private static String removed() {
        return "\"operation\":\"remove\",\"target\":\"/cisco-l3vpn-ntw:l3vpn-route-policy=" + POLICY + "\"";
    }

    private SimulatorClient.Answer patch(String... edits) {
        String numbered = IntStream.range(0, edits.length)
                .mapToObj(i -> "{\"edit-id\":\"edit-%d\",%s}".formatted(i + 1, edits[i]))
                .collect(Collectors.joining(","));
        return call(
                "{\"ietf-yang-patch:yang-patch\":{\"patch-id\":\"p\",\"edit\":[%s]}}".formatted(numbered),
                PolicyPatch.YANG_PATCH);
    }

    private SimulatorClient.Answer call(String body, String type) {
        return cnc.call("PATCH", ROOT, body, type);
    }
}
