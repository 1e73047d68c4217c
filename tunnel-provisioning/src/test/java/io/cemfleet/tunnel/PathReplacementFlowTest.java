package io.cemfleet.tunnel;

import static io.cemfleet.tunnel.TunnelFixtures.COLOR;
import static io.cemfleet.tunnel.TunnelFlows.code;
import static io.cemfleet.tunnel.TunnelFlows.command;
import static io.cemfleet.tunnel.TunnelFlows.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.nso.NsoCandidatePath;
import io.cemfleet.cnc.nso.NsoPlanStatus;
import io.cemfleet.cnc.nso.SidList;
import io.cemfleet.tunnel.policy.PathWeights;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.policy.TunnelState;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another path for a tunnel that stands. */
class PathReplacementFlowTest {
    private static final List<Integer> MUNICH = List.of(16004, 16003);
    private static final List<Integer> ZURICH = List.of(16005, 16003);
    private final TunnelFlows flows = TunnelFlows.fresh();

    @AfterEach
    void noListInUseWasRewritten() {
        assertThat(flows.cnc.rewritten).isEmpty();
    }

    @Test
    void aNewPathIsWrittenBesideTheFormerAndTheFormersListsGo() {
        Tunnel before = flows.steered(COLOR);

        Tunnel after = done(flows.provision(command(COLOR, 10, TunnelFixtures.zurich())))
                .tunnel();

        assertThat(after.state()).isEqualTo(TunnelState.STEERED);
        assertThat(after.path().version()).isEqualTo(2);
        assertThat(after.path().sidLists()).isEqualTo(2);
        assertThat(after.path().steered()).isEqualTo(before.path().steered()).isNotEmpty();
        assertThat(after.placement()).isEqualTo(before.placement());
        assertThat(carried(after)).isEqualTo(ZURICH);
        assertThat(flows.cnc.lists).containsOnlyKeys(after.protectionList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"putSidList", "putPolicy", "plan", "get"})
    void aFailedWriteLeavesTheFormerPathInForce(String operation) {
        // given
        Tunnel before = flows.steered(COLOR);
        flows.cnc.fails(operation, false, CncResult.refused("locked", "the datastore is locked"));
        // when
        assertThat(code(flows.provision(command(COLOR, 10, TunnelFixtures.zurich()))))
                .isEqualTo(TunnelFailureCode.CNC_REFUSED);
        // then
        Tunnel after = flows.row(before.tunnelId());
        assertThat(carried(after)).isEqualTo(MUNICH);
        assertThat(after.plan()).isEqualTo(before.plan());
        assertThat(after.state()).isEqualTo(TunnelState.STEERED);
        assertThat(after.ledger().intended()).isNull();
        assertThat(flows.cnc.lists).containsOnlyKeys(before.protectionList());
    }

    @Test
    void whatCannotBeRestoredStaysAnIntentForTheNextAttempt() {
        // given a controller that finishes no write any more
        Tunnel before = flows.steered(COLOR);
        flows.cnc.plans.put("*", new NsoPlanStatus.NotReady("device"));
        // when
        assertThat(code(flows.provision(command(COLOR, 10, TunnelFixtures.zurich()))))
                .isEqualTo(TunnelFailureCode.PLAN_TIMEOUT);
        // then
        assertThat(flows.row(before.tunnelId()).ledger().intended()).isNotNull();
        // and when
        flows.cnc.plans.clear();
        Tunnel after = done(flows.provision(command(COLOR, 10, TunnelFixtures.zurich())))
                .tunnel();
        assertThat(carried(after)).isEqualTo(ZURICH);
        assertThat(flows.cnc.lists).containsOnlyKeys(after.protectionList());
    }

    @Test
    void anAbandonedPathIsNeitherTakenForAnotherNorLeftBehind() {
        // given a second path in the network that was not read back
        flows.steered(COLOR);
        flows.cnc.crashes("putPolicy", true);
        assertThatThrownBy(() -> flows.provision(command(COLOR, 10, TunnelFixtures.zurich())))
                .isInstanceOf(FakeCnc.AgentCrash.class);
        // when the first is requested again
        Tunnel after = done(flows.provision(command(COLOR, 11))).tunnel();
        // then
        assertThat(after.path().version()).isEqualTo(1);
        assertThat(carried(after)).isEqualTo(MUNICH);
        assertThat(flows.cnc.lists).containsOnlyKeys(after.protectionList());
    }

    @Test
    void aListThatSomebodyRewroteIsReplacedAndNotWrittenOver() {
        Tunnel before = flows.steered(COLOR);
        flows.cnc.lists.put(before.protectionList(), new SidList(before.protectionList(), ZURICH));

        Tunnel after = done(flows.provision(command(COLOR, 10))).tunnel();

        assertThat(after.path().version()).isEqualTo(1);
        assertThat(after.path().sidLists()).isEqualTo(2);
        assertThat(carried(after)).isEqualTo(MUNICH);
    }

    @Test
    void theWeightsOfASharedTunnelStay() {
        Tunnel before = flows.steered(COLOR);
        done(flows.shift(before.tunnelId(), 75, 25));

        Tunnel after = done(flows.provision(command(COLOR, 10, TunnelFixtures.zurich())))
                .tunnel();

        assertThat(after.state()).isEqualTo(TunnelState.SHIFTED);
        assertThat(after.placement().weights()).isEqualTo(new PathWeights(75, 25));
    }

    @Test
    void aTunnelThatTheNetworkLostIsMadeAgainBelowTheActivePath() {
        Tunnel before = flows.steered(COLOR);
        flows.cnc.policies.remove(before.tunnelId());
        flows.cnc.lists.clear();

        Tunnel after = done(flows.provision(command(COLOR, 10))).tunnel();

        assertThat(after.state()).isEqualTo(TunnelState.PROVISIONED);
        assertThat(after.placement().preference()).isEqualTo(50);
        assertThat(after.path().steered()).isEmpty();
    }

    @Test
    void aTunnelThatWasDeletedGetsAnotherVersion() {
        Tunnel before = flows.steered(COLOR);
        done(flows.delete(before.tunnelId()));

        Tunnel after = done(flows.provision(command(COLOR, 10))).tunnel();

        assertThat(after.tunnelId()).isEqualTo(before.tunnelId());
        assertThat(after.path().version()).isEqualTo(2);
        assertThat(after.state()).isEqualTo(TunnelState.PROVISIONED);
    }

    /** The labels of the only list of the tunnel's path. */
    private List<Integer> carried(Tunnel tunnel) {
        var path = (NsoCandidatePath.Explicit)
                flows.cnc.policyNamed(tunnel.tunnelId()).paths().getFirst();
        assertThat(path.sidLists()).hasSize(1);
        return flows.cnc.listNamed(path.sidLists().getFirst().name()).labels();
    }
}
