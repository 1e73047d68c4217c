package io.cemfleet.tunnel;

import static io.cemfleet.tunnel.TunnelFixtures.COLOR;
import static io.cemfleet.tunnel.TunnelFixtures.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.nso.NsoCandidatePath;
import io.cemfleet.cnc.nso.NsoPolicy;
import io.cemfleet.cnc.nso.SidList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** What the network lost or changed reaches the orchestrator, once a change. The scheduled check reports it, made due. */
@TestPropertySource(properties = "cem.tunnel.reconciliation.grace=1h")
class ChangedTunnelTest extends TunnelTestBase {
    @Test
    void aTunnelThatTheNetworkLostIsToldOnce() {
        String tunnel = steeredTunnel();
        checkStandingTunnels();
        assertThat(reported()).isEmpty();
        // when
        cnc.policies.remove(tunnel);
        checkStandingTunnels();
        checkStandingTunnels();
        // then
        JsonNode change = only();
        assertThat(change.path("change").asText()).isEqualTo("lost");
        assertThat(change.path("tunnel_id").asText()).isEqualTo(tunnel);
        assertThat(change.path("incident_id").asText()).isEqualTo("INC-2026-0001");
        assertThat(change.path("protection_key").asText()).isEqualTo("frankfurt>vienna#100");
        assertThat(change.at("/details/expected/preference").asInt()).isEqualTo(110);
        assertThat(change.at("/details/expected/segment_lists/0/labels"))
                .extracting(JsonNode::asInt)
                .containsExactly(16004, 16003);
        assertThat(audited("error").at("/details/code").asText()).isEqualTo("tunnel_lost");
    }

    @Test
    void aLostTunnelIsMadeAgainBelowTheActivePathAndSteeredIntoForce() {
        String tunnel = steeredTunnel();
        result("shift_traffic", shift(tunnel, 75, 25));
        cnc.policies.remove(tunnel);
        cnc.lists.clear();
        checkStandingTunnels();
        assertThat(only().path("change").asText()).isEqualTo("lost");

        // when
        JsonNode again = result("provision_tunnel", request("INC-2026-0001", COLOR, 2));
        // then it stands, and nothing says that it carries traffic
        assertThat(again.path("tunnel_id").asText()).isEqualTo(tunnel);
        assertThat(again.path("state").asText()).isEqualTo("provisioned");
        assertThat(again.path("path_version").asLong()).isEqualTo(1);
        assertThat(preferenceOf(tunnel)).isEqualTo(50);

        // and when
        result("steer_traffic", Map.of("tunnel_id", tunnel, "services", List.of("acme"), "plan_revision", 2));
        // then
        assertThat(preferenceOf(tunnel)).isEqualTo(110);
        assertThat(listed(tunnel).path("state").asText()).isEqualTo("steered");
        assertThat(listed(tunnel).at("/weights/protection_weight").asInt()).isEqualTo(100);
        checkStandingTunnels();
        assertThat(reported()).hasSize(1);
    }

    @Test
    void theSameLossAfterARepairIsToldAgain() {
        String tunnel = steeredTunnel();
        cnc.policies.remove(tunnel);
        checkStandingTunnels();
        result("provision_tunnel", request("INC-2026-0001", COLOR, 1));
        steered(tunnel, "acme");
        // when it is lost again before anything looked
        cnc.policies.remove(tunnel);
        checkStandingTunnels();
        // then
        assertThat(reported()).hasSize(2);
    }

    @Test
    void whatIsInOrderAgainByItselfIsForgotten() {
        String tunnel = steeredTunnel();
        NsoPolicy ours = cnc.policyNamed(tunnel);
        cnc.policies.remove(tunnel);
        checkStandingTunnels();
        cnc.policies.put(tunnel, ours);
        checkStandingTunnels();
        cnc.policies.remove(tunnel);
        checkStandingTunnels();
        assertThat(reported()).hasSize(2);
    }

    @Test
    void anotherPreferenceOtherLabelsAndAnotherActivePathAreAlterations() {
        String tunnel = steeredTunnel();
        NsoPolicy ours = cnc.policyNamed(tunnel);
        // when
        cnc.policies.put(tunnel, at(ours, 40));
        checkStandingTunnels();
        // then
        assertThat(last().path("change").asText()).isEqualTo("altered");
        assertThat(last().at("/details/expected/preference").asInt()).isEqualTo(110);
        assertThat(last().at("/details/found/preference").asInt()).isEqualTo(40);

        // and when
        cnc.policies.put(tunnel, ours);
        cnc.lists.put(tunnel + "-protection", new SidList(tunnel + "-protection", List.of(16005, 16003)));
        checkStandingTunnels();
        // then
        assertThat(last().at("/details/found/segment_lists/0/labels"))
                .extracting(JsonNode::asInt)
                .containsExactly(16005, 16003);

        // and when
        cnc.lists.put(tunnel + "-protection", new SidList(tunnel + "-protection", List.of(16004, 16003)));
        cnc.policies.put("acme-gold", at(TunnelFixtures.customerPolicy(), 200));
        checkStandingTunnels();
        // then
        assertThat(last().at("/details/found/active_preference").asInt()).isEqualTo(200);
        assertThat(reported()).hasSize(3);
    }

    @Test
    void anotherTunnelOfTheFleetThatTakesThePolicyOverIsNoChange() {
        steeredTunnel();
        String other = result("provision_tunnel", request("INC-2026-0002", COLOR, 1))
                .path("tunnel_id")
                .asText();
        steered(other, "acme");
        assertThat(preferenceOf(other)).isGreaterThan(110);
        // when
        checkStandingTunnels();
        // then
        assertThat(reported()).isEmpty();
    }

    @Test
    void weightsThatSomebodyElseChangedAreAnAlteration() {
        String tunnel = steeredTunnel();
        result("shift_traffic", shift(tunnel, 75, 25));
        checkStandingTunnels();
        assertThat(reported()).isEmpty();
        cnc.policies.put(
                tunnel,
                with(
                        cnc.policyNamed(tunnel),
                        new NsoCandidatePath.Explicit(
                                110,
                                List.of(
                                        new NsoCandidatePath.WeightedSidList(tunnel + "-protection", 10L),
                                        new NsoCandidatePath.WeightedSidList(tunnel + "-original", 90L)))));
        // when
        checkStandingTunnels();
        // then
        JsonNode details = only().path("details");
        assertThat(details.at("/expected/segment_lists"))
                .extracting(l -> l.path("weight").asInt())
                .containsExactlyInAnyOrder(75, 25);
        assertThat(details.at("/found/segment_lists"))
                .extracting(l -> l.path("weight").asInt())
                .containsExactlyInAnyOrder(10, 90);
    }

    @Test
    void theFleetsColourThatVanishedFromRoutesIsAnAlteration() {
        String tunnel = provisioned(null);
        steered(tunnel, "plain");
        checkStandingTunnels();
        assertThat(reported()).isEmpty();
        // when
        vpns.removeRoutePolicy("plain", "Vienna");
        checkStandingTunnels();
        // then
        JsonNode change = only();
        assertThat(change.path("change").asText()).isEqualTo("altered");
        assertThat(change.at("/details/expected/color").asInt()).isEqualTo(4000);
        assertThat(change.at("/details/found/color/services_without_it/0").asText())
                .isEqualTo("plain");
        // and steering brings it back
        steered(tunnel, "plain");
        checkStandingTunnels();
        assertThat(reported()).hasSize(1);
        assertThat(vpns.routePolicyOf("plain", "vienna")).isEqualTo("cem-fleet-color-4000");
    }

    @Test
    void aPathThatIsDownIsAnAlterationUntilItIsUpAgain() {
        String tunnel = steeredTunnel();
        // when
        cnc.down.add(110);
        checkStandingTunnels();
        checkStandingTunnels();
        // then
        JsonNode change = only();
        assertThat(change.path("change").asText()).isEqualTo("altered");
        assertThat(change.path("tunnel_id").asText()).isEqualTo(tunnel);
        assertThat(change.at("/details/expected/oper_state").asText()).isEqualTo("up");
        assertThat(change.at("/details/found/oper_state").asText()).isEqualTo("down");
        // and when it was up in between
        cnc.down.clear();
        checkStandingTunnels();
        cnc.down.add(110);
        checkStandingTunnels();
        // then
        assertThat(reported()).hasSize(2);
    }

    @Test
    void aServicesOwnColourThatVanishedIsAnAlteration() {
        String tunnel = steeredTunnel();
        checkStandingTunnels();
        assertThat(reported()).isEmpty();
        // when
        vpns.removeRoutePolicy("acme", "Vienna");
        checkStandingTunnels();
        checkStandingTunnels();
        // then
        JsonNode change = only();
        assertThat(change.path("change").asText()).isEqualTo("altered");
        assertThat(change.path("tunnel_id").asText()).isEqualTo(tunnel);
        assertThat(change.at("/details/expected/color").asInt()).isEqualTo(100);
        assertThat(change.at("/details/found/color/services_without_it/0").asText())
                .isEqualTo("acme");
        // and of a service that was never steered nothing is reported
        vpns.removeRoutePolicy("beta", "Vienna");
        checkStandingTunnels();
        assertThat(reported()).hasSize(1);
    }

    @Test
    void theListsOfAChangeThatMayGoOnStay() {
        String tunnel = steeredTunnel();
        cnc.crashes("putPolicy", false);
        orchestrator().send("provision_tunnel", TunnelFixtures.overZurich());
        // when
        checkStandingTunnels();
        // then
        assertThat(cnc.lists).containsKey(tunnel + "-protection-v2");
    }

    @Test
    void aNetworkThatCannotBeReadProvesNothing() {
        String tunnel = steeredTunnel();
        cnc.policies.remove(tunnel);
        cnc.fails("list", false, CncResult.unavailable("503", true));
        checkStandingTunnels();
        assertThat(reported()).isEmpty();
        checkStandingTunnels();
        assertThat(reported()).hasSize(1);
    }

    @Test
    void aTunnelWhoseRouterTheTopologyDoesNotHaveIsNotJudged() {
        String tunnel = steeredTunnel();
        cnc.policies.remove(tunnel);
        cnc.topology(TunnelFixtures.without("vienna"));
        checkStandingTunnels();
        assertThat(reported()).isEmpty();
    }

    @Test
    void aDifferenceThatIsOverAtTheSecondLookIsNone() {
        String tunnel = steeredTunnel();
        NsoPolicy ours = cnc.policyNamed(tunnel);
        cnc.policies.remove(tunnel);
        cnc.after("list", () -> cnc.policies.put(tunnel, ours));
        checkStandingTunnels();
        assertThat(reported()).isEmpty();
    }

    @Test
    void anOwnWriteThatWasNotConfirmedIsNobodysChangeWhileItIsAskedForAgain() {
        String tunnel = steeredTunnel();
        cnc.fails("plan", false, CncResult.refused("access-denied", "no"));
        failure("shift_traffic", shift(tunnel, 75, 25));
        // when the network has the weights that were requested
        checkStandingTunnels();
        // then
        assertThat(reported()).isEmpty();
        // and when somebody else changes it meanwhile
        cnc.policies.remove(tunnel);
        checkStandingTunnels();
        // then
        assertThat(only().path("change").asText()).isEqualTo("lost");
    }

    @Test
    void aTunnelWithAWriteUnderWayIsLeftOut() {
        String tunnel = steeredTunnel();
        var goOn = new CountDownLatch(1);
        cnc.planGate = goOn;
        // given weights that the network has, and that were not read back yet
        var write = CompletableFuture.supplyAsync(() -> result("shift_traffic", shift(tunnel, 75, 25)));
        await().until(() -> cnc.waiting.get() > 0);
        // when
        checkStandingTunnels();
        goOn.countDown();
        write.join();
        checkStandingTunnels();
        // then
        assertThat(reported()).isEmpty();
    }

    private String steeredTunnel() {
        String tunnel = provisioned(COLOR);
        steered(tunnel, "acme");
        return tunnel;
    }

    private static NsoPolicy at(NsoPolicy policy, int preference) {
        return with(
                policy,
                switch (policy.paths().getFirst()) {
                    case NsoCandidatePath.Explicit explicit ->
                        new NsoCandidatePath.Explicit(preference, explicit.sidLists());
                    case NsoCandidatePath.Dynamic dynamic ->
                        new NsoCandidatePath.Dynamic(preference, dynamic.metricType());
                });
    }

    private static NsoPolicy with(NsoPolicy policy, NsoCandidatePath path) {
        return new NsoPolicy(
                policy.name(), policy.headEnd(), policy.endPoint(), policy.color(), policy.bindingSid(), List.of(path));
    }

    /** Everything that was reported has arrived when the outbox is empty. */
    private List<JsonNode> reported() {
        await().until(() ->
                jdbc.sql("select count(*) from a2a_outbox").query(Long.class).single() == 0);
        return PEERS.payloads("tunnel_changed");
    }

    private JsonNode only() {
        assertThat(reported()).hasSize(1);
        return reported().getFirst();
    }

    private JsonNode last() {
        return reported().getLast();
    }
}
