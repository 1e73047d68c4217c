package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.BEGIN;
import static io.cemfleet.orchestrator.OrchestratorFixtures.COLOURED;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.forecast;
import static io.cemfleet.orchestrator.OrchestratorFixtures.impact;
import static io.cemfleet.orchestrator.OrchestratorFixtures.service;
import static io.cemfleet.orchestrator.OrchestratorFixtures.updated;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.AssessImpact;
import io.cemfleet.a2a.contract.FlowImpact;
import io.cemfleet.a2a.contract.IncidentChange;
import io.cemfleet.a2a.contract.LinkShare;
import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.a2a.contract.Resolution;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.a2a.contract.TicketClosed;
import io.cemfleet.orchestrator.incident.Answer;
import io.cemfleet.orchestrator.incident.Fact;
import io.cemfleet.orchestrator.incident.Incident;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Stage;
import io.cemfleet.orchestrator.incident.Step;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Congestion that is only expected goes through the same loop, before anybody suffers. */
class ProactiveTest {
    private static final Instant EXPECTED = BEGIN.plusSeconds(900);
    private static final AssessImpact.Flow AT_RISK = new AssessImpact.Flow(
            "frankfurt",
            "prague",
            0.5,
            100.0,
            List.of(new LinkShare(List.of(LINK), 1.0)),
            100,
            TeType.SR_MPLS,
            FlowImpact.AT_RISK,
            null,
            null);

    private static Scene steered() {
        Incident incident = Incident.detected(forecast(Scenes.ID, EXPECTED)).entering(new Stage.Steering());
        return Scenes.at(incident, Scenes.steered());
    }

    @Test
    void servicesAtRiskAreProtectedLikeThoseThatSuffer() {
        Scene scene = Scenes.at(Incident.detected(forecast(Scenes.ID, EXPECTED)));

        Flow.advance(scene);
        Flow.answered(
                scene,
                Scenes.call(Step.ASSESS),
                new Answer.Done(impact(service("L3VPN-1", SlaTier.PLATINUM, AT_RISK))));

        assertThat(scene.stage()).isEqualTo(new Stage.Computing());
        assertThat(scene.protections()).extracting(Protection::id).containsExactly(COLOURED);
        assertThat(Scenes.sent(scene, StatusUpdate.Request.class).getFirst().message())
                .isEqualTo("Congestion predicted on " + LINK + ", assessing impact");
    }

    @Test
    void aForecastMovesNothingWhileTrafficReturnsElsewhere() {
        // given
        MemoryKeys keys = new MemoryKeys();
        keys.othersRestore = true;
        Incident incident = Incident.detected(forecast(Scenes.ID, EXPECTED)).entering(new Stage.Computing());
        Scene scene = Scenes.at(incident, keys, Scenes.protection(ProtectionState.Wanted.NEW));
        // when
        Flow.advance(scene);
        // then
        assertThat(scene.calls()).isEmpty();
        assertThat(scene.wakeAt())
                .isEqualTo(scene.now().plus(scene.rules().waits().look()));
        // and it goes on when that is over
        keys.othersRestore = false;
        Scene later = Scenes.later(scene, scene.now().plusSeconds(10), keys);
        Flow.advance(later);
        assertThat(later.calls()).extracting("step").containsExactly(Step.COMPUTE);
    }

    @Test
    void trafficStaysAwayAsLongAsTheForecastHolds() {
        Scene scene = steered();

        Flow.advance(scene);

        assertThat(scene.stage()).isEqualTo(new Stage.Monitoring());
        assertThat(scene.calls()).isEmpty();
        assertThat(scene.wakeAt()).isEqualTo(EXPECTED);
    }

    @Test
    void aForecastThatFellHasTrafficBroughtBackWhereLoadPermits() {
        Scene scene = steered();
        Flow.advance(scene);

        Flow.fold(scene, new Fact.Updated(updated(Scenes.ID, IncidentChange.CLEARED, LINK)));
        Flow.advance(scene);

        assertThat(((MonitorRestoration.Request) scene.calls().getFirst().payload()).loadCaused())
                .isTrue();
    }

    @Test
    void onceItsTimeHasComeMeasurementsDecide() {
        Scene scene = steered();
        Flow.advance(scene);

        Scene later = Scenes.later(scene, EXPECTED, new MemoryKeys());
        Flow.advance(later);

        assertThat(later.calls()).extracting("step").containsExactly(Step.MONITOR);
    }

    @Test
    void aForecastThatFellBeforeAnythingWasDoneClosesTheIncident() {
        Scene scene = Scenes.at(Incident.detected(forecast(Scenes.ID, EXPECTED)).entering(new Stage.Assessing()));

        Flow.fold(scene, new Fact.Updated(updated(Scenes.ID, IncidentChange.CLEARED, LINK)));

        assertThat(Scenes.sent(scene, TicketClosed.Request.class).getFirst().resolution())
                .isEqualTo(Resolution.NO_IMPACT);
    }
}
