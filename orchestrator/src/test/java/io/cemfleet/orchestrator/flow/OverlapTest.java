package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.OTHER_LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.impact;
import static io.cemfleet.orchestrator.OrchestratorFixtures.seen;
import static io.cemfleet.orchestrator.OrchestratorFixtures.service;
import static io.cemfleet.orchestrator.OrchestratorFixtures.updated;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.CloseReason;
import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.IncidentChange;
import io.cemfleet.a2a.contract.PlacementDecline;
import io.cemfleet.a2a.contract.Resolution;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.contract.TicketClosed;
import io.cemfleet.orchestrator.OrchestratorFixtures;
import io.cemfleet.orchestrator.incident.Answer;
import io.cemfleet.orchestrator.incident.Fact;
import io.cemfleet.orchestrator.incident.Incident;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Stage;
import io.cemfleet.orchestrator.incident.Standing;
import io.cemfleet.orchestrator.incident.Step;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two incidents that share traffic: one owns it, and avoids the links of both. */
class OverlapTest {
    private static final String FIRST = "INC-2026-0777";
    private final MemoryKeys keys = new MemoryKeys();

    private Scene second(Stage stage, Protection... protections) {
        return Scenes.at(Scenes.incident(stage, true), keys, protections);
    }

    @Test
    void trafficThatAnotherIncidentProtectsIsCoveredAndNothingIsAskedForIt() {
        // given
        keys.owners.put(Scenes.KEY.traffic(), FIRST);
        Scene scene = second(new Stage.Computing(), Scenes.protection(ProtectionState.Wanted.NEW));

        // when
        Flow.advance(scene);

        // then
        assertThat(scene.stage()).isEqualTo(new Stage.Monitoring());
        assertThat(scene.calls()).isEmpty();
        assertThat(scene.protections().getFirst().state()).isEqualTo(new ProtectionState.Covered(FIRST, false));
        assertThat(scene.asks()).contains(new Scene.Ask(FIRST, new Fact.AvoidAsked(Scenes.ID, List.of(LINK))));
        assertThat(scene.wakeAt()).isEqualTo(scene.now().plusSeconds(10));
    }

    @Test
    void whatIsNotCoveredIsProtectedBesideIt() {
        keys.owners.put(Scenes.KEY.traffic(), FIRST);
        Scene scene = second(
                new Stage.Computing(),
                Scenes.protection(ProtectionState.Wanted.NEW),
                Scenes.of("berlin", ProtectionState.Wanted.NEW));

        Flow.advance(scene);

        assertThat(scene.stage()).isEqualTo(new Stage.Computing());
        assertThat(((ComputePlan.Request) scene.calls().getFirst().payload()).protections())
                .extracting(ComputePlan.Demand::key)
                .containsExactly(OrchestratorFixtures.PLAIN);
    }

    @Test
    void theOwnerMovesTrafficWhoseProtectionPathCrossesTheOthersLinks() {
        Scene owner = second(new Stage.Monitoring(), Scenes.steered());
        keys.degradedElsewhere.add("munich-prague");
        Fact asked = new Fact.AvoidAsked("INC-2026-0888", List.of("munich-prague"));

        Flow.fold(owner, asked);
        Flow.advance(owner);
        String again = Flow.fold(owner, asked);

        assertThat(owner.stage()).isEqualTo(new Stage.Computing());
        assertThat(owner.protections().getFirst().state().carriesTraffic()).isTrue();
        assertThat(Scenes.avoided(owner)).containsExactly(LINK, "munich-prague");
        assertThat(again).isEqualTo("known");
    }

    @Test
    void theOwnerStaysWhereItsPathIsNotTouched() {
        Scene owner = second(new Stage.Monitoring(), Scenes.steered());

        Flow.fold(owner, new Fact.AvoidAsked("INC-2026-0888", List.of(OTHER_LINK)));

        assertThat(owner.stage()).isEqualTo(new Stage.Monitoring());
        assertThat(owner.picture().links().avoided()).containsExactly(LINK, OTHER_LINK);
        assertThat(owner.picture().links().all()).containsExactly(LINK);
    }

    @Test
    void trafficThatTheOwnerLetGoOfIsAssessedAnewAndTakenOn() {
        // given
        Scene scene = second(new Stage.Monitoring(), Scenes.protection(new ProtectionState.Covered(FIRST, false)));

        // when
        Flow.advance(scene);

        // then
        assertThat(scene.stage()).isEqualTo(new Stage.Assessing());

        // and
        Flow.answered(
                scene,
                Scenes.call(Step.ASSESS),
                new Answer.Done(impact(
                        service("L3VPN-1", SlaTier.PLATINUM, OrchestratorFixtures.flow("frankfurt", "prague", 100)))));
        Flow.advance(scene);
        assertThat(scene.protections().getFirst().state()).isEqualTo(ProtectionState.Wanted.NEW);
        assertThat(keys.owners).containsEntry(Scenes.KEY.traffic(), Scenes.ID);
    }

    @Test
    void aCoveredIncidentWhoseLinksClearedIsResolved() {
        keys.owners.put(Scenes.KEY.traffic(), FIRST);
        Scene scene = second(new Stage.Monitoring(), Scenes.protection(new ProtectionState.Covered(FIRST, false)));

        Flow.fold(scene, new Fact.Updated(updated(Scenes.ID, IncidentChange.CLEARED, LINK)));
        Flow.advance(scene);

        assertThat(Scenes.sent(scene, TicketClosed.Request.class).getFirst())
                .returns(Resolution.RESOLVED, TicketClosed.Request::resolution)
                .returns(CloseReason.CLEARED_BEFORE_ACTION, ticket -> ticket.details()
                        .closeReason());
    }

    @Test
    void anIncidentIsNotResolvedWhileItsLinksAreDegradedAndAnotherProtectsTheRest() {
        keys.owners.put(Scenes.KEY.traffic(), FIRST);
        Incident watched = Scenes.watched(new Stage.Restoring());
        Scene scene = Scenes.at(
                watched,
                keys,
                Scenes.of("berlin", Scenes.steered().state()),
                Scenes.protection(new ProtectionState.Covered(FIRST, false)));

        Flow.fold(scene, new Fact.Restoration(seen(Scenes.ID, RestorationEvent.RESTORED, 1, Map.of())));
        Flow.advance(scene);

        assertThat(scene.stage()).isEqualTo(new Stage.Monitoring());
    }

    @Test
    void theOwnerAvoidsAnotherIncidentsLinksOnlyAsLongAsTheyAreDegradedThere() {
        // given an owner that stays clear of two links of another incident
        keys.degradedElsewhere.addAll(List.of("munich-prague", OTHER_LINK));
        Scene owner = second(new Stage.Computing(), Scenes.protection(ProtectionState.Wanted.NEW));
        Flow.fold(owner, new Fact.AvoidAsked("INC-2026-0888", List.of("munich-prague", OTHER_LINK)));

        // when one of them cleared there
        keys.degradedElsewhere.remove("munich-prague");
        Flow.advance(owner);

        // then
        assertThat(Scenes.avoided(owner)).containsExactly(LINK, OTHER_LINK);
        assertThat(owner.picture().links().others()).containsExactly(OTHER_LINK);
    }

    @Test
    void whatHadNoPathBesideThoseLinksIsPlannedAgainOnceTheyCleared() {
        // given
        Protection stuck = Scenes.protection(new ProtectionState.NoPath(List.of("avoid.links"), true, false))
                .declined(new Standing.Declined(
                        new PlacementDecline(PlacementDecline.Reason.NO_PATH, List.of("munich-prague"), null),
                        OrchestratorFixtures.BEGIN));
        keys.degradedElsewhere.add("munich-prague");
        Scene owner = second(new Stage.Escalated("no_alternate_path", "3"), stuck);
        Flow.fold(owner, new Fact.AvoidAsked("INC-2026-0888", List.of("munich-prague")));
        Flow.advance(owner);
        assertThat(owner.calls()).isEmpty();

        // when
        keys.degradedElsewhere.remove("munich-prague");
        Flow.advance(owner);

        // then
        assertThat(owner.stage()).isEqualTo(new Stage.Assessing());
        assertThat(owner.picture().links().avoided()).containsExactly(LINK);
    }
}
