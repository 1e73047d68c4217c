package io.cemfleet.lab.cnc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.lab.network.LabNetwork;
import io.cemfleet.lab.network.PolicyKey;
import io.cemfleet.lab.network.RoutePolicy;
import io.cemfleet.lab.network.VpnService;
import io.cemfleet.lab.simulator.SimulatorClient;
import io.cemfleet.lab.simulator.SimulatorTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@SimulatorTest
class NsoRoundTripTest {
    private static final String DATA = "/crosswork/proxy/nso/restconf/data/";
    private static final String MODULE = "cisco-sr-te-cfp-sr-policies:";
    private static final String POLICIES = DATA + "cisco-sr-te-cfp:sr-te/" + MODULE + "policies/";
    private static final String VPN = DATA + "ietf-l3vpn-ntw:l3vpn-ntw/";

    private CncTestClient cnc;
    private LabNetwork network;
    private CncFixtures fixtures;

    @BeforeEach
    void connect(@LocalServerPort int port, @Autowired LabNetwork network) {
        cnc = new CncTestClient(port);
        this.network = network;
        fixtures = new CncFixtures(network);
    }

    private int putSidList(String name, List<Integer> labels) {
        List<String> sids = new ArrayList<>();
        IntStream.range(0, labels.size())
                .forEach(i -> sids.add("{\"index\":%d,\"mpls\":{\"label\":%d}}".formatted(i + 1, labels.get(i))));
        return cnc.status(
                "PUT",
                POLICIES + MODULE + "sid-list=" + name,
                "{\"%ssid-list\":[{\"%sname\":\"%s\",\"sid\":[%s]}]}"
                        .formatted(MODULE, MODULE, name, String.join(",", sids)));
    }

    private String policy(String name, PolicyKey key, int preference, String sidList) {
        return "{\"%spolicy\":[{\"name\":\"%s\",\"head-end\":[{\"name\":\"%s\"}],\"tail-end\":\"%s\",\"color\":%d,\"path\":[{\"preference\":%d,\"explicit\":{\"sid-list\":[{\"name\":\"%s\",\"weight\":1}]}}]}]}"
                .formatted(
                        MODULE,
                        name,
                        fixtures.hostname(key.headEnd()),
                        fixtures.routerId(key.endPoint()),
                        key.color(),
                        preference,
                        sidList);
    }

    @Test
    void aPolicyTakesTheFlowsOnlyAboveTheActivePreferenceUntilItIsDeleted() {
        // given
        PolicyKey key = fixtures.busyPolicy();
        Set<List<String>> before = fixtures.ways(key);
        String name = "sr-policy-round-001";
        String address = POLICIES + MODULE + "policy=" + name;
        assertThat(cnc.status("PUT", address, policy(name, key, 10, "round-list")))
                .isEqualTo(400);
        assertThat(putSidList("round-list", fixtures.detour(key))).isEqualTo(201);
        // when it is made
        assertThat(cnc.status("PUT", address, policy(name, key, 10, "round-list")))
                .isEqualTo(201);
        // then its plan becomes ready, and nothing moves
        Awaitility.await().until(() -> plan(name).equals("reached"));
        assertThat(fixtures.ways(key)).isEqualTo(before);
        // when its preference is raised
        assertThat(cnc.status("PUT", address, policy(name, key, 20_000, "round-list")))
                .isEqualTo(204);
        // then every flow takes the detour
        Set<List<String>> after = fixtures.ways(key);
        assertThat(after).hasSize(1).doesNotContainAnyElementsOf(before);
        assertThat(cnc.status("DELETE", POLICIES + MODULE + "sid-list=round-list", ""))
                .isEqualTo(400);
        // when it is deleted
        assertThat(cnc.status("DELETE", address, "")).isEqualTo(204);
        // then the former path is active again, and nothing is left
        assertThat(fixtures.ways(key)).isEqualTo(before);
        assertThat(cnc.status("DELETE", POLICIES + MODULE + "sid-list=round-list", ""))
                .isEqualTo(204);
        SimulatorClient.Answer gone = cnc.call("GET", address, "");
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.json()
                        .path("ietf-restconf:errors")
                        .path("error")
                        .get(0)
                        .path("error-message")
                        .asText())
                .isEqualTo("uri keypath not found");
        assertThat(cnc.status("GET", POLICIES + "policy-plan=" + name, "")).isEqualTo(404);
    }

    private String plan(String name) {
        JsonNode states = cnc.call("GET", POLICIES + MODULE + "policy-plan=" + name, "")
                .json()
                .path(MODULE + "policy-plan")
                .get(0)
                .path("plan")
                .path("component")
                .get(0)
                .path("state");
        return states.get(1).path("status").asText();
    }

    @Test
    void readsDoNotWaitForAWriteInProgress() throws Exception {
        // given a write that is held inside the network
        PolicyKey key = fixtures.busyPolicy();
        String address = POLICIES + MODULE + "policy=read-test";
        putSidList("read-list", fixtures.detour(key));
        cnc.status("PUT", address, policy("read-test", key, 14, "read-list"));
        var held = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        network.onChanged(state -> {
            held.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Thread write =
                Thread.startVirtualThread(() -> cnc.status("PUT", address, policy("read-test", key, 15, "read-list")));
        held.await();

        // when, then
        try {
            assertThat(cnc.get(address).body()).contains("\"preference\":15");
            assertThat(cnc.get(POLICIES + MODULE + "policy-plan=read-test").body())
                    .contains("not-reached");
            assertThat(cnc.get(POLICIES + MODULE + "sid-list=read-list").status())
                    .isEqualTo(200);
        } finally {
            release.countDown();
            write.join();
        }
        cnc.status("DELETE", address, "");
        cnc.status("DELETE", POLICIES + MODULE + "sid-list=read-list", "");
    }

    @Test
    void aRefusedWriteLeavesTheConfigurationAsItWasWritten() {
        // given
        PolicyKey key = fixtures.busyPolicy();
        String address = POLICIES + MODULE + "policy=undo-test";
        putSidList("undo-list", fixtures.detour(key));
        String written =
                policy("undo-test", key, 16, "undo-list").replace("\"color\"", "\"description\":\"keep me\",\"color\"");
        assertThat(cnc.status("PUT", address, written)).isEqualTo(201);

        // when
        assertThat(cnc.status("PUT", address, policy("undo-test", key, 16, "no-such-list")))
                .isEqualTo(400);

        // then
        assertThat(cnc.get(address).body()).contains("keep me", "undo-list");
        cnc.status("DELETE", address, "");
        cnc.status("DELETE", POLICIES + MODULE + "sid-list=undo-list", "");
    }

    @Test
    void thePlanOfAWriteIsNotReadyAtOnce() {
        PolicyKey key = fixtures.busyPolicy();
        putSidList("plan-list", fixtures.detour(key));
        String address = POLICIES + MODULE + "policy=plan-test";
        cnc.status("PUT", address, policy("plan-test", key, 11, "plan-list"));
        assertThat(plan("plan-test")).isEqualTo("not-reached");
        Awaitility.await().until(() -> plan("plan-test").equals("reached"));
        cnc.status("DELETE", address, "");
        cnc.status("DELETE", POLICIES + MODULE + "sid-list=plan-list", "");
    }

    @Test
    void oneWritePointsAPathInForceToAnotherListAndTheFormerOneCanBeRemovedThen() {
        // given a policy whose path carries the traffic
        PolicyKey key = fixtures.busyPolicy();
        Set<List<String>> before = fixtures.ways(key);
        String address = POLICIES + MODULE + "policy=switch-test";
        putSidList("switch-list", fixtures.detour(key));
        cnc.status("PUT", address, policy("switch-test", key, 20_000, "switch-list"));
        Set<List<String>> detour = fixtures.ways(key);
        // when a second list is put beside the first
        putSidList("switch-list-v2", fixtures.detour(key));
        // then nothing moves, until one write names it
        assertThat(fixtures.ways(key)).isEqualTo(detour);
        assertThat(cnc.status("PUT", address, policy("switch-test", key, 20_000, "switch-list-v2")))
                .isEqualTo(204);
        assertThat(fixtures.ways(key)).doesNotContainAnyElementsOf(detour);
        // and only the one in use stays
        assertThat(cnc.status("DELETE", POLICIES + MODULE + "sid-list=switch-list-v2", ""))
                .isEqualTo(400);
        assertThat(cnc.status("DELETE", POLICIES + MODULE + "sid-list=switch-list", ""))
                .isEqualTo(204);
        // and with the policy the former path is back
        cnc.status("DELETE", address, "");
        cnc.status("DELETE", POLICIES + MODULE + "sid-list=switch-list-v2", "");
        assertThat(fixtures.ways(key)).isEqualTo(before);
    }

    @Test
    void weightsAreMergedByAPatch() {
        // given
        PolicyKey key = fixtures.busyPolicy();
        putSidList("weight-a", fixtures.detour(key));
        putSidList("weight-b", fixtures.detour(key));
        String address = POLICIES + MODULE + "policy=weight-test";
        cnc.status("PUT", address, policy("weight-test", key, 12, "weight-a"));
        // when
        int patched = cnc.status(
                "PATCH",
                address,
                "{\"policy\":{\"path\":[{\"preference\":12,\"explicit\":{\"sid-list\":[{\"name\":\"weight-a\",\"weight\":25},{\"name\":\"weight-b\",\"weight\":75}]}}]}}");
        // then
        assertThat(patched).isEqualTo(204);
        JsonNode lists = cnc.call("GET", address, "")
                .json()
                .path(MODULE + "policy")
                .get(0)
                .path("path")
                .get(0)
                .path("explicit")
                .path("sid-list");
        assertThat(lists.findValuesAsText("weight")).containsExactly("25", "75");
        cnc.status("DELETE", address, "");
        cnc.status("DELETE", POLICIES + MODULE + "sid-list=weight-a", "");
        cnc.status("DELETE", POLICIES + MODULE + "sid-list=weight-b", "");
    }

    @Test
    void nsoRefusesWhatItCannotKeep() {
        PolicyKey key = fixtures.busyPolicy();
        putSidList("refuse-list", fixtures.detour(key));
        String address = POLICIES + MODULE + "policy=refuse-test";
        String good = policy("refuse-test", key, 100, "refuse-list");
        assertThat(cnc.call("PUT", address, good, SimulatorClient.JSON).status())
                .isEqualTo(415);
        assertThat(cnc.call("PUT", address, good).body()).contains("unique violation");
        assertThat(cnc.call("PUT", address, good.replace("tail-end", "tale-end"))
                        .body())
                .contains("unknown-element");
        assertThat(cnc.call("PUT", address, good.replace("\"color\":" + key.color() + ",", ""))
                        .body())
                .contains("missing-attribute");
        assertThat(cnc.call("PUT", address, "{").body()).contains("malformed-message");
        assertThat(cnc.status("GET", address, "")).isEqualTo(404);
        cnc.status("DELETE", POLICIES + MODULE + "sid-list=refuse-list", "");
    }

    @Test
    void aDryRunShowsTheDevicesConfigurationAndChangesNothing() {
        PolicyKey key = fixtures.busyPolicy();
        putSidList("dry-list", fixtures.detour(key));
        String address = POLICIES + MODULE + "policy=dry-test";
        JsonNode device = cnc.call("PUT", address + "?dry-run=native", policy("dry-test", key, 13, "dry-list"))
                .json()
                .path("dry-run-result")
                .path("native")
                .path("device")
                .get(0);
        assertThat(device.path("name").asText()).isEqualTo(fixtures.hostname(key.headEnd()));
        assertThat(device.path("data").asText()).contains("policy dry-test").contains("preference 13");
        assertThat(cnc.status("GET", address, "")).isEqualTo(404);
        cnc.status("DELETE", POLICIES + MODULE + "sid-list=dry-list", "");
    }

    @Test
    void aRoutePolicyColoursExportedRoutesUntilItIsRemoved() {
        // given a node whose routes carry no colour
        record Plain(VpnService service, String node) {}
        Plain plain = network.state().services().stream()
                .flatMap(s -> s.attachments().stream().map(a -> new Plain(s, a.node())))
                .filter(p -> network.state()
                        .routePolicyAt(p.service().id(), p.node())
                        .isEmpty())
                .findFirst()
                .orElseThrow();
        String node = VPN + "vpn-services/vpn-service=" + plain.service().id() + "/vpn-nodes/vpn-node="
                + fixtures.hostname(plain.node());
        String colour = VPN + "cisco-l3vpn-ntw:l3vpn-route-policy=fleet-4711";
        String mapping =
                "{\"ietf-l3vpn-ntw:vpn-node\":[{\"vpn-node-id\":\"%s\",\"cisco-l3vpn-ntw:te-service-mapping\":{\"te-mapping\":{\"odn\":{\"route-policy\":\"fleet-4711\"}}}}]}"
                        .formatted(fixtures.hostname(plain.node()));
        // then a mapping to nothing is refused
        assertThat(cnc.status("PATCH", node, mapping)).isEqualTo(400);
        // when
        assertThat(
                        cnc.status(
                                "PUT",
                                colour,
                                "{\"cisco-l3vpn-ntw:l3vpn-route-policy\":[{\"name\":\"fleet-4711\",\"color\":[{\"id\":4711,\"ipv4\":{\"rd\":[{\"id\":\"65000:1\"}]}}]}]}"))
                .isEqualTo(201);
        assertThat(cnc.status("PATCH", node, mapping)).isEqualTo(204);
        // then
        assertThat(network.state()
                        .routePolicyAt(plain.service().id(), plain.node())
                        .orElseThrow()
                        .color())
                .isEqualTo(4711);
        assertThat(cnc.call("GET", node, "").body()).contains("fleet-4711").contains("pe-to-ce-bandwidth");
        assertThat(cnc.status("DELETE", colour, "")).isEqualTo(400);
        // when it is removed
        assertThat(cnc.status("DELETE", node + "/cisco-l3vpn-ntw:te-service-mapping", ""))
                .isEqualTo(204);
        assertThat(cnc.status("DELETE", node + "/cisco-l3vpn-ntw:te-service-mapping", ""))
                .isEqualTo(404);
        assertThat(cnc.status("DELETE", colour, "")).isEqualTo(204);
        assertThat(network.state().routePolicyAt(plain.service().id(), plain.node()))
                .isEmpty();
    }

    @Test
    void lockedRoutesRefuseTheirColourOrKeepWhatTheyHave(@Autowired RouteLocks locks) {
        // given
        VpnService service = network.state().services().stream()
                .filter(s -> network.state()
                        .routePolicyAt(s.id(), s.attachments().getFirst().node())
                        .isPresent())
                .findFirst()
                .orElseThrow();
        String router = service.attachments().getFirst().node();
        RoutePolicy before = network.state().routePolicyAt(service.id(), router).orElseThrow();
        network.putRoutePolicy(new RoutePolicy("other", 4712));
        String node =
                VPN + "vpn-services/vpn-service=" + service.id() + "/vpn-nodes/vpn-node=" + fixtures.hostname(router);
        String mapping =
                "{\"ietf-l3vpn-ntw:vpn-node\":[{\"vpn-node-id\":\"%s\",\"cisco-l3vpn-ntw:te-service-mapping\":{\"te-mapping\":{\"odn\":{\"route-policy\":\"other\"}}}}]}"
                        .formatted(fixtures.hostname(router));
        // when NSO cannot commit
        locks.lock(service.id(), RouteLocks.Lock.REFUSES);
        SimulatorClient.Answer refused = cnc.call("PATCH", node, mapping);
        // then
        assertThat(refused.status()).isEqualTo(502);
        assertThat(refused.body()).contains("operation-failed").contains("out of sync");
        // when the device does not change
        locks.lock(service.id(), RouteLocks.Lock.KEEPS);
        assertThat(cnc.status("PATCH", node, mapping)).isEqualTo(204);
        // then
        assertThat(network.state().routePolicyAt(service.id(), router)).contains(before);
        // when it is unlocked
        locks.unlock(service.id());
        assertThat(cnc.status("PATCH", node, mapping)).isEqualTo(204);
        assertThat(network.state()
                        .routePolicyAt(service.id(), router)
                        .orElseThrow()
                        .name())
                .isEqualTo("other");
        network.color(service.id(), router, before.name());
        network.deleteRoutePolicy("other");
    }

    @Test
    void customersWhoseDemandGrowsBuyTheBandwidthForIt() {
        String service = VPN + "vpn-services/vpn-service="
                + network.state().services().getFirst().id();
        long before = bandwidth(cnc.call("GET", service, "").json());
        network.grow(2);
        try {
            assertThat(bandwidth(cnc.call("GET", service, "").json())).isEqualTo(2 * before);
        } finally {
            network.grow(1);
        }
    }

    private static long bandwidth(JsonNode service) {
        return service.findValue("pe-to-ce-bandwidth").asLong();
    }

    @Test
    void servicesAreListedWithTheirTiers() {
        JsonNode services = cnc.call("GET", VPN + "vpn-services", "")
                .json()
                .path("ietf-l3vpn-ntw:vpn-services")
                .path("vpn-service");
        assertThat(services).hasSize(network.state().services().size());
        assertThat(services.get(0).path("vpn-description").asText()).contains("tier=");
    }
}
