package io.cemfleet.tunnel;

import static io.cemfleet.tunnel.TunnelFixtures.COLOR;
import static io.cemfleet.tunnel.TunnelFixtures.FIRST_TUNNEL;
import static io.cemfleet.tunnel.TunnelFlows.code;
import static io.cemfleet.tunnel.TunnelFlows.command;
import static io.cemfleet.tunnel.TunnelFlows.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.SegmentId;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.nso.NsoCandidatePath;
import io.cemfleet.cnc.nso.NsoPlanStatus;
import io.cemfleet.cnc.nso.NsoPolicy;
import io.cemfleet.network.policy.PolicyType;
import io.cemfleet.tunnel.policy.CandidatePlacement;
import io.cemfleet.tunnel.policy.PathWeights;
import io.cemfleet.tunnel.policy.PlannedPath;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.policy.TunnelState;
import io.cemfleet.tunnel.provision.ProvisionCommand;
import io.cemfleet.tunnel.provision.TaskAttempt;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The steps of provisioning, each with its failure. */
class ProvisionFlowTest {
    private final TunnelFlows flows = TunnelFlows.fresh();

    @Test
    void aNewTunnelStandsBelowTheCustomersPathAndCarriesNothing() {
        // when
        Tunnel tunnel = flows.provisioned(COLOR);
        // then
        assertThat(tunnel.tunnelId()).isEqualTo(FIRST_TUNNEL);
        assertThat(tunnel.state()).isEqualTo(TunnelState.PROVISIONED);
        assertThat(tunnel.placement()).isEqualTo(new CandidatePlacement(50, PathWeights.PROTECTED));
        assertThat(tunnel.path().version()).isEqualTo(1);
        assertThat(tunnel.path().steered()).isEmpty();
        assertThat(tunnel.bindingSid()).isEqualTo(SegmentId.label(24000));
        assertThat(tunnel.fleetColored()).isFalse();
        assertThat(tunnel.ledger().written()).isTrue();
        assertThat(tunnel.ledger().intended()).isNull();
        assertThat(tunnel.ledger().verdict()).isEqualTo("allowed");
        assertThat(flows.audited(AuditEventType.TUNNEL_PROVISIONED))
                .containsEntry("created", true)
                .containsEntry("te_type", "sr-mpls")
                .containsEntry("binding_sid", 24000)
                .containsEntry("state", "provisioned")
                .containsEntry("preference", 50)
                .containsKeys("links", "segment_list", "services", "dry_run", "head_end", "protection_key");
    }

    @Test
    void theSameRequestAgainWritesNothingAndIsTheSameVersion() {
        flows.provisioned(COLOR);
        int writes = flows.cnc.writes.size();

        Tunnel again = flows.provisioned(COLOR);

        assertThat(flows.cnc.writes).hasSize(writes);
        assertThat(again.path().version()).isEqualTo(1);
        assertThat(flows.audited(AuditEventType.TUNNEL_PROVISIONED)).containsEntry("created", false);
    }

    @Test
    void aRefusalIsStoredAndAuditedAndTouchesNothing() {
        // given
        flows.jdbc
                .sql("update control set stopped = true, stop_reason = 'drill', stop_actor = 'anna'")
                .update();
        // when
        assertThat(code(flows.provision(command(COLOR, 1)))).isEqualTo(TunnelFailureCode.AUTOMATION_STOPPED);
        // then
        Tunnel row = flows.row(FIRST_TUNNEL);
        assertThat(row.state()).isEqualTo(TunnelState.REFUSED);
        assertThat(row.ledger().verdict()).startsWith("refused by automation_stopped");
        assertThat(row.ledger().failure()).isEqualTo("automation_stopped");
        assertThat(flows.count("binding_sid")).isZero();
        assertThat(flows.cnc.writes).isEmpty();
        assertThat(flows.audited(AuditEventType.WRITE_REFUSED))
                .containsEntry("code", "automation_stopped")
                .containsEntry("step", "provision")
                .containsEntry("retryable", false)
                .containsEntry("tunnel_id", FIRST_TUNNEL);
        // and once it may
        flows.jdbc.sql("update control set stopped = false").update();
        assertThat(flows.provisioned(COLOR).tunnelId()).isEqualTo(FIRST_TUNNEL);
    }

    @Test
    void aRefusalLeavesATunnelThatStandsAsItIs() {
        Tunnel before = flows.steered(COLOR);
        flows.jdbc.sql("update control set stopped = true").update();

        assertThat(code(flows.provision(command(COLOR, 10)))).isEqualTo(TunnelFailureCode.AUTOMATION_STOPPED);

        Tunnel after = flows.row(before.tunnelId());
        assertThat(after.state()).isEqualTo(TunnelState.STEERED);
        assertThat(after.plan()).isEqualTo(before.plan());
        assertThat(after.ledger().verdict()).isEqualTo("allowed");
    }

    @Test
    void anOlderPlanThanTheNewestSeenIsStale() {
        done(flows.provision(command(COLOR, 2)));

        assertThat(code(flows.provision(command(COLOR, 1)))).isEqualTo(TunnelFailureCode.STALE_PLAN);
    }

    @Test
    void aFailedWriteKeepsNameAndResourcesForTheNextAttempt() {
        // given
        flows.cnc.fails("putPolicy", false, CncResult.refused("locked", "the datastore is locked"));
        // when
        assertThat(code(flows.provision(command(COLOR, 1)))).isEqualTo(TunnelFailureCode.CNC_REFUSED);
        // then
        Tunnel failed = flows.row(FIRST_TUNNEL);
        assertThat(failed.state()).isEqualTo(TunnelState.FAILED);
        assertThat(failed.ledger().failure()).isEqualTo("cnc_refused");
        assertThat(failed.ledger().intended()).isNotNull();
        assertThat(flows.count("binding_sid")).isEqualTo(1);
        assertThat(flows.audited(AuditEventType.ERROR)).containsEntry("code", "cnc_refused");
        // and when
        Tunnel tunnel = flows.provisioned(COLOR);
        // then
        assertThat(tunnel.tunnelId()).isEqualTo(FIRST_TUNNEL);
        assertThat(tunnel.bindingSid()).isEqualTo(failed.bindingSid());
        assertThat(tunnel.ledger().failure()).isNull();
        assertThat(flows.count("binding_sid")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"putSidList,false", "putSidList,true", "putPolicy,false", "putPolicy,true", "plan,false", "get,false"})
    void aRepeatAfterACrashCompletesTheSameTunnel(String operation, boolean applied) {
        flows.cnc.crashes(operation, applied);
        assertThatThrownBy(() -> flows.provision(command(COLOR, 1))).isInstanceOf(FakeCnc.AgentCrash.class);

        Tunnel tunnel = flows.provisioned(COLOR);

        assertThat(tunnel.tunnelId()).isEqualTo(FIRST_TUNNEL);
        assertThat(flows.cnc.creations(FIRST_TUNNEL)).isEqualTo(1);
        assertThat(flows.count("binding_sid")).isEqualTo(1);
    }

    @Test
    void aWriteWhoseAnswerWasLostIsReadBackAndNotRepeated() {
        flows.cnc.fails("putPolicy", true, CncResult.unavailable("timeout", true));

        assertThat(flows.provisioned(COLOR).state()).isEqualTo(TunnelState.PROVISIONED);
        assertThat(flows.cnc.creations(FIRST_TUNNEL)).isEqualTo(1);
    }

    @Test
    void aWriteThatNeitherWasAnsweredNorTookPlaceFailed() {
        flows.cnc.fails("putPolicy", false, CncResult.unavailable("timeout", true));

        assertThat(code(flows.provision(command(COLOR, 1)))).isEqualTo(TunnelFailureCode.CNC_UNAVAILABLE);
    }

    @Test
    void aPlanThatIsNotReadyInTimeOrGivenUpIsAFailureOfItsOwn() {
        flows.cnc.plans.put("*", new NsoPlanStatus.NotReady("device"));
        assertThat(code(flows.provision(command(COLOR, 1)))).isEqualTo(TunnelFailureCode.PLAN_TIMEOUT);

        flows.cnc.plans.put("*", new NsoPlanStatus.Failed("the device refused"));
        assertThat(code(flows.provision(command(COLOR, 1)))).isEqualTo(TunnelFailureCode.PLAN_FAILED);

        // then what is configured as wanted is written again, since NSO gave up on it
        flows.cnc.after("putPolicy", () -> flows.cnc.plans.clear());
        assertThat(flows.provisioned(COLOR).state()).isEqualTo(TunnelState.PROVISIONED);
    }

    @Test
    void aPathThatTheNetworkDoesNotShowUpIsNotProvisioned() {
        flows.cnc.down.add(50);

        assertThat(code(flows.provision(command(COLOR, 1)))).isEqualTo(TunnelFailureCode.VERIFY_FAILED);
        assertThat(flows.row(FIRST_TUNNEL).state()).isEqualTo(TunnelState.FAILED);
    }

    @Test
    void aConfigurationOtherThanWrittenIsNotProvisioned() {
        flows.cnc.after(
                "putPolicy",
                () -> flows.cnc.policies.computeIfPresent(FIRST_TUNNEL, (name, policy) -> at(policy, COLOR, 40)));

        assertThat(code(flows.provision(command(COLOR, 1)))).isEqualTo(TunnelFailureCode.VERIFY_FAILED);
    }

    @Test
    void whereOthersHoldTheHeadEndNothingIsTried() {
        // given another instance at work
        flows.jdbc
                .sql("insert into head_end_lock (name, holder, until)"
                        + " values ('frankfurt', gen_random_uuid(), now() + interval '1 minute')")
                .update();
        // when
        var hurried = new TaskAttempt(UUID.randomUUID(), Instant.now().plusMillis(50));
        // then
        assertThat(code(flows.provision(command(COLOR, 1), hurried))).isEqualTo(TunnelFailureCode.HEAD_END_BUSY);
        assertThat(flows.count("tunnel")).isZero();
        assertThat(flows.cnc.writes).isEmpty();
        assertThat(flows.audited(AuditEventType.ERROR)).containsEntry("code", "head_end_busy");
    }

    @Test
    void aPolicyUnderTheTunnelsNameThatIsNotOursStopsTheStep() {
        // given our tunnel, replaced by somebody's policy of another colour
        Tunnel tunnel = flows.provisioned(COLOR);
        NsoPolicy other = at(flows.cnc.policyNamed(tunnel.tunnelId()), 101, 50);
        flows.cnc.policies.put(tunnel.tunnelId(), other);
        // then
        assertThat(code(flows.provision(command(COLOR, 2)))).isEqualTo(TunnelFailureCode.NOT_OURS);
        assertThat(code(flows.delete(tunnel.tunnelId()))).isEqualTo(TunnelFailureCode.NOT_OURS);
        assertThat(flows.cnc.policyNamed(tunnel.tunnelId())).isEqualTo(other);
    }

    @Test
    void aProtectionKeepsItsEndsAndItsColour() {
        flows.provisioned(COLOR);
        for (var ends : List.of(
                new ProvisionCommand.TunnelEnds("frankfurt", "vienna", 101),
                new ProvisionCommand.TunnelEnds("frankfurt", "vienna", null),
                new ProvisionCommand.TunnelEnds("frankfurt", "munich", COLOR),
                new ProvisionCommand.TunnelEnds("zurich", "vienna", COLOR))) {
            assertThat(code(flows.provision(with(command(COLOR, 2), ends))))
                    .as("%s", ends)
                    .isIn(TunnelFailureCode.PROTECTION_CHANGED, TunnelFailureCode.PATH_INVALID);
        }
        assertThat(flows.row(FIRST_TUNNEL).plan().revision()).isEqualTo(1);
    }

    @Test
    void aPolicyOfTheControllersOwnAutomationIsLeftAlone() {
        flows.cnc.type = PolicyType.CIRCUIT_STYLE;

        assertThat(code(flows.provision(command(COLOR, 1)))).isEqualTo(TunnelFailureCode.AUTOMATION_OWNED);
        assertThat(flows.count("tunnel")).isZero();
    }

    @Test
    void plainServicesGetAColourOfTheFleetAndKeepIt() {
        Tunnel tunnel = flows.provisioned(null);
        assertThat(tunnel.fleetColored()).isTrue();
        assertThat(tunnel.key().color()).isEqualTo(4000);

        assertThat(done(flows.provision(command(null, 2))).tunnel().key().color())
                .isEqualTo(4000);
        assertThat(flows.count("fleet_color")).isEqualTo(1);
    }

    @Test
    void withoutAColourLeftNothingIsReserved() {
        flows.jdbc
                .sql("insert into fleet_color (color, incident_id, end_point)"
                        + " select c, 'INC-2026-0' || c, 'munich' from generate_series(4000, 4999) c")
                .update();

        assertThat(code(flows.provision(command(null, 1)))).isEqualTo(TunnelFailureCode.FLEET_COLOR_EXHAUSTED);
        assertThat(flows.count("tunnel")).isZero();
    }

    @Test
    void aPathThatCrossesAForbiddenLinkIsRefusedBeforeAnythingIsReserved() {
        assertThat(code(flows.provision(command(COLOR, 1, TunnelFixtures.prague()))))
                .isEqualTo(TunnelFailureCode.DRY_RUN_FAILED);
        assertThat(flows.count("tunnel")).isZero();
    }

    @Test
    void aTypeThatCannotBeProvisionedIsRefused() {
        ProvisionCommand usual = command(COLOR, 1);
        var srv6 = new ProvisionCommand(
                usual.protection(), usual.ends(), TeType.SRV6, usual.plan(), usual.avoid(), usual.approval());

        assertThat(code(flows.provision(srv6))).isEqualTo(TunnelFailureCode.TE_TYPE_UNSUPPORTED);
    }

    @Test
    void trafficThatFollowedTheIgpReturnsByTheEndPointsNodeSid() {
        // given an original path without segments
        ProvisionCommand usual = command(COLOR, 1);
        var igp = new PlannedPath(usual.plan().original().links(), List.of(), List.of());
        var command = new ProvisionCommand(
                usual.protection(), usual.ends(), null, usual.plan().returningTo(igp), usual.avoid(), null);
        // then
        assertThat(done(flows.provision(command)).tunnel().plan().original().sids())
                .containsExactly(SegmentId.label(16003));
        assertThat(done(flows.provision(command(COLOR, 2)))
                        .tunnel()
                        .plan()
                        .original()
                        .sids())
                .containsExactly(SegmentId.label(16002), SegmentId.label(16003));
    }

    @Test
    void withoutLinksToAvoidThoseThatTheNewPathLeavesAreForbidden() {
        ProvisionCommand usual = command(COLOR, 1);
        var free = new ProvisionCommand(usual.protection(), usual.ends(), null, usual.plan(), null, null);

        assertThat(free.forbidden()).containsExactlyInAnyOrder("frankfurt-prague", "prague-vienna");
        assertThat(usual.forbidden()).isEqualTo(Set.of("frankfurt-prague"));
    }

    private static ProvisionCommand with(ProvisionCommand command, ProvisionCommand.TunnelEnds ends) {
        return new ProvisionCommand(command.protection(), ends, null, command.plan(), Set.of(), null);
    }

    private static NsoPolicy at(NsoPolicy policy, int color, int preference) {
        var path = (NsoCandidatePath.Explicit) policy.paths().getFirst();
        return new NsoPolicy(
                policy.name(),
                policy.headEnd(),
                policy.endPoint(),
                color,
                policy.bindingSid(),
                List.of(new NsoCandidatePath.Explicit(preference, path.sidLists())));
    }
}
