package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.a2a.contract.RestorationUpdate;
import io.cemfleet.a2a.contract.SegmentId;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.orchestrator.OrchestratorFixtures;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.IncidentFact;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.ProtectionTunnel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A cutover that is held keeps weights that are known, and goes on. */
class CutoverHeldTest {
    private static final ProtectionTunnel OTHER =
            new ProtectionTunnel("t-2", SegmentId.label(24002), WorkUnitFixtures.TUNNEL.teType(), 1L);
    private static final Map<String, Object> HELD = Map.of(
            "code", "automation_stopped",
            "reason", "said so",
            "tunnels", List.of(weights(WorkUnitFixtures.TUNNEL, 25, 75), weights(OTHER, 50, 50)));

    private static Map<String, Object> weights(ProtectionTunnel tunnel, int protection, int original) {
        return Map.of("tunnel_id", tunnel.tunnelId(), "protection_weight", protection, "original_weight", original);
    }

    private static IncidentWorkUnit two(IncidentStage stage) {
        return WorkUnitFixtures.at(
                WorkUnitFixtures.watched(stage),
                WorkUnitFixtures.steered(),
                WorkUnitFixtures.of(
                        "berlin", new ProtectionState.Steered(WorkUnitFixtures.ROUTE, OTHER, List.of("L3VPN-3"))));
    }

    private static void report(IncidentWorkUnit work, RestorationEvent event, Map<String, Object> details) {
        IncidentPhases.fold(work, new IncidentFact.RestorationReported(seen(WorkUnitFixtures.ID, event, 1, details)));
        IncidentPhases.advance(work);
    }

    private static List<String> shares(IncidentWorkUnit work) {
        return work.protections().stream()
                .map(Protection::state)
                .map(state -> state
                                instanceof
                                ProtectionState.Returning(
                                        var route,
                                        var tunnel,
                                        var services,
                                        int protection,
                                        int original)
                        ? protection + "/" + original
                        : state.label())
                .toList();
    }

    @Test
    void theWeightsOfEachTunnelAreKnownPeopleAreCalledAndTheCutoverIsNotOver() {
        IncidentWorkUnit work = two(new IncidentStage.Restoring());

        report(work, RestorationEvent.CUTOVER_HELD, HELD);

        assertThat(shares(work)).containsExactly("25/75", "50/50");
        assertThat(work.stage()).isEqualTo(new IncidentStage.Restoring());
        assertThat(work.progress().escalation()).extracting("reason").isEqualTo(EscalationReason.CUTOVER_HELD);
        assertThat(WorkUnitFixtures.sent(work, StatusUpdate.Request.class))
                .singleElement()
                .satisfies(update -> {
                    assertThat(update.message()).isEqualTo("Automation is stopped, traffic stays at 25/75 and 50/50");
                    assertThat(update.details().get("evidence")).asString().contains("automation_stopped");
                });
    }

    @Test
    void theNextStageEndsItAndTheRestoredPartIsRestored() {
        // given
        IncidentWorkUnit work = two(new IncidentStage.Restoring());
        report(work, RestorationEvent.CUTOVER_HELD, HELD);

        // when
        report(
                work,
                RestorationEvent.CUTOVER_STAGE,
                Map.of(
                        "protection_weight",
                        0,
                        "original_weight",
                        100,
                        "stage",
                        4,
                        "tunnels",
                        List.of(weights(WorkUnitFixtures.TUNNEL, 0, 100), weights(OTHER, 50, 50))));

        // then
        assertThat(work.progress().escalation()).isNull();
        assertThat(shares(work)).containsExactly("0/100", "50/50");

        // and a part that is back is restored, the rest goes on
        IncidentPhases.fold(
                work,
                new IncidentFact.RestorationReported(new RestorationUpdate.Request(
                        WorkUnitFixtures.ID,
                        List.of(WorkUnitFixtures.TUNNEL.tunnelId()),
                        RestorationEvent.RESTORED,
                        Map.of(),
                        OrchestratorFixtures.BEGIN,
                        1)));
        IncidentPhases.advance(work);
        assertThat(shares(work)).containsExactly("restored", "50/50");
        assertThat(work.stage()).isEqualTo(new IncidentStage.Restoring());

        // and it closes with the last one
        report(work, RestorationEvent.RESTORED, Map.of());
        assertThat(work.stage().label().wire()).isEqualTo("closed");
    }

    @Test
    void weightsThatWentBackPutTrafficOnTheTunnelAgain() {
        IncidentWorkUnit work = two(new IncidentStage.Restoring());
        report(work, RestorationEvent.CUTOVER_HELD, HELD);

        report(
                work,
                RestorationEvent.CUTOVER_STAGE,
                Map.of("tunnels", List.of(weights(WorkUnitFixtures.TUNNEL, 100, 0), weights(OTHER, 50, 50))));

        assertThat(shares(work)).containsExactly("steered", "50/50");
    }

    @Test
    void aTunnelThatHasAnotherPathThanThePlanGetsThePlans() {
        IncidentWorkUnit work = WorkUnitFixtures.at(
                WorkUnitFixtures.watched(new IncidentStage.Monitoring()), WorkUnitFixtures.steered());

        report(work, RestorationEvent.CUTOVER_HELD, Map.of("code", "path_version_mismatch"));

        assertThat(work.stage()).isEqualTo(new IncidentStage.Provisioning());
        assertThat(work.calls()).extracting("step").containsExactly(CallStep.PROVISION);
        assertThat(work.protections().getFirst().state().carriesTraffic()).isTrue();
    }
}
