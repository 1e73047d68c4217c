package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.COLOURED;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.impact;
import static io.cemfleet.orchestrator.OrchestratorFixtures.placed;
import static io.cemfleet.orchestrator.OrchestratorFixtures.seen;
import static io.cemfleet.orchestrator.OrchestratorFixtures.updated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.IncidentChange;
import io.cemfleet.a2a.contract.IncidentState;
import io.cemfleet.a2a.contract.IncidentUpdated;
import io.cemfleet.a2a.contract.Resolution;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.a2a.contract.TicketClosed;
import io.cemfleet.orchestrator.OrchestratorFixtures;
import io.cemfleet.orchestrator.incident.Answer;
import io.cemfleet.orchestrator.incident.Autonomy;
import io.cemfleet.orchestrator.incident.Fact;
import io.cemfleet.orchestrator.incident.Incident;
import io.cemfleet.orchestrator.incident.NoPath;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Stage;
import io.cemfleet.orchestrator.incident.Step;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Edges of the state table beside the plain run. */
class StateEdgesTest {
    private static final Protection WANTED = Scenes.protection(ProtectionState.Wanted.NEW);

    @Test
    void aRiseInSeverityIsToldAndEntersNoNodeAgain() {
        Scene scene = Scenes.at(new Stage.Monitoring(), Scenes.steered());

        Flow.fold(
                scene,
                new Fact.Updated(new IncidentUpdated.Request(
                        Scenes.ID,
                        IncidentChange.SEVERITY,
                        List.of(LINK),
                        List.of(),
                        null,
                        9,
                        Severity.CRITICAL,
                        null,
                        OrchestratorFixtures.BEGIN,
                        null,
                        null)));

        assertThat(scene.stage()).isEqualTo(new Stage.Monitoring());
        assertThat(scene.picture().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(Scenes.sent(scene, StatusUpdate.Request.class).getFirst().details())
                .containsEntry("severity", "critical");
    }

    @Test
    void noPathClosesTheIncidentWhereTheSettingSaysSo() {
        Scene scene = Scenes.at(
                Scenes.incident(new Stage.Computing(), true),
                OrchestratorFixtures.rules(NoPath.CLOSE, Autonomy.Mode.AUTOMATIC),
                new MemoryKeys(),
                WANTED);

        Flow.answered(
                scene,
                Scenes.call(Step.COMPUTE),
                new Answer.Done(new ComputePlan.Result(List.of(placed(COLOURED, false)))));

        assertThat(Scenes.sent(scene, TicketClosed.Request.class).getFirst())
                .returns(Resolution.NO_PATH, TicketClosed.Request::resolution)
                .returns("Incident closed: no alternate path was found", TicketClosed.Request::summary);
    }

    @Test
    void noPathIsEscalatedWithItsExplanation() {
        Scene scene = Scenes.at(new Stage.Computing(), WANTED);

        Flow.answered(
                scene,
                Scenes.call(Step.COMPUTE),
                new Answer.Done(new ComputePlan.Result(List.of(placed(COLOURED, false)))));

        assertThat(scene.stage()).isEqualTo(new Stage.Escalated("no_alternate_path", "3"));
        assertThat(Scenes.sent(scene, StatusUpdate.Request.class)
                        .getLast()
                        .details()
                        .get("evidence"))
                .asString()
                .contains("avoid.links")
                .contains("max_delay_ms");
    }

    @Test
    void whereNothingIsProtectedAndItIsStillDegradedImpactIsAssessedAnewAfterAWhile() {
        // given
        Scene scene = Scenes.at(new Stage.Monitoring(), Scenes.protection(new ProtectionState.Failed(true)));
        Flow.advance(scene);

        // then
        assertThat(scene.stage()).isEqualTo(new Stage.Monitoring());
        assertThat(scene.wakeAt()).isEqualTo(scene.now().plusSeconds(60));

        // and when the while is over
        Scene later = Scenes.later(scene, scene.now().plusSeconds(60), new MemoryKeys());
        Flow.advance(later);
        assertThat(later.stage()).isEqualTo(new Stage.Assessing());
    }

    @Test
    void whereNothingIsProtectedAndItIsStableTheIncidentCloses() {
        Incident incident = Scenes.incident(new Stage.Monitoring(), true);
        Scene scene = Scenes.at(
                incident.with(incident.picture().with(incident.picture().links().clearing(List.of(LINK)))),
                Scenes.protection(new ProtectionState.Failed(true)));

        Flow.advance(scene);

        assertThat(scene.stage().label()).isEqualTo(IncidentState.CLOSED);
    }

    @Test
    void aRelapseDuringCutoverPutsTrafficBackAndDoublesTheHoldTime() {
        // given
        Protection returning =
                Scenes.protection(((ProtectionState.Steered) Scenes.steered().state()).returning(50, 50));
        Scene scene = Scenes.at(Scenes.watched(new Stage.Restoring()), returning);

        // when
        Flow.fold(scene, new Fact.Restoration(seen(Scenes.ID, RestorationEvent.SLA_RELAPSED, 1, Map.of())));

        // then
        assertThat(scene.stage()).isEqualTo(new Stage.Monitoring());
        assertThat(scene.protections().getFirst().state()).isInstanceOf(ProtectionState.Steered.class);
        assertThat(scene.progress().watch().relapses()).isEqualTo(1);
        assertThat(Scenes.sent(scene, StatusUpdate.Request.class).getLast().details())
                .containsEntry("hold_seconds", 60L)
                .containsEntry("event", "sla_relapsed");
    }

    static Stream<Map<String, Object>> unverified() {
        return Stream.of(Map.of("verified", false), Map.of(), Map.of("verified", "true"));
    }

    @ParameterizedTest
    @MethodSource("unverified")
    void aHoldTimerThatExpiredUnverifiedBringsNothingBack(Map<String, Object> details) {
        Scene scene = Scenes.at(Scenes.watched(new Stage.Monitoring()), Scenes.steered());

        Flow.fold(scene, new Fact.Restoration(seen(Scenes.ID, RestorationEvent.HOLD_TIMER_EXPIRED, 1, details)));
        Flow.fold(scene, new Fact.Restoration(seen(Scenes.ID, RestorationEvent.TELEMETRY_MISSING, 1, Map.of())));

        assertThat(scene.stage()).isEqualTo(new Stage.Escalated("telemetry_missing", "6"));
        assertThat(scene.protections().getFirst().state()).isInstanceOf(ProtectionState.Steered.class);
    }

    @Test
    void aLinkOfTheProtectionPathThatDegradesHasItsTrafficMovedAgainAvoidingBoth() {
        // given
        Scene scene = Scenes.at(Scenes.watched(new Stage.Monitoring()), Scenes.steered());

        // when
        Flow.fold(scene, new Fact.Updated(updated(Scenes.ID, IncidentChange.GROWN, "frankfurt-munich")));
        Flow.answered(scene, Scenes.call(Step.ASSESS), new Answer.Done(impact()));
        Flow.advance(scene);

        // then
        Protection moved = scene.protections().getFirst();
        assertThat(scene.stage()).isEqualTo(new Stage.Computing());
        assertThat(moved.state().carriesTraffic()).isTrue();
        assertThat(scene.calls())
                .filteredOn("step", Step.COMPUTE)
                .extracting(call -> ((ComputePlan.Request) call.payload())
                        .protections()
                        .getFirst()
                        .constraints()
                        .avoid())
                .extracting("links")
                .containsExactly(List.of(LINK, "frankfurt-munich"));
    }

    static Stream<Arguments> closings() {
        return Stream.of(
                arguments(new Stage.Escalated("telemetry_missing", "6"), new ProtectionState.Failed(true)),
                arguments(new Stage.Monitoring(), new ProtectionState.Failed(true)));
    }

    @ParameterizedTest
    @MethodSource("closings")
    void anIncidentThatClosesHasItsWatchCanceled(Stage stage, ProtectionState state) {
        Scene scene = Scenes.at(Scenes.watched(stage), Scenes.protection(state));

        Flow.fold(scene, new Fact.Updated(updated(Scenes.ID, IncidentChange.CLEARED, LINK)));
        Flow.advance(scene);

        assertThat(scene.stage().label()).isEqualTo(IncidentState.CLOSED);
        assertThat(Scenes.sent(scene)).contains("cancel_monitoring");
    }
}
