package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.OTHER_LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.impact;
import static io.cemfleet.orchestrator.OrchestratorFixtures.placed;
import static io.cemfleet.orchestrator.OrchestratorFixtures.seen;
import static io.cemfleet.orchestrator.OrchestratorFixtures.updated;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.AssessImpact;
import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.IncidentChange;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.orchestrator.OrchestratorFixtures;
import io.cemfleet.orchestrator.incident.Answer;
import io.cemfleet.orchestrator.incident.Call;
import io.cemfleet.orchestrator.incident.Care;
import io.cemfleet.orchestrator.incident.Fact;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Stage;
import io.cemfleet.orchestrator.incident.Step;
import io.cemfleet.orchestrator.incident.Tunnel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alarms come back on a link that never cleared: news where traffic is back on it, or on its way. */
class RelapseTest {
    private static final Tunnel OTHER = new Tunnel("t-2", 24002, Scenes.TUNNEL.teType(), 1L);
    private static final Answer NOBODY = new Answer.Done(impact(new AssessImpact.AffectedService[0]));

    private static Protection restored() {
        return Scenes.protection(new ProtectionState.Restored(Scenes.ROUTE, Scenes.TUNNEL));
    }

    private static Protection returning() {
        return Scenes.protection(
                new ProtectionState.Returning(Scenes.ROUTE, Scenes.TUNNEL, List.of("L3VPN-1"), 50, 50));
    }

    private static Protection other() {
        return Scenes.of("berlin", new ProtectionState.Steered(Scenes.ROUTE, OTHER, List.of("L3VPN-3")));
    }

    private static void raised(Scene scene, String... links) {
        Flow.fold(scene, new Fact.Updated(updated(Scenes.ID, IncidentChange.GROWN, links)));
        Flow.advance(scene);
    }

    @ParameterizedTest
    @ValueSource(strings = {"monitoring", "restoring", "escalated"})
    void whatIsBackOnTheLinkIsAssessedAgainUnderANewPlan(String state) {
        Stage stage =
                switch (state) {
                    case "monitoring" -> new Stage.Monitoring();
                    case "restoring" -> new Stage.Restoring();
                    default -> new Stage.Escalated("telemetry_missing", "6");
                };
        Scene scene = Scenes.at(Scenes.watched(stage), restored(), other());

        raised(scene, LINK);

        assertThat(scene.stage()).isEqualTo(new Stage.Assessing());
        assertThat(scene.calls())
                .filteredOn(call -> call.step() == Step.ASSESS)
                .singleElement()
                .returns(2L, Call::planRevision)
                .extracting(call -> ((AssessImpact.Request) call.payload()).degradedLinks())
                .isEqualTo(List.of(LINK));
    }

    @Test
    void whatIsOnItsWayGoesBackOnItsTunnels() {
        Scene scene = Scenes.at(Scenes.watched(new Stage.Restoring()), returning(), other());

        raised(scene, LINK);

        assertThat(scene.stage()).isEqualTo(new Stage.Monitoring());
        assertThat(scene.progress().watch().relapses()).isEqualTo(1);
        assertThat(scene.calls())
                .singleElement()
                .returns(Step.MONITOR, Call::step)
                .returns(2L, Call::planRevision);
    }

    @Test
    void aLinkThatClearedAndComesBackDuringTheReturnIsARelapseThatCountsOnce() {
        // given
        Scene scene = Scenes.at(Scenes.watched(new Stage.Restoring()), returning());
        Flow.fold(scene, new Fact.Updated(updated(Scenes.ID, IncidentChange.CLEARED, LINK)));

        // when alarms say so, and the restoration monitor too
        Flow.fold(scene, new Fact.Updated(updated(Scenes.ID, IncidentChange.GROWN, LINK)));
        Flow.fold(scene, new Fact.Restoration(seen(Scenes.ID, RestorationEvent.SLA_RELAPSED, 1, Map.of())));
        Flow.advance(scene);

        // then
        assertThat(scene.progress().watch().relapses()).isEqualTo(1);
        assertThat(scene.stage()).isEqualTo(new Stage.Assessing());
        assertThat(Scenes.sent(scene, StatusUpdate.Request.class))
                .extracting(update -> update.details().get("event"))
                .contains("sla_relapsed");
    }

    @Test
    void aRepeatWhileAllTrafficIsOnItsTunnelsSupersedesNothing() {
        Scene scene = Scenes.at(Scenes.watched(new Stage.Monitoring()), Scenes.steered(), other());

        for (int i = 0; i < 100; i++) {
            raised(scene, LINK);
        }

        assertThat(scene.stage()).isEqualTo(new Stage.Monitoring());
        assertThat(scene.progress().planRevision()).isEqualTo(1);
        assertThat(scene.calls()).isEmpty();
        assertThat(scene.outgoing()).isEmpty();
    }

    @Test
    void anotherLinkThanTheOneOverWhichTrafficReturnedChangesNothing() {
        Scene scene = Scenes.at(Scenes.watched(new Stage.Monitoring()), restored(), other());
        scene.become(scene.picture().with(scene.picture().links().grown(List.of(OTHER_LINK), List.of())));

        raised(scene, OTHER_LINK);

        assertThat(scene.stage()).isEqualTo(new Stage.Monitoring());
        assertThat(scene.calls()).isEmpty();
    }

    @Test
    void aRoundUnderWayGoesOnAndTheNextOneTakesTheLinkUp() {
        // given a plan is asked for while another part is back
        Scene scene = Scenes.at(
                Scenes.watched(new Stage.Computing()), restored(), Scenes.of("berlin", ProtectionState.Wanted.NEW));
        Flow.advance(scene);

        // when
        for (int i = 0; i < 100; i++) {
            raised(scene, LINK);
        }

        // then
        assertThat(scene.stage()).isEqualTo(new Stage.Computing());
        assertThat(scene.superseded()).isEmpty();
        assertThat(scene.calls()).extracting(Call::step).containsExactly(Step.COMPUTE);

        // and once protections stand
        Flow.answered(
                scene,
                Scenes.call(Step.COMPUTE),
                new Answer.Done(new ComputePlan.Result(List.of(placed(OrchestratorFixtures.PLAIN, true)))));
        scene.put(other());
        scene.move(new Stage.Monitoring(), "steered");
        Flow.advance(scene);
        assertThat(scene.stage()).isEqualTo(new Stage.Assessing());
    }

    @Test
    void theLinkIsAssessedOnceAPersonHandsTheIncidentBack() {
        Scene scene = Scenes.at(Scenes.watched(new Stage.Monitoring()), restored());
        scene.become(scene.incident()
                .with(scene.incident().care().takenOver(new Care.TakenOver("anna", scene.now(), List.of(LINK)))));

        raised(scene, LINK);
        assertThat(scene.calls()).isEmpty();
        scene.become(scene.incident().with(scene.incident().care().takenOver(null)));
        Flow.fold(scene, new Fact.HandedBack("anna", "done", List.of(LINK)));
        Flow.advance(scene);

        assertThat(scene.stage()).isEqualTo(new Stage.Assessing());
    }

    @Test
    void anIncidentIsNotClosedOverALinkThatWasNeverAssessed() {
        // given links that degraded while the question was out
        Scene scene = Scenes.at(new Stage.Assessing());
        Flow.advance(scene);
        raised(scene, LINK, OTHER_LINK);

        // when nobody suffers from the first one
        Flow.answered(scene, Scenes.call(Step.ASSESS), NOBODY);
        Scene later = Scenes.later(scene, scene.now(), new MemoryKeys());
        Flow.advance(later);

        // then
        assertThat(later.stage()).isEqualTo(new Stage.Assessing());
        assertThat(later.calls())
                .singleElement()
                .extracting(call -> ((AssessImpact.Request) call.payload()).degradedLinks())
                .isEqualTo(List.of(LINK, OTHER_LINK));
    }

    @Test
    void aPlanThatHasNothingLeftToSeekDoesNotCloseOverSuchALinkEither() {
        // given all traffic is back, and the planner is asked for a part that is needed no more
        Scene scene = Scenes.at(
                Scenes.watched(new Stage.Computing()), restored(), Scenes.of("berlin", new ProtectionState.Unneeded()));
        scene.become(scene.picture().with(scene.picture().links().collecting(List.of(LINK))));

        // when
        Flow.advance(scene);

        // then
        assertThat(scene.stage()).isEqualTo(new Stage.Assessing());
        assertThat(Scenes.sent(scene)).doesNotContain("ticket_closed");
    }
}
