package io.cemfleet.tunnel;

import static io.cemfleet.tunnel.TunnelFixtures.COLOR;
import static io.cemfleet.tunnel.TunnelFlows.code;
import static io.cemfleet.tunnel.TunnelFlows.command;
import static io.cemfleet.tunnel.TunnelFlows.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.SegmentId;
import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.nso.SidList;
import io.cemfleet.tunnel.policy.ProtectionRef;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.policy.TunnelState;
import io.cemfleet.tunnel.policy.WriteMandate;
import io.cemfleet.tunnel.provision.ProvisionCommand;
import io.cemfleet.tunnel.provision.StepResults;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A tunnel is gone when configuration and network show nothing of it. */
class DeletionFlowTest {
    private final TunnelFlows flows = TunnelFlows.fresh();

    @Test
    void aDeletedTunnelLeavesNothingAndItsBindingSidIsFree() {
        // given
        Tunnel tunnel = flows.steered(COLOR);
        // when
        StepResults.TunnelDeleted deleted = done(flows.delete(tunnel.tunnelId()));
        // then
        assertThat(deleted.bindingSidReleased()).isTrue();
        assertThat(flows.cnc.policies).containsOnlyKeys("acme-gold");
        assertThat(flows.cnc.lists).isEmpty();
        assertThat(flows.count("binding_sid")).isZero();
        Tunnel row = flows.row(tunnel.tunnelId());
        assertThat(row.state()).isEqualTo(TunnelState.DELETED);
        assertThat(row.ledger().written()).isFalse();
        assertThat(row.path().steered()).isEmpty();
        assertThat(row.path().sidLists()).isEqualTo(1);
        assertThat(flows.audited(AuditEventType.TUNNEL_DELETED))
                .containsEntry("binding_sid_released", SegmentId.label(24000))
                .doesNotContainKey("upkeep");
        // and again
        assertThat(done(flows.delete(tunnel.tunnelId())).bindingSidReleased()).isTrue();
    }

    @Test
    void theAgentsOwnUpkeepIsNamedInTheTrail() {
        Tunnel tunnel = flows.provisioned(COLOR);

        done(flows.delete(tunnel.tunnelId(), WriteMandate.UPKEEP));

        assertThat(flows.audited(AuditEventType.TUNNEL_DELETED)).containsEntry("upkeep", true);
    }

    @Test
    void aDeletionThatTheNetworkDoesNotShowIsNotConfirmed() {
        // given
        Tunnel tunnel = flows.provisioned(COLOR);
        flows.cnc.ghosts.addAll(flows.cnc.live());
        // when
        assertThat(code(flows.delete(tunnel.tunnelId()))).isEqualTo(TunnelFailureCode.DELETE_NOT_CONFIRMED);
        // then
        assertThat(flows.row(tunnel.tunnelId()).state()).isEqualTo(TunnelState.DELETING);
        assertThat(flows.count("binding_sid")).isEqualTo(1);
        flows.assertNotAudited(AuditEventType.TUNNEL_DELETED);
        // and when it goes
        flows.cnc.ghosts.clear();
        assertThat(done(flows.delete(tunnel.tunnelId())).bindingSidReleased()).isTrue();
    }

    @Test
    void aPolicyThatIsStillConfiguredIsNotDeleted() {
        Tunnel tunnel = flows.provisioned(COLOR);
        flows.cnc.deletesNothing = true;

        assertThat(code(flows.delete(tunnel.tunnelId()))).isEqualTo(TunnelFailureCode.DELETE_NOT_CONFIRMED);
        assertThat(flows.cnc.lists).isNotEmpty();
    }

    @Test
    void aRefusedDeletionFailsAtOnceAndALostAnswerIsTriedAgain() {
        Tunnel tunnel = flows.provisioned(COLOR);
        flows.cnc.fails("deletePolicy", false, CncResult.refused("locked", "the datastore is locked"));
        assertThat(code(flows.delete(tunnel.tunnelId()))).isEqualTo(TunnelFailureCode.CNC_REFUSED);

        flows.cnc.fails("deletePolicy", false, CncResult.unavailable("500", true));
        assertThat(done(flows.delete(tunnel.tunnelId())).bindingSidReleased()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"deletePolicy,false", "deletePolicy,true", "deleteSidList,false", "deleteSidList,true", "get,false"})
    void aRepeatAfterACrashCompletesTheDeletion(String operation, boolean applied) {
        Tunnel tunnel = flows.steered(COLOR);
        flows.cnc.crashes(operation, applied);
        assertThatThrownBy(() -> flows.delete(tunnel.tunnelId())).isInstanceOf(FakeCnc.AgentCrash.class);

        done(flows.delete(tunnel.tunnelId()));

        assertThat(flows.cnc.policies).containsOnlyKeys("acme-gold");
        assertThat(flows.cnc.lists).isEmpty();
        assertThat(flows.count("binding_sid")).isZero();
    }

    @Test
    void aNameThatIsUnknownIsDeletedUnlessTheNetworkHasIt() {
        assertThat(done(flows.delete("sr-policy-nobody")).bindingSidReleased()).isFalse();
        assertThat(code(flows.delete("acme-gold"))).isEqualTo(TunnelFailureCode.NOT_OURS);
        assertThat(flows.cnc.policies).containsKey("acme-gold");
    }

    @Test
    void aTunnelThatWasNeverWrittenIsDeletedWithoutACall() {
        // given a crash before anything was written
        flows.cnc.crashes("policy", false);
        assertThatThrownBy(() -> flows.provision(command(COLOR, 1))).isInstanceOf(FakeCnc.AgentCrash.class);
        // when
        done(flows.delete(TunnelFixtures.FIRST_TUNNEL));
        // then
        assertThat(flows.cnc.writes).isEmpty();
        assertThat(flows.count("binding_sid")).isZero();
    }

    @Test
    void theFleetsColourGoesWithTheLastTunnelThatNeedsIt() {
        // given two tunnels towards Vienna that share a colour
        Tunnel first = flows.steered(null);
        Tunnel second = done(flows.provision(fromZurich())).tunnel();
        done(flows.steer(second.tunnelId(), "plain"));
        assertThat(second.key().color()).isEqualTo(first.key().color());
        // when
        done(flows.delete(first.tunnelId()));
        // then
        assertThat(flows.vpns.routePolicyOf("plain", "vienna")).isEqualTo("cem-fleet-color-4000");
        assertThat(flows.count("fleet_color")).isEqualTo(1);
        // and when
        done(flows.delete(second.tunnelId()));
        assertThat(flows.vpns.routePolicyOf("plain", "vienna")).isNull();
        assertThat(flows.vpns.routePolicies).containsOnlyKeys("gold-100");
        assertThat(flows.count("fleet_color")).isZero();
        assertThat(flows.count("colored_route")).isZero();
    }

    @Test
    void aColourThatACustomerPutInItsPlaceIsNotTakenAway() {
        Tunnel tunnel = flows.steered(null);
        flows.vpns.service("plain", "gold-100", "Frankfurt", "Vienna");

        done(flows.delete(tunnel.tunnelId()));

        assertThat(flows.vpns.routePolicyOf("plain", "vienna")).isEqualTo("gold-100");
    }

    private static ProvisionCommand fromZurich() {
        ProvisionCommand usual = command(null, 9);
        return new ProvisionCommand(
                new ProtectionRef("INC-2026-0001", "zurich>vienna"),
                new ProvisionCommand.TunnelEnds("zurich", "vienna", null),
                null,
                usual.plan(),
                Set.of(),
                null);
    }

    @Test
    void verificationSaysWhatTheNetworkHas() {
        // given
        Tunnel tunnel = flows.steered(COLOR);
        String id = tunnel.tunnelId();
        // then
        assertThat(flows.verified(id))
                .isEqualTo(
                        new StepResults.TunnelVerified(true, true, List.of("frankfurt-munich", "munich-vienna"), true));
        // and when its path is down
        flows.cnc.down.add(110);
        assertThat(flows.verified(id)).isEqualTo(new StepResults.TunnelVerified(true, false, List.of(), false));
        // and when its segments are others
        flows.cnc.down.clear();
        flows.cnc.lists.put(tunnel.protectionList(), new SidList(tunnel.protectionList(), List.of(16005, 16003)));
        assertThat(flows.verified(id).operational()).isTrue();
        assertThat(flows.verified(id).matchesPlan()).isFalse();
        // and when it is gone
        flows.cnc.policies.remove(id);
        assertThat(flows.verified(id)).isEqualTo(new StepResults.TunnelVerified(false, false, List.of(), false));
        assertThat(code(flows.verification("sr-policy-nobody"))).isEqualTo(TunnelFailureCode.UNKNOWN_TUNNEL);
    }
}
