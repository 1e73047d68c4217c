package io.cemfleet.lab.cnc;

import static io.cemfleet.lab.simulator.SimulatorClient.YANG;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.lab.network.CandidatePath;
import io.cemfleet.lab.network.LabNetwork;
import io.cemfleet.lab.network.PolicyKey;
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

/** A PATCH of many policies and SID lists: all of it, or nothing. */
@SimulatorTest
class PolicyTransactionTest {
    private static final String MODULE = "cisco-sr-te-cfp-sr-policies:";
    private static final String POLICIES =
            "/crosswork/proxy/nso/restconf/data/cisco-sr-te-cfp:sr-te/" + MODULE + "policies";

    private CncTestClient cnc;
    private LabNetwork network;
    private CncFixtures fixtures;
    private PolicyKey key;

    @BeforeEach
    void connect(@LocalServerPort int port, @Autowired LabNetwork network) {
        cnc = new CncTestClient(port);
        this.network = network;
        fixtures = new CncFixtures(network);
        key = fixtures.busyPolicy();
    }

    @AfterEach
    void removeAll() {
        patch(remove("policy=tx-1"), remove("policy=tx-2"), remove("sid-list=tx-1"), remove("sid-list=tx-2"));
    }

    @Test
    void manyPoliciesAndTheirListsAreOneTransaction() {
        // when
        var answer = patch(list("tx-1"), list("tx-2"), policy("tx-1", 11, "tx-1"), policy("tx-2", 12, "tx-2"));

        // then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("\"ok\":[null]");
        assertThat(network.state().policies()).containsKeys("tx-1", "tx-2");
        // and they are read in one document, and their plans in one list
        assertThat(cnc.get(POLICIES).body()).contains("\"name\":\"tx-1\"", "\"name\":\"tx-2\"");
        assertThat(cnc.get(POLICIES + "/" + MODULE + "policy-plan").body())
                .contains("\"name\":\"tx-1\"", "\"name\":\"tx-2\"", "ncs:ready");
    }

    @Test
    void oneBadEditRefusesAllAndTheErrorNamesItsPath() {
        var answer = patch(list("tx-1"), policy("tx-1", 11, "tx-1"), policy("tx-2", 12, "no-such-list"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("edit-3", "policy[name='tx-2']", "illegal reference");
        assertThat(network.state().policies()).doesNotContainKeys("tx-1", "tx-2");
        assertThat(network.state().sidLists()).doesNotContainKey("tx-1");
    }

    @Test
    void anEntryThatCannotBeReadNamesItsEdit() {
        var answer = patch(list("tx-1"), policy("tx-1", 11, "tx-1").replace("\"color\"", "\"colour\""));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("edit-2", "unknown element: colour");
        assertThat(network.state().sidLists()).doesNotContainKey("tx-1");
    }

    @Test
    void replacingAPolicyLeavesNothingOfItsFormerPaths() {
        patch(list("tx-1"), policy("tx-1", 11, "tx-1"));

        assertThat(patch(policy("tx-1", 20_000, "tx-1")).status()).isEqualTo(200);

        assertThat(paths()).singleElement().satisfies(path -> assertThat(path.preference())
                .isEqualTo(20_000));
    }

    @Test
    void aPlainPatchMergesAndLeavesTheOtherPathsInPlace() {
        // given
        patch(list("tx-1"), policy("tx-1", 11, "tx-1"));

        // when
        var answer = cnc.call(
                "PATCH",
                POLICIES,
                "{\"%spolicies\":{\"policy\":[{\"name\":\"tx-1\",\"path\":[%s]}]}}".formatted(MODULE, path(12, "tx-1")),
                YANG);

        // then
        assertThat(answer.status()).isEqualTo(204);
        assertThat(paths()).hasSize(2);
    }

    @Test
    void removingWhatIsNotThereIsNoError() {
        assertThat(patch(remove("policy=never-there"), remove("sid-list=never-there"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aListInUseIsNotRemoved() {
        patch(list("tx-1"), policy("tx-1", 11, "tx-1"));

        assertThat(patch(remove("sid-list=tx-1")).body()).contains("in use");
        assertThat(patch(remove("policy=tx-1"), remove("sid-list=tx-1")).status())
                .isEqualTo(200);
    }

    @Test
    void otherMediaTypesAreRefused() {
        assertThat(cnc.call("PATCH", POLICIES, "{}", "application/json").status())
                .isEqualTo(415);
    }

    private List<CandidatePath> paths() {
        return requireNonNull(network.state().policies().get("tx-1")).paths();
    }

    private SimulatorClient.Answer patch(String... edits) {
        String numbered = IntStream.range(0, edits.length)
                .mapToObj(i -> "{\"edit-id\":\"edit-%d\",%s}".formatted(i + 1, edits[i]))
                .collect(Collectors.joining(","));
        return cnc.call(
                "PATCH",
                POLICIES,
                "{\"ietf-yang-patch:yang-patch\":{\"patch-id\":\"p\",\"edit\":[" + numbered + "]}}",
                PolicyPatch.YANG_PATCH);
    }

    private static String remove(String target) {
        return "\"operation\":\"remove\",\"target\":\"/%s%s\"".formatted(MODULE, target);
    }

    private String list(String name) {
        List<Integer> labels = fixtures.detour(key);
        String sids = IntStream.range(0, labels.size())
                .mapToObj(i -> "{\"index\":%d,\"mpls\":{\"label\":%d}}".formatted(i + 1, labels.get(i)))
                .collect(Collectors.joining(","));
        return "\"operation\":\"replace\",\"target\":\"/%ssid-list=%s\",\"value\":{\"%ssid-list\":[{\"name\":\"%s\",\"sid\":[%s]}]}"
                .formatted(MODULE, name, MODULE, name, sids);
    }

    private String policy(String name, int preference, String list) {
        return "\"operation\":\"replace\",\"target\":\"/%spolicy=%s\",\"value\":{\"%spolicy\":[{\"name\":\"%s\",\"head-end\":[{\"name\":\"%s\"}],\"tail-end\":\"%s\",\"color\":%d,\"path\":[%s]}]}"
                .formatted(
                        MODULE,
                        name,
                        MODULE,
                        name,
                        fixtures.hostname(key.headEnd()),
                        fixtures.routerId(key.endPoint()),
                        key.color(),
                        path(preference, list));
    }

    private static String path(int preference, String list) {
        return "{\"preference\":%d,\"explicit\":{\"sid-list\":[{\"name\":\"%s\",\"weight\":1}]}}"
                .formatted(preference, list);
    }
}
