package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.BEGIN;
import static io.cemfleet.orchestrator.OrchestratorFixtures.COLOURED;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.IncidentState;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.a2a.contract.RestorationUpdate;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A tunnel that was altered in the network protects nothing until it is recreated. */
class TunnelRecreationTest {

    private static IncidentFact found(Change change, String tunnelId, Instant at) {
        return new IncidentFact.TunnelChangeReported(new TunnelChanged.Request(
                WorkUnitFixtures.ID, COLOURED, tunnelId, change, Map.of("found", "nothing"), at));
    }

    private static String fold(IncidentWorkUnit work, Change change) {
        return IncidentPhases.fold(work, found(change, WorkUnitFixtures.TUNNEL.tunnelId(), work.now()));
    }

    private static IncidentWorkUnit steered() {
        return WorkUnitFixtures.at(
                WorkUnitFixtures.watched(new IncidentStage.Monitoring()), WorkUnitFixtures.steered());
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void itsServicesAreReportedUnprotectedAndItIsRecreatedOnTheSamePath(Change change) {
        // given
        IncidentWorkUnit work = steered();

        // when
        fold(work, change);
        IncidentPhases.advance(work);

        // then
        Protection protection = work.protections().getFirst();
        assertThat(protection.state().carriesTraffic()).isFalse();
        assertThat(WorkUnitFixtures.sent(work, StatusUpdate.Request.class)
                        .getFirst()
                        .message())
                .endsWith("not protected: L3VPN-1");
        assertThat(work.stage()).isEqualTo(new IncidentStage.Provisioning());
        assertThat(work.calls()).extracting("step").containsExactly(CallStep.PROVISION);
        assertThat(WorkUnitFixtures.sent(work)).contains("cancel_monitoring");
    }

    @Test
    void aChangeReportedTwiceRecreatesTheTunnelOnce() {
        IncidentWorkUnit work = steered();
        fold(work, Change.LOST);

        String verdict = fold(work, Change.LOST);

        assertThat(verdict).startsWith("ignored");
        assertThat(WorkUnitFixtures.sent(work, StatusUpdate.Request.class)).hasSize(1);
    }

    @Test
    void whatWasFoundBeforeItWasSteeredAgainIsOver() {
        IncidentWorkUnit work = steered();
        Protection steered = work.protections().getFirst();
        work.put(steered.steered((ProtectionState.Steered) steered.state(), work.now()));

        String verdict = IncidentPhases.fold(
                work,
                found(
                        Change.LOST,
                        WorkUnitFixtures.TUNNEL.tunnelId(),
                        work.now().minusSeconds(1)));

        assertThat(verdict).isEqualTo("ignored: it was made again since");
        assertThat(work.carriesTraffic()).isTrue();
    }

    @Test
    void aTunnelOfAnotherNameIsNotOurs() {
        IncidentWorkUnit work = steered();

        assertThat(IncidentPhases.fold(work, found(Change.LOST, "sr-policy-other", work.now())))
                .startsWith("ignored");
        assertThat(work.carriesTraffic()).isTrue();
    }

    @Test
    void whereItsPathMayNotBeUsedAnyMoreAnotherOneIsSought() {
        Incident incident = WorkUnitFixtures.watched(new IncidentStage.Monitoring());
        IncidentWorkUnit work = WorkUnitFixtures.at(
                incident.with(
                        incident.context().with(incident.context().links().grown(List.of("munich-prague"), List.of()))),
                WorkUnitFixtures.steered());

        fold(work, Change.LOST);
        IncidentPhases.advance(work);

        assertThat(work.calls()).extracting("step").containsExactly(CallStep.COMPUTE);
    }

    @Test
    void whatIsLostAgainAndAgainIsLeftToAPerson() {
        // given a tunnel that was lost as often as there are attempts
        Protection steered = WorkUnitFixtures.steered().lostAgain().lostAgain().lostAgain();
        IncidentWorkUnit work = WorkUnitFixtures.at(WorkUnitFixtures.watched(new IncidentStage.Monitoring()), steered);

        // when
        fold(work, Change.LOST);
        IncidentPhases.advance(work);

        // then
        assertThat(work.stage()).isEqualTo(new IncidentStage.Escalated(EscalationReason.TUNNEL_LOST, "6"));
        assertThat(work.calls()).extracting("step").containsExactly(CallStep.CLEAN_UP);
    }

    @Test
    void lostWhileItsTrafficReturnsItIsBack() {
        IncidentWorkUnit work = WorkUnitFixtures.at(
                WorkUnitFixtures.watched(new IncidentStage.Restoring()),
                WorkUnitFixtures.protection(
                        ((ProtectionState.Steered) WorkUnitFixtures.steered().state()).returning(50, 50)));

        fold(work, Change.LOST);
        IncidentPhases.advance(work);

        assertThat(work.calls()).extracting("step").containsExactly(CallStep.CLEAN_UP);
        assertThat(work.protections().getFirst().state())
                .isInstanceOfSatisfying(ProtectionState.FailedHolding.class, holding -> assertThat(holding.returned())
                        .isTrue());
    }

    @ParameterizedTest
    @CsvSource({
        "LOST,Protection tunnel sr-policy-frankfurt-prague-protect-001 is gone",
        "ALTERED,Protection tunnel sr-policy-frankfurt-prague-protect-001 is not as it was made"
    })
    void operatorsAndTheAuditTrailGetWhatWasFound(Change change, String message) {
        // given
        IncidentWorkUnit work = steered();

        // when
        String result = fold(work, change);

        // then
        assertThat(result).isEqualTo("folded");
        StatusUpdate.Request reported =
                WorkUnitFixtures.sent(work, StatusUpdate.Request.class).getFirst();
        assertThat(reported.message()).startsWith(message);
        assertThat(reported.details())
                .containsEntry("event", "tunnel_" + change.wire())
                .containsEntry("tunnel_id", WorkUnitFixtures.TUNNEL.tunnelId())
                .containsEntry("protection_key", COLOURED)
                .containsEntry("services", List.of("L3VPN-1"))
                .containsEntry("found", Map.of("found", "nothing"));
        assertThat(work.audits())
                .anySatisfy(entry -> assertThat(entry.details()).containsEntry("event", "tunnel_" + change.wire()));
    }

    @Test
    void whatIsLostTooOftenIsReportedWithHowOften() {
        Protection steered = WorkUnitFixtures.steered().lostAgain().lostAgain().lostAgain();
        IncidentWorkUnit work = WorkUnitFixtures.at(WorkUnitFixtures.watched(new IncidentStage.Monitoring()), steered);

        fold(work, Change.LOST);

        assertThat(WorkUnitFixtures.messages(work))
                .last()
                .isEqualTo("A protection tunnel was lost 4 times, a person has to decide");
    }

    @Test
    void anotherProtectionOfTheSameTunnelNameIsNotMeant() {
        // given the change is of a key that another protection has
        IncidentWorkUnit work = WorkUnitFixtures.at(
                WorkUnitFixtures.watched(new IncidentStage.Monitoring()),
                WorkUnitFixtures.of("berlin", WorkUnitFixtures.steered().state()));

        assertThat(fold(work, Change.LOST)).isEqualTo("ignored: no such tunnel of this incident");
    }

    @ParameterizedTest
    @CsvSource({"restoring,COMPUTING", "dampening,ASSESSING"})
    void aTunnelThatHasToBeRecreatedIsPlannedFromWhereTheIncidentStands(String stage, IncidentState expected) {
        IncidentWorkUnit work = WorkUnitFixtures.at(
                WorkUnitFixtures.watched(
                        stage.equals("restoring")
                                ? new IncidentStage.Restoring()
                                : new IncidentStage.Dampening(BEGIN.plusSeconds(300))),
                WorkUnitFixtures.steered());

        fold(work, Change.ALTERED);

        assertThat(WorkUnitFixtures.entered(work)).containsExactly(expected);
    }

    private static void otherPathInForce(IncidentWorkUnit work) {
        WorkUnitFixtures.fold(
                work,
                new IncidentFact.RestorationReported(new RestorationUpdate.Request(
                        WorkUnitFixtures.ID,
                        List.of(WorkUnitFixtures.TUNNEL.tunnelId()),
                        RestorationEvent.CUTOVER_HELD,
                        Map.of("code", "path_version_mismatch"),
                        BEGIN,
                        1)));
    }

    @Test
    void onlyTheTunnelThatHasAnotherPathGetsThePlansWhileTrafficReturns() {
        IncidentWorkUnit work = WorkUnitFixtures.at(
                WorkUnitFixtures.watched(new IncidentStage.Restoring()),
                WorkUnitFixtures.steered(),
                WorkUnitFixtures.other());

        otherPathInForce(work);

        assertThat(work.protections())
                .extracting(protection -> protection.state().label())
                .containsExactly("planned", "steered");
        assertThat(work.stage()).isEqualTo(new IncidentStage.Provisioning());
        assertThat(work.progress().escalation()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"2,planned", "3,steered"})
    void aTunnelThatKeepsAnotherPathIsLeftToAPersonAfterAllAttempts(int losses, String expected) {
        // given
        Protection steered = WorkUnitFixtures.steered();
        for (int i = 0; i < losses; i++) {
            steered = steered.lostAgain();
        }
        IncidentWorkUnit work = WorkUnitFixtures.at(WorkUnitFixtures.watched(new IncidentStage.Restoring()), steered);

        // when
        otherPathInForce(work);

        // then
        assertThat(work.protections().getFirst().state().label()).isEqualTo(expected);
        assertThat(work.progress().escalation() == null).isEqualTo(expected.equals("planned"));
    }
}
