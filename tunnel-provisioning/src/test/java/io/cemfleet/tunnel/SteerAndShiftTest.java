package io.cemfleet.tunnel;

import static io.cemfleet.tunnel.TunnelFixtures.COLOR;
import static io.cemfleet.tunnel.TunnelFixtures.FIRST_TUNNEL;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.nso.NsoCandidatePath;
import io.cemfleet.cnc.nso.NsoPolicy;
import io.cemfleet.network.policy.PolicyKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SteerAndShiftTest extends TunnelTestBase {

    @Test
    void steeringRaisesTheTunnelAboveTheCustomersPathAndCountsWhoComesAlong() {
        String tunnel = provisioned(COLOR);
        // when
        JsonNode result = steered(tunnel, "acme");
        // then
        assertThat(result.path("traffic_steered").asBoolean()).isTrue();
        assertThat(result.path("services_steered")).extracting(JsonNode::asText).containsExactly("acme");
        assertThat(result.path("collateral_services"))
                .extracting(JsonNode::asText)
                .containsExactly("beta");
        assertThat(preferenceOf(tunnel)).isEqualTo(110);
        assertThat(activePreference(COLOR)).isEqualTo(110);
        assertThat(listed(tunnel).path("state").asText()).isEqualTo("steered");
        assertThat(cnc.policies.get("acme-gold")).isEqualTo(TunnelFixtures.customerPolicy());
        audited("traffic_steered");
    }

    @Test
    void steeringTwiceWritesOnce() {
        String tunnel = provisioned(COLOR);
        steered(tunnel, "acme");
        int writes = cnc.writes.size();
        steered(tunnel, "acme");
        assertThat(cnc.writes).hasSize(writes);
    }

    @Test
    void aLostAnswerToSteeringIsReadBack() {
        String tunnel = provisioned(COLOR);
        cnc.fails("putPolicy", true, CncResult.unavailable("timeout", true));
        steered(tunnel, "acme");
        assertThat(activePreference(COLOR)).isEqualTo(110);
    }

    @Test
    void aTunnelWhoseColourNoRouteCarriesIsNotCalledSteered() {
        String tunnel = provisioned(COLOR);
        JsonNode error = failure("steer_traffic", steer(tunnel, "plain"));
        assertThat(error.path("code").asText()).isEqualTo("not_steerable");
        assertThat(preferenceOf(tunnel)).isEqualTo(50);
    }

    @Test
    void anotherActivePathIsNoSuccess() {
        String tunnel = provisioned(COLOR);
        cnc.policies.put(
                "higher",
                new NsoPolicy(
                        "higher",
                        "frankfurt",
                        "vienna",
                        COLOR,
                        null,
                        List.of(new NsoCandidatePath.Dynamic(65535, null))));
        assertThat(failure("steer_traffic", steer(tunnel, "acme")).path("code").asText())
                .isEqualTo("no_preference_left");
    }

    @Test
    void provisioningANewPathForASteeredTunnelMovesNothingBack() {
        String tunnel = provisioned(COLOR);
        steered(tunnel, "acme");
        var other = TunnelFixtures.path(
                List.of("frankfurt-zurich", "munich-zurich", "munich-vienna"),
                TunnelFixtures.segment(16005, "zurich"),
                TunnelFixtures.segment(16003, "vienna"));
        // when
        JsonNode result = result("provision_tunnel", TunnelFixtures.request("INC-2026-0001", COLOR, 2, other, null));
        // then
        assertThat(result.path("state").asText()).isEqualTo("steered");
        assertThat(activePreference(COLOR)).isEqualTo(110);
    }

    @Test
    void servicesWithoutAColourGetTheFleetsAndLoseItLast() {
        String tunnel = provisioned(null);
        assertThat(vpns.routePolicyOf("plain", "vienna")).isNull();
        // when
        JsonNode steered = steered(tunnel, "plain");
        // then
        assertThat(steered.path("method").asText()).isEqualTo("fleet_color");
        assertThat(vpns.routePolicyOf("plain", "vienna")).isEqualTo("cem-fleet-color-4000");
        assertThat(vpns.routePolicyOf("plain", "zurich")).isNull();
        assertThat(cnc.policyNamed(tunnel).color()).isEqualTo(4000);
        // and when
        result("delete_tunnel", delete(tunnel));
        // then
        assertThat(vpns.routePolicyOf("plain", "vienna")).isNull();
        assertThat(vpns.routePolicies).containsOnlyKeys("gold-100");
        assertThat(jdbc.sql("select count(*) from fleet_color")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aColourSharedByTwoHeadEndsStaysUntilTheLastTunnelGoes() {
        String first = provisioned(null);
        steered(first, "plain");
        String second = result("provision_tunnel", fromZurich("INC-2026-0001"))
                .path("tunnel_id")
                .asText();
        steered(second, "plain");
        assertThat(cnc.policyNamed(second).color()).isEqualTo(4000);
        // when
        result("delete_tunnel", delete(first));
        // then
        assertThat(vpns.routePolicyOf("plain", "vienna")).isEqualTo("cem-fleet-color-4000");
        result("delete_tunnel", delete(second));
        assertThat(vpns.routePolicyOf("plain", "vienna")).isNull();
    }

    @Test
    void twoIncidentsGiveTheRoutesOfAServiceOneColour() {
        // given two incidents that both want the same service's traffic towards vienna
        String first = provisioned(null);
        String second = result("provision_tunnel", fromZurich("INC-2026-0002"))
                .path("tunnel_id")
                .asText();

        // when
        steered(second, "plain");
        steered(first, "plain");

        // then
        assertThat(cnc.policyNamed(first).color()).isEqualTo(4000);
        assertThat(cnc.policyNamed(second).color()).isEqualTo(4000);

        // and the colour goes with the last of them
        result("delete_tunnel", delete(first));
        assertThat(vpns.routePolicyOf("plain", "vienna")).isEqualTo("cem-fleet-color-4000");
        result("delete_tunnel", delete(second));
        assertThat(vpns.routePolicyOf("plain", "vienna")).isNull();
    }

    private static Map<String, Object> fromZurich(String incidentId) {
        return Map.ofEntries(
                Map.entry("incident_id", incidentId),
                Map.entry("protection_key", "zurich>vienna"),
                Map.entry("head_end", "zurich"),
                Map.entry("end_point", "vienna"),
                Map.entry(
                        "path",
                        TunnelFixtures.path(
                                List.of("munich-zurich", "munich-vienna"), TunnelFixtures.segment(16003, "vienna"))),
                Map.entry("original_path", Map.of("links", List.of("frankfurt-zurich"))),
                Map.entry("services", List.of("plain")),
                Map.entry("plan_revision", 1));
    }

    @Test
    void aCustomersOwnColourIsNeverReplaced() {
        String tunnel = provisioned(null);
        assertThat(failure("steer_traffic", steer(tunnel, "acme")).path("code").asText())
                .isEqualTo("not_steerable");
        assertThat(vpns.routePolicyOf("acme", "vienna")).isEqualTo("gold-100");
    }

    @Test
    void weightsAreTwoListsInOnePathAndAListWithoutWeightIsAbsent() {
        String tunnel = provisioned(COLOR);
        steered(tunnel, "acme");

        JsonNode first = result("shift_traffic", shift(tunnel, 75, 25));
        assertThat(first.path("weights_in_force").path("original_weight").asInt())
                .isEqualTo(25);
        assertThat(first.has("measured_shares")).isFalse();
        assertThat(first.path("cutover_method").asText()).isEqualTo("weights");
        assertThat(listsOf(tunnel)).containsExactly(tunnel + "-protection:75", tunnel + "-original:25");
        assertThat(cnc.listNamed(tunnel + "-original").labels()).containsExactly(16002, 16003);

        result("shift_traffic", shift(tunnel, 0, 100));
        assertThat(listsOf(tunnel)).containsExactly(tunnel + "-original:null");
        assertThat(activePreference(COLOR)).isEqualTo(110);

        JsonNode back = result("shift_traffic", shift(tunnel, 100, 0));
        assertThat(back.path("weights_in_force").path("protection_weight").asInt())
                .isEqualTo(100);
        assertThat(listsOf(tunnel)).containsExactly(tunnel + "-protection:null");
        assertThat(listed(tunnel).path("state").asText()).isEqualTo("steered");
    }

    @Test
    void aTunnelThatCarriesNothingHasNothingToShift() {
        String tunnel = provisioned(COLOR);
        assertThat(failure("shift_traffic", shift(tunnel, 75, 25)).path("code").asText())
                .isEqualTo("not_steered");
        assertThat(failure("shift_traffic", shift(tunnel, 75, 20)).path("code").asText())
                .isEqualTo("weights_invalid");
    }

    @Test
    void deletingGivesTheCustomersPathBack() {
        String tunnel = provisioned(COLOR);
        steered(tunnel, "acme");
        JsonNode result = result("delete_tunnel", delete(tunnel));
        assertThat(result.path("deleted").asBoolean()).isTrue();
        assertThat(result.path("binding_sid_released").asBoolean()).isTrue();
        assertThat(activePreference(COLOR)).isEqualTo(100);
        assertThat(cnc.lists).isEmpty();
        assertThat(listed(tunnel).path("state").asText()).isEqualTo("deleted");
        audited("tunnel_deleted");
        // and again
        assertThat(result("delete_tunnel", delete(tunnel)).path("deleted").asBoolean())
                .isTrue();
    }

    @Test
    void aTunnelThatTheNetworkStillShowsIsNotDeletedAndKeepsItsBindingSid() {
        String tunnel = provisioned(COLOR);
        cnc.ghosts.addAll(cnc.live());
        // when
        JsonNode error = failure("delete_tunnel", delete(tunnel));
        // then
        assertThat(error.path("code").asText()).isEqualTo("delete_not_confirmed");
        assertThat(error.path("retryable").asBoolean()).isTrue();
        assertThat(listed(tunnel).path("state").asText()).isEqualTo("deleting");
        assertThat(jdbc.sql("select count(*) from binding_sid")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        // and when it goes
        cnc.ghosts.clear();
        assertThat(result("delete_tunnel", delete(tunnel)).path("deleted").asBoolean())
                .isTrue();
    }

    @Test
    void aDeleteThatFailedIsNeverToldAsDeleted() {
        String tunnel = provisioned(COLOR);
        cnc.fails("deletePolicy", false, CncResult.refused("locked", "the datastore is locked"));
        // when
        JsonNode error = failure("delete_tunnel", delete(tunnel));
        // then
        assertThat(error.path("code").asText()).isEqualTo("cnc_refused");
        audited("error");
        assertNotAudited("tunnel_deleted");
        assertThat(cnc.policies).containsKey(tunnel);
        assertThat(listed(tunnel).path("state").asText()).isEqualTo("deleting");
    }

    @Test
    void aDeleteThatTheControllerOnlySaysItDidIsNeverToldAsDeleted() {
        String tunnel = provisioned(COLOR);
        cnc.deletesNothing = true;
        // when
        JsonNode error = failure("delete_tunnel", delete(tunnel));
        // then
        assertThat(error.path("code").asText()).isEqualTo("delete_not_confirmed");
        audited("error");
        assertNotAudited("tunnel_deleted");
    }

    @Test
    void aDeleteWhoseAnswerWasAnErrorIsTriedAgainWithinTheTask() {
        String tunnel = provisioned(COLOR);
        cnc.fails("deletePolicy", false, CncResult.unavailable("500", true));
        assertThat(result("delete_tunnel", delete(tunnel)).path("deleted").asBoolean())
                .isTrue();
        assertThat(cnc.policies).containsOnlyKeys("acme-gold");
    }

    @Test
    void whatIsNotOursIsNeverDeleted() {
        assertThat(failure("delete_tunnel", delete("acme-gold")).path("code").asText())
                .isEqualTo("not_ours");
        assertThat(cnc.policies).containsKey("acme-gold");
        assertThat(result("delete_tunnel", delete(FIRST_TUNNEL)).path("deleted").asBoolean())
                .isTrue();
    }

    @Test
    void aDeletedTunnelAskedForAgainIsCreatedUnderItsName() {
        String tunnel = provisioned(COLOR);
        result("delete_tunnel", delete(tunnel));
        assertThat(provisioned(COLOR)).isEqualTo(tunnel);
        assertThat(cnc.policies).containsKey(tunnel);
    }

    @Test
    void verifyingTellsWhatTheNetworkHas() {
        String tunnel = provisioned(COLOR);
        JsonNode good = result("verify_tunnel", Map.of("tunnel_id", tunnel));
        assertThat(good.path("matches_plan").asBoolean()).isTrue();
        assertThat(good.path("path")).extracting(JsonNode::asText).containsExactly("frankfurt-munich", "munich-vienna");

        cnc.policies.remove(tunnel);
        JsonNode gone = result("verify_tunnel", Map.of("tunnel_id", tunnel));
        assertThat(gone.path("exists").asBoolean()).isFalse();
        assertThat(gone.path("operational").asBoolean()).isFalse();
        assertThat(gone.path("matches_plan").asBoolean()).isFalse();
    }

    @Test
    void writesToOneHeadEndTakeTurns() {
        List<CompletableFuture<JsonNode>> all = Stream.of("INC-2026-0001", "INC-2026-0002", "INC-2026-0003")
                .map(incident -> CompletableFuture.supplyAsync(
                        () -> result("provision_tunnel", TunnelFixtures.request(incident, COLOR, 1))))
                .toList();
        var tunnels = all.stream().map(CompletableFuture::join).toList();
        assertThat(tunnels.stream().map(t -> t.path("binding_sid").asInt()).distinct())
                .hasSize(3);
        assertThat(tunnels.stream()
                        .map(t -> preferenceOf(t.path("tunnel_id").asText()))
                        .distinct())
                .hasSize(3);
        assertThat(jdbc.sql("select count(*) from head_end_lock")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private int activePreference(int color) {
        return cnc.live().stream()
                .filter(p -> p.key().equals(new PolicyKey("frankfurt", "vienna", color)))
                .findFirst()
                .orElseThrow()
                .activePath()
                .orElseThrow()
                .preference();
    }

    private List<String> listsOf(String tunnel) {
        return ((NsoCandidatePath.Explicit) cnc.policyNamed(tunnel).paths().getFirst())
                .sidLists().stream().map(l -> l.name() + ":" + l.weight()).toList();
    }
}
