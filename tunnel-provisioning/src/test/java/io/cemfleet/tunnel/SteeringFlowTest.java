package io.cemfleet.tunnel;

import static io.cemfleet.tunnel.TunnelFixtures.COLOR;
import static io.cemfleet.tunnel.TunnelFlows.code;
import static io.cemfleet.tunnel.TunnelFlows.command;
import static io.cemfleet.tunnel.TunnelFlows.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.NotSteeredReason;
import io.cemfleet.a2a.contract.SteeringMethod;
import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.nso.NsoCandidatePath;
import io.cemfleet.cnc.nso.NsoPolicy;
import io.cemfleet.tunnel.policy.PathWeights;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.policy.TunnelState;
import io.cemfleet.tunnel.provision.StepResults;
import io.cemfleet.tunnel.provision.StepResults.NotSteered;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Traffic onto a tunnel, and back in shares. */
class SteeringFlowTest {
    private final TunnelFlows flows = TunnelFlows.fresh();

    @Test
    void steeringRaisesTheTunnelAboveAllOthersAndNamesWhoComesAlong() {
        // given
        String tunnel = flows.provisioned(COLOR).tunnelId();
        // when
        StepResults.ServicesSteered steered = done(flows.steer(tunnel, "acme", "plain", "ghost", "acme"));
        // then
        assertThat(steered.services()).containsExactly("acme");
        assertThat(steered.others())
                .containsExactly(
                        new NotSteered("plain", NotSteeredReason.NO_COLOR),
                        new NotSteered("ghost", NotSteeredReason.UNKNOWN_SERVICE));
        assertThat(steered.collateral()).containsExactly("beta");
        assertThat(steered.method()).isEqualTo(SteeringMethod.CANDIDATE_PATH_PREFERENCE);
        Tunnel row = flows.row(tunnel);
        assertThat(row.state()).isEqualTo(TunnelState.STEERED);
        assertThat(row.placement().preference()).isEqualTo(110);
        assertThat(row.path().steered()).containsExactly("acme");
        assertThat(flows.audited(AuditEventType.TRAFFIC_STEERED))
                .containsEntry("services_steered", List.of("acme"))
                .containsEntry("services_not_steered", Map.of("plain", "no_color", "ghost", "unknown_service"))
                .containsEntry("collateral_services", List.of("beta"))
                .containsEntry("method", "candidate_path_preference");
    }

    @Test
    void whereNoServiceCanBeSteeredNothingIsWritten() {
        String tunnel = flows.provisioned(COLOR).tunnelId();
        int writes = flows.cnc.writes.size();

        assertThat(code(flows.steer(tunnel, "plain"))).isEqualTo(TunnelFailureCode.NOT_STEERABLE);

        assertThat(flows.cnc.writes).hasSize(writes);
        assertThat(flows.row(tunnel).state()).isEqualTo(TunnelState.PROVISIONED);
    }

    @Test
    void aServiceOfAnotherColourOrElsewhereIsNotTouched() {
        // given
        flows.vpns.service("away", "gold-100", "Frankfurt", "Zurich");
        String tunnel = flows.provisioned(null).tunnelId();
        // when
        StepResults.ServicesSteered steered = done(flows.steer(tunnel, "plain", "acme", "away"));
        // then
        assertThat(steered.others())
                .containsExactly(
                        new NotSteered("acme", NotSteeredReason.OTHER_COLOR),
                        new NotSteered("away", NotSteeredReason.NOT_AT_BOTH_ENDS));
        assertThat(flows.vpns.routePolicyOf("acme", "vienna")).isEqualTo("gold-100");
        assertThat(flows.vpns.routePolicyOf("plain", "vienna")).isEqualTo("cem-fleet-color-4000");
        assertThat(steered.method()).isEqualTo(SteeringMethod.FLEET_COLOR);
        // and again writes no colour
        flows.vpns.refusing.add("plain");
        assertThat(done(flows.steer(tunnel, "plain")).services()).containsExactly("plain");
    }

    @Test
    void aServiceWhoseRoutesCannotBeColouredStaysAndTheOthersGo() {
        flows.vpns.service("second", null, "Frankfurt", "Vienna");
        flows.vpns.refusing.add("second");
        String tunnel = flows.provisioned(null).tunnelId();

        StepResults.ServicesSteered steered = done(flows.steer(tunnel, "plain", "second"));

        assertThat(steered.services()).containsExactly("plain");
        assertThat(steered.others()).containsExactly(new NotSteered("second", NotSteeredReason.CNC_REFUSED));
    }

    @Test
    void whereNoRoutesCouldBeColouredTheRefusalIsTheFailure() {
        flows.vpns.refusing.add("plain");
        String tunnel = flows.provisioned(null).tunnelId();

        assertThat(code(flows.steer(tunnel, "plain"))).isEqualTo(TunnelFailureCode.CNC_REFUSED);
        assertThat(flows.row(tunnel).state()).isEqualTo(TunnelState.PROVISIONED);
    }

    @Test
    void theRoutesThatAreReadBackDecideAndNotTheAnswers() {
        String tunnel = flows.provisioned(COLOR).tunnelId();
        flows.cnc.after("putPolicy", () -> flows.vpns.service("acme", null, "Frankfurt", "Vienna"));

        assertThat(code(flows.steer(tunnel, "acme"))).isEqualTo(TunnelFailureCode.VERIFY_FAILED);
        flows.assertNotAudited(AuditEventType.TRAFFIC_STEERED);
    }

    @Test
    void anotherActivePathIsNoSuccess() {
        String tunnel = flows.provisioned(COLOR).tunnelId();
        flows.cnc.after("putPolicy", () -> other(65000));

        assertThat(code(flows.steer(tunnel, "acme"))).isEqualTo(TunnelFailureCode.NOT_ACTIVE);
        assertThat(flows.row(tunnel).state()).isEqualTo(TunnelState.PROVISIONED);
    }

    @Test
    void aboveTheHighestPreferenceThereIsNone() {
        String tunnel = flows.provisioned(COLOR).tunnelId();
        other(65535);

        assertThat(code(flows.steer(tunnel, "acme"))).isEqualTo(TunnelFailureCode.NO_PREFERENCE_LEFT);
    }

    private void other(int preference) {
        flows.cnc.policies.put(
                "higher",
                new NsoPolicy(
                        "higher",
                        "frankfurt",
                        "vienna",
                        COLOR,
                        null,
                        List.of(new NsoCandidatePath.Dynamic(preference, null))));
    }

    @Test
    void onlyATunnelThatWasReadBackIsSteered() {
        flows.cnc.down.add(50);
        assertThat(code(flows.provision(command(COLOR, 1)))).isEqualTo(TunnelFailureCode.VERIFY_FAILED);

        assertThat(code(flows.steer(TunnelFixtures.FIRST_TUNNEL, "acme"))).isEqualTo(TunnelFailureCode.NOT_PROVISIONED);
        assertThat(code(flows.steer("sr-policy-nobody", "acme"))).isEqualTo(TunnelFailureCode.UNKNOWN_TUNNEL);
    }

    @Test
    void whoMeansAnotherPathThanTheOneInForceIsRefused() {
        String tunnel = flows.provisioned(COLOR).tunnelId();

        assertThat(code(flows.steerAt(2, tunnel, "acme"))).isEqualTo(TunnelFailureCode.PATH_VERSION_MISMATCH);
        assertThat(done(flows.steerAt(1, tunnel, "acme")).services()).containsExactly("acme");
    }

    @Test
    void steeringAgainWritesNothing() {
        String tunnel = flows.steered(COLOR).tunnelId();
        int writes = flows.cnc.writes.size();

        done(flows.steer(tunnel, "acme"));

        assertThat(flows.cnc.writes).hasSize(writes);
    }

    @Test
    void trafficIsSharedByWeightsThatAreReadBack() {
        // given
        String tunnel = flows.steered(COLOR).tunnelId();
        // when
        StepResults.WeightsShifted shifted = done(flows.shift(tunnel, 75, 25));
        // then
        assertThat(shifted.inForce()).isEqualTo(new PathWeights(75, 25));
        assertThat(shifted.requested()).isEqualTo(shifted.inForce());
        assertThat(flows.row(tunnel).state()).isEqualTo(TunnelState.SHIFTED);
        assertThat(flows.cnc.listNamed(tunnel + "-original").labels()).containsExactly(16002, 16003);
        assertThat(flows.audited(AuditEventType.TRAFFIC_SHIFTED))
                .containsEntry("protection_weight", 75)
                .containsEntry("original_weight", 25);
        // and back
        assertThat(done(flows.shift(tunnel, 100, 0)).inForce()).isEqualTo(PathWeights.PROTECTED);
        assertThat(flows.row(tunnel).state()).isEqualTo(TunnelState.STEERED);
    }

    @Test
    void aShiftThatTheControllerRefusesLeavesTheWeights() {
        Tunnel before = flows.steered(COLOR);
        flows.cnc.fails("putPolicy", false, CncResult.refused("locked", "the datastore is locked"));

        assertThat(code(flows.shift(before.tunnelId(), 75, 25))).isEqualTo(TunnelFailureCode.CNC_REFUSED);

        Tunnel after = flows.row(before.tunnelId());
        assertThat(after.placement()).isEqualTo(before.placement());
        assertThat(after.state()).isEqualTo(TunnelState.STEERED);
        assertThat(after.ledger().failure()).isEqualTo("cnc_refused");
    }

    @Test
    void onlyTrafficThatIsOnATunnelIsShiftedAndOnlyByWeightsOfAHundred() {
        String tunnel = flows.provisioned(COLOR).tunnelId();

        assertThat(code(flows.shift(tunnel, 75, 25))).isEqualTo(TunnelFailureCode.NOT_STEERED);
        assertThat(code(flows.shift(tunnel, 75, 20))).isEqualTo(TunnelFailureCode.WEIGHTS_INVALID);
        assertThat(code(flows.shift("sr-policy-nobody", 75, 25))).isEqualTo(TunnelFailureCode.UNKNOWN_TUNNEL);
    }

    @Test
    void nothingReturnsToAPathThatLeadsNowhereAndAllMayComeBack() {
        // given
        String tunnel = flows.steered(COLOR).tunnelId();
        done(flows.shift(tunnel, 75, 25));
        flows.cnc.topology(TunnelFixtures.without("prague"));
        // then
        assertThat(code(flows.shift(tunnel, 50, 50))).isEqualTo(TunnelFailureCode.PATH_INVALID);
        assertThat(done(flows.shift(tunnel, 100, 0)).inForce()).isEqualTo(PathWeights.PROTECTED);
    }
}
