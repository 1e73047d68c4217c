package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.BEGIN;
import static io.cemfleet.orchestrator.OrchestratorFixtures.COLOURED;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.OTHER_LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.measured;
import static io.cemfleet.orchestrator.OrchestratorFixtures.updated;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.ID;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.ROUTE;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.TUNNEL;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.at;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.fold;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.messages;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.protection;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.reported;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.sent;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.steered;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.watched;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.CloseReason;
import io.cemfleet.a2a.contract.IncidentChange;
import io.cemfleet.a2a.contract.IncidentResolution;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.a2a.contract.TunnelChanged;
import io.cemfleet.orchestrator.incident.IncidentFact;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** While an operator has the incident, what happened in the network is recorded, and nothing follows from it. */
class ReportsDuringTakeOverTest {
    private static final String RECORDED = "recorded: a person has the incident";

    private static IncidentWorkUnit takenOver(IncidentStage stage, Protection... protections) {
        IncidentWorkUnit work = at(watched(stage), protections);
        OperatorCommands.takeOver(work, "anna", "I know this router");
        return work;
    }

    private static ProtectionState only(IncidentWorkUnit work) {
        return work.protections().getFirst().state();
    }

    @ParameterizedTest
    @EnumSource(
            value = RestorationEvent.class,
            names = {
                "SLA_RECOVERED",
                "HOLD_TIMER_STARTED",
                "HOLD_TIMER_EXPIRED",
                "STABILITY_VERIFIED",
                "RESTORATION_DEFERRED",
                "TELEMETRY_MISSING",
                "SLA_AFTER_STEERING",
                "CUTOVER_STAGE",
                "CUTOVER_HELD",
                "RESTORED"
            })
    void everyReportIsAuditedWithItsEvidence(RestorationEvent event) {
        IncidentWorkUnit work = takenOver(new IncidentStage.Restoring(), steered());

        String result = reported(work, event, Map.of());

        assertThat(result).isEqualTo(RECORDED);
        assertThat(work.audits())
                .anySatisfy(entry -> assertThat(entry.details()).containsKeys("tunnel_ids", "observed_at"));
        assertThat(work.stage()).isEqualTo(new IncidentStage.Restoring());
    }

    @Test
    void weightsThatMovedAreRecorded() {
        IncidentWorkUnit work = takenOver(new IncidentStage.Restoring(), steered());

        reported(
                work,
                RestorationEvent.CUTOVER_STAGE,
                Map.of("protection_weight", 75, "original_weight", 25, "stage", 1));

        assertThat(only(work))
                .isInstanceOfSatisfying(ProtectionState.Returning.class, returning -> assertThat(returning)
                        .returns(75, ProtectionState.Returning::protectionWeight)
                        .returns(25, ProtectionState.Returning::originalWeight));
    }

    @Test
    void aRelapseIsRecordedAsTrafficThatIsBackOnItsTunnel() {
        IncidentWorkUnit work = takenOver(
                new IncidentStage.Restoring(),
                protection(new ProtectionState.Returning(ROUTE, TUNNEL, List.of("L3VPN-1"), 50, 50)));

        reported(work, RestorationEvent.SLA_RELAPSED, Map.of());

        assertThat(only(work)).isInstanceOf(ProtectionState.Steered.class);
    }

    @Test
    void aTunnelThatCouldNotBeRemovedIsRecorded() {
        IncidentWorkUnit work = takenOver(new IncidentStage.Restoring(), steered());

        reported(work, RestorationEvent.CLEANUP_FAILED, Map.of("during", "cleanup"));

        assertThat(only(work)).isInstanceOf(ProtectionState.FailedHolding.class);
        assertThat(sent(work)).doesNotContain("error");
    }

    @Test
    void aVerdictOnASteeringIsRecorded() {
        IncidentWorkUnit work = takenOver(new IncidentStage.Monitoring(), steered());

        fold(work, new IncidentFact.RestorationReported(measured(ID, TUNNEL.tunnelId(), "helped", 2)));

        assertThat(work.protections().getFirst().record().effect()).isNotNull();
        assertThat(messages(work)).containsExactly("Taken over by anna");
    }

    @Test
    void aLostTunnelIsReportedAndNotRecreated() {
        IncidentWorkUnit work = takenOver(new IncidentStage.Monitoring(), steered());

        String result = fold(
                work,
                new IncidentFact.TunnelChangeReported(new TunnelChanged.Request(
                        ID, COLOURED, TUNNEL.tunnelId(), TunnelChanged.Change.LOST, Map.of(), work.now())));

        assertThat(result).isEqualTo(RECORDED);
        assertThat(work.stage()).isEqualTo(new IncidentStage.Monitoring());
        assertThat(work.calls()).isEmpty();
        assertThat(work.carriesTraffic()).isFalse();
    }

    @Test
    void anotherIncidentsLinksAreAvoidedOnceTheIncidentIsHandedBack() {
        IncidentWorkUnit work = takenOver(new IncidentStage.Monitoring(), steered());

        String result = fold(work, new IncidentFact.AvoidanceRequested("INC-2026-0888", List.of("munich-prague")));

        assertThat(result).isEqualTo(RECORDED);
        assertThat(work.context().links().avoided()).contains("munich-prague");
        assertThat(work.stage()).isEqualTo(new IncidentStage.Monitoring());
    }

    @Test
    void flappingIsReportedSinceNoPhaseWillReportIt() {
        IncidentWorkUnit work = takenOver(new IncidentStage.Monitoring(), steered());

        fold(work, new IncidentFact.UpdateReceived(updated(ID, IncidentChange.FLAPPING, LINK)));

        assertThat(messages(work)).anyMatch(message -> message.startsWith("Flapping link, returns are delayed until"));
    }

    @Test
    void aClosedIncidentRecordsFactsOnly() {
        IncidentWorkUnit work = at(
                watched(new IncidentStage.Closed(IncidentResolution.RESOLVED, CloseReason.SLA_RECOVERED, "7", BEGIN)));

        String result = fold(work, new IncidentFact.UpdateReceived(updated(ID, IncidentChange.GROWN, OTHER_LINK)));

        assertThat(result).isEqualTo("recorded: the incident is closed");
        assertThat(work.outgoing()).isEmpty();
        assertThat(work.context().links().degraded()).containsExactly(LINK);
    }
}
