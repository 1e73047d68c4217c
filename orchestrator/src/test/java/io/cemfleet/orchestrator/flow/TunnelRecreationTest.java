package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.COLOURED;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.a2a.contract.TunnelChanged;
import io.cemfleet.a2a.contract.TunnelChanged.Change;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.Incident;
import io.cemfleet.orchestrator.incident.IncidentFact;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A tunnel that is not in the network as it was made protects nothing until it is made again. */
class TunnelRecreationTest {

    private static IncidentFact found(Change change, String tunnelId, Instant at) {
        return new IncidentFact.TunnelChangeReported(new TunnelChanged.Request(
                WorkUnitFixtures.ID, COLOURED, tunnelId, change, Map.of("found", "nothing"), at));
    }

    private static String fold(IncidentWorkUnit scene, Change change) {
        return IncidentPhases.fold(scene, found(change, WorkUnitFixtures.TUNNEL.tunnelId(), scene.now()));
    }

    private static IncidentWorkUnit steered() {
        return WorkUnitFixtures.at(
                WorkUnitFixtures.watched(new IncidentStage.Monitoring()), WorkUnitFixtures.steered());
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void itsServicesAreToldAsNotProtectedAndItIsMadeAgainOnTheSamePath(Change change) {
        // given
        IncidentWorkUnit scene = steered();

        // when
        fold(scene, change);
        IncidentPhases.advance(scene);

        // then
        Protection protection = scene.protections().getFirst();
        assertThat(protection.state().carriesTraffic()).isFalse();
        assertThat(WorkUnitFixtures.sent(scene, StatusUpdate.Request.class)
                        .getFirst()
                        .message())
                .endsWith("not protected: L3VPN-1");
        assertThat(scene.stage()).isEqualTo(new IncidentStage.Provisioning());
        assertThat(scene.calls()).extracting("step").containsExactly(CallStep.PROVISION);
        assertThat(WorkUnitFixtures.sent(scene)).contains("cancel_monitoring");
    }

    @Test
    void toldTwiceItIsMadeAgainOnce() {
        IncidentWorkUnit scene = steered();
        fold(scene, Change.LOST);

        String verdict = fold(scene, Change.LOST);

        assertThat(verdict).startsWith("ignored");
        assertThat(WorkUnitFixtures.sent(scene, StatusUpdate.Request.class)).hasSize(1);
    }

    @Test
    void whatWasFoundBeforeItWasSteeredAgainIsOver() {
        IncidentWorkUnit scene = steered();
        Protection steered = scene.protections().getFirst();
        scene.put(steered.steered((ProtectionState.Steered) steered.state(), scene.now()));

        String verdict = IncidentPhases.fold(
                scene,
                found(
                        Change.LOST,
                        WorkUnitFixtures.TUNNEL.tunnelId(),
                        scene.now().minusSeconds(1)));

        assertThat(verdict).isEqualTo("ignored: it was made again since");
        assertThat(scene.carries()).isTrue();
    }

    @Test
    void aTunnelOfAnotherNameIsNotOurs() {
        IncidentWorkUnit scene = steered();

        assertThat(IncidentPhases.fold(scene, found(Change.LOST, "sr-policy-other", scene.now())))
                .startsWith("ignored");
        assertThat(scene.carries()).isTrue();
    }

    @Test
    void whereItsPathMayNotBeUsedAnyMoreAnotherOneIsSought() {
        Incident incident = WorkUnitFixtures.watched(new IncidentStage.Monitoring());
        IncidentWorkUnit scene = WorkUnitFixtures.at(
                incident.with(
                        incident.picture().with(incident.picture().links().grown(List.of("munich-prague"), List.of()))),
                WorkUnitFixtures.steered());

        fold(scene, Change.LOST);
        IncidentPhases.advance(scene);

        assertThat(scene.calls()).extracting("step").containsExactly(CallStep.COMPUTE);
    }

    @Test
    void whatIsLostAgainAndAgainIsLeftToAPerson() {
        // given a tunnel that was lost as often as there are attempts
        Protection steered = WorkUnitFixtures.steered().lost().lost().lost();
        IncidentWorkUnit scene = WorkUnitFixtures.at(WorkUnitFixtures.watched(new IncidentStage.Monitoring()), steered);

        // when
        fold(scene, Change.LOST);
        IncidentPhases.advance(scene);

        // then
        assertThat(scene.stage()).isEqualTo(new IncidentStage.Escalated(EscalationReason.TUNNEL_LOST, "6"));
        assertThat(scene.calls()).extracting("step").containsExactly(CallStep.CLEAN_UP);
    }

    @Test
    void lostWhileItsTrafficReturnsItIsBack() {
        IncidentWorkUnit scene = WorkUnitFixtures.at(
                WorkUnitFixtures.watched(new IncidentStage.Restoring()),
                WorkUnitFixtures.protection(
                        ((ProtectionState.Steered) WorkUnitFixtures.steered().state()).returning(50, 50)));

        fold(scene, Change.LOST);
        IncidentPhases.advance(scene);

        assertThat(scene.calls()).extracting("step").containsExactly(CallStep.CLEAN_UP);
        assertThat(scene.protections().getFirst().state())
                .isInstanceOfSatisfying(ProtectionState.FailedHolding.class, holding -> assertThat(holding.returned())
                        .isTrue());
    }
}
