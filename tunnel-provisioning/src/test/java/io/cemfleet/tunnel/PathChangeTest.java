package io.cemfleet.tunnel;

import static io.cemfleet.tunnel.TunnelFixtures.COLOR;
import static io.cemfleet.tunnel.TunnelFixtures.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.nso.SidList;
import io.cemfleet.network.policy.PolicyKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Another path for a tunnel that stands: beside the one in force, then in its place, and nothing in between. */
class PathChangeTest extends TunnelTestBase {
    private static final List<Integer> MUNICH = List.of(16004, 16003);
    private static final List<Integer> ZURICH = List.of(16005, 16003);
    private static final List<Integer> PRAGUE = List.of(16002, 16003);

    @AfterEach
    void noListInUseWasEverRewritten() {
        assertThat(cnc.rewritten).isEmpty();
    }

    @Test
    void aNewPathIsAListBesideTheOneInUseAndOneSwitch() {
        String tunnel = steeredOverMunich();
        cnc.writes.clear();

        // when
        JsonNode changed = result("provision_tunnel", TunnelFixtures.overZurich());

        // then
        assertThat(cnc.writes).containsExactly("list " + tunnel + "-protection-v2", "changed " + tunnel);
        assertThat(changed.path("path_version").asLong()).isEqualTo(2);
        assertThat(changed.path("state").asText()).isEqualTo("steered");
        assertThat(carrying()).containsExactly(Map.entry(ZURICH, 1));
        assertThat(cnc.lists).containsOnlyKeys(tunnel + "-protection-v2");
        assertThat(preferenceOf(tunnel)).isEqualTo(110);
        assertThat(listed(tunnel).path("path_version").asLong()).isEqualTo(2);
        assertThat(listed(tunnel).path("path").get(0).asText()).isEqualTo("frankfurt-zurich");
    }

    @Test
    void theWeightsOfASharedTunnelKeepTheirMeaning() {
        String tunnel = steeredOverMunich();
        result("shift_traffic", shift(tunnel, 75, 25));

        // when
        JsonNode changed = result("provision_tunnel", TunnelFixtures.overZurich());

        // then
        assertThat(changed.path("state").asText()).isEqualTo("shifted");
        assertThat(carrying()).containsOnly(Map.entry(ZURICH, 75), Map.entry(PRAGUE, 25));
        assertThat(listed(tunnel).at("/weights/protection_weight").asInt()).isEqualTo(75);
        // and the shares go on from there
        result("shift_traffic", at(2, shift(tunnel, 50, 50)));
        assertThat(carrying()).containsOnly(Map.entry(ZURICH, 50), Map.entry(PRAGUE, 50));
    }

    @Test
    void theSamePathAgainIsNoOtherVersion() {
        steeredOverMunich();
        cnc.writes.clear();
        JsonNode again = result("provision_tunnel", request("INC-2026-0001", COLOR, 2));
        assertThat(again.path("path_version").asLong()).isEqualTo(1);
        assertThat(cnc.writes).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"putSidList", "putPolicy", "plan", "get"})
    void aFailedWriteLeavesTheFormerPlanInForceAndARepeatCompletesIt(String operation) {
        String tunnel = steeredOverMunich();
        cnc.fails(operation, false, CncResult.refused("locked", "the datastore is locked"));

        // when
        assertThat(failure("provision_tunnel", TunnelFixtures.overZurich())
                        .path("code")
                        .asText())
                .isEqualTo("cnc_refused");

        // then
        assertMunichIsInForce(tunnel);
        assertThat(cnc.lists).containsOnlyKeys(tunnel + "-protection");
        // and when
        assertThat(result("provision_tunnel", TunnelFixtures.overZurich())
                        .path("path_version")
                        .asLong())
                .isEqualTo(2);
        // then
        assertThat(carrying()).containsExactly(Map.entry(ZURICH, 1));
        assertThat(cnc.lists).hasSize(1);
    }

    @Test
    void aSwitchWhoseAnswerWasLostIsReadBack() {
        steeredOverMunich();
        cnc.fails("putPolicy", true, CncResult.unavailable("timeout", true));
        assertThat(result("provision_tunnel", TunnelFixtures.overZurich())
                        .path("path_version")
                        .asLong())
                .isEqualTo(2);
        assertThat(carrying()).containsExactly(Map.entry(ZURICH, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "putSidList, false",
        "putSidList, true",
        "putPolicy, false",
        "putPolicy, true",
        "plan, false",
        "get, false",
    })
    void aCrashKeepsTheFormerPlanInTheStoreAndTheTaskAgainCompletesIt(String operation, boolean applied) {
        String tunnel = steeredOverMunich();
        cnc.crashes(operation, applied);
        orchestrator().send("provision_tunnel", TunnelFixtures.overZurich());
        assertThat(listed(tunnel).path("path").get(0).asText()).isEqualTo("frankfurt-munich");
        assertThat(listed(tunnel).path("path_version").asLong()).isEqualTo(1);

        // when
        JsonNode changed = result("provision_tunnel", TunnelFixtures.overZurich());

        // then
        assertThat(changed.path("path_version").asLong()).isEqualTo(2);
        assertThat(carrying()).containsExactly(Map.entry(ZURICH, 1));
        assertThat(cnc.lists).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"putSidList, true", "putPolicy, true", "plan, false", "get, false"})
    void aLaterChangeOfWeightsUsesThePlanInForceAndNeverTheIntent(String operation, boolean applied) {
        String tunnel = steeredOverMunich();
        cnc.crashes(operation, applied);
        orchestrator().send("provision_tunnel", TunnelFixtures.overZurich());

        // when
        result("shift_traffic", at(1, shift(tunnel, 75, 25)));

        // then
        assertThat(carrying()).containsOnly(Map.entry(MUNICH, 75), Map.entry(PRAGUE, 25));
    }

    @Test
    void anAbandonedPathIsNeitherTakenForAnotherNorLeftBehind() {
        String tunnel = steeredOverMunich();
        cnc.crashes("putPolicy", true);
        orchestrator().send("provision_tunnel", TunnelFixtures.overZurich());

        // when a third path is requested while the second stands in the network unread
        var third = TunnelFixtures.path(
                List.of("frankfurt-munich", "munich-vienna"),
                TunnelFixtures.segment(16004, "munich"),
                TunnelFixtures.segment(16004, "munich"),
                TunnelFixtures.segment(16003, "vienna"));
        JsonNode changed = result("provision_tunnel", request("INC-2026-0001", COLOR, 3, third, null));

        // then
        assertThat(changed.path("path_version").asLong()).isEqualTo(2);
        assertThat(carrying()).containsExactly(Map.entry(List.of(16004, 16004, 16003), 1));
        assertThat(cnc.lists).containsOnlyKeys(tunnel + "-protection-v3");
    }

    @Test
    void theFormerPathAskedForAgainAfterACrashIsTheSameVersionAndLeavesNoList() {
        String tunnel = steeredOverMunich();
        cnc.crashes("putPolicy", true);
        orchestrator().send("provision_tunnel", TunnelFixtures.overZurich());

        // when
        JsonNode back = result("provision_tunnel", request("INC-2026-0001", COLOR, 3));

        // then
        assertThat(back.path("path_version").asLong()).isEqualTo(1);
        assertMunichIsInForce(tunnel);
        assertThat(cnc.lists).containsOnlyKeys(tunnel + "-protection");
    }

    @Test
    void aCrashBeforeTheFormerListIsRemovedLeavesTheNewPathInForce() {
        String tunnel = steeredOverMunich();
        cnc.crashes("deleteSidList", false);
        orchestrator().send("provision_tunnel", TunnelFixtures.overZurich());
        assertThat(listed(tunnel).path("path_version").asLong()).isEqualTo(2);
        assertThat(carrying()).containsExactly(Map.entry(ZURICH, 1));
        // and with the tunnel the list goes too
        result("delete_tunnel", Map.of("tunnel_id", tunnel, "plan_revision", 2));
        assertThat(cnc.lists).isEmpty();
    }

    @Test
    void aListInUseThatSomebodyElseRewroteIsReplacedAndNotWrittenOver() {
        String tunnel = steeredOverMunich();
        cnc.lists.put(tunnel + "-protection", new SidList(tunnel + "-protection", ZURICH));

        // when
        JsonNode mended = result("provision_tunnel", request("INC-2026-0001", COLOR, 2));

        // then
        assertThat(mended.path("path_version").asLong()).isEqualTo(1);
        assertThat(carrying()).containsExactly(Map.entry(MUNICH, 1));
        assertThat(cnc.lists).containsOnlyKeys(tunnel + "-protection-v2");
    }

    @Test
    void whoMeansAnotherPathThanTheOneInForceIsRefusedWithBothVersions() {
        String tunnel = steeredOverMunich();
        result("provision_tunnel", TunnelFixtures.overZurich());
        int writes = cnc.writes.size();
        for (JsonNode error : List.of(
                failure("shift_traffic", at(1, shift(tunnel, 75, 25))),
                failure("steer_traffic", at(3, steer(tunnel, "acme"))))) {
            assertThat(error.path("code").asText()).isEqualTo("path_version_mismatch");
            assertThat(error.path("retryable").asBoolean()).isFalse();
            assertThat(error.path("message").asText()).contains("version 2").containsAnyOf("not 1", "not 3");
        }
        assertThat(cnc.writes).hasSize(writes);
        result("steer_traffic", at(2, steer(tunnel, "acme")));
    }

    @Test
    void aTunnelThatWasDeletedAndAskedForAgainHasAnotherVersion() {
        String tunnel = steeredOverMunich();
        result("delete_tunnel", delete(tunnel));
        assertThat(result("provision_tunnel", request("INC-2026-0001", COLOR, 2))
                        .path("path_version")
                        .asLong())
                .isEqualTo(2);
    }

    private String steeredOverMunich() {
        String tunnel = provisioned(COLOR);
        steered(tunnel, "acme");
        return tunnel;
    }

    private void assertMunichIsInForce(String tunnel) {
        assertThat(carrying()).containsExactly(Map.entry(MUNICH, 1));
        assertThat(preferenceOf(tunnel)).isEqualTo(110);
        assertThat(listed(tunnel).path("path").get(0).asText()).isEqualTo("frankfurt-munich");
        assertThat(listed(tunnel).path("path_version").asLong()).isEqualTo(1);
        assertThat(listed(tunnel).path("state").asText()).isEqualTo("steered");
    }

    private static Map<String, Object> at(long pathVersion, Map<String, Object> request) {
        var versioned = new HashMap<>(request);
        versioned.put("path_version", pathVersion);
        versioned.put("plan_revision", 9);
        return versioned;
    }

    /** Labels and weights of the path that carries the traffic. */
    private Map<List<Integer>, Integer> carrying() {
        var lists = new HashMap<List<Integer>, Integer>();
        cnc.live().stream()
                .filter(p -> p.key().equals(new PolicyKey("frankfurt", "vienna", COLOR)))
                .findFirst()
                .orElseThrow()
                .activePath()
                .orElseThrow()
                .segmentLists()
                .forEach(list -> lists.put(list.labels(), list.weight()));
        return lists;
    }
}
