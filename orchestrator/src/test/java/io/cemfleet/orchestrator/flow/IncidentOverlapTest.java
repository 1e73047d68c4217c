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
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.IncidentChange;
import io.cemfleet.a2a.contract.IncidentResolution;
import io.cemfleet.a2a.contract.PlacementDecline;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.contract.TicketClosed;
import io.cemfleet.orchestrator.OrchestratorFixtures;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.Incident;
import io.cemfleet.orchestrator.incident.IncidentFact;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionRecord;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two incidents that share traffic: one owns it, and avoids the links of both. */
class IncidentOverlapTest {
    private static final String FIRST = "INC-2026-0777";
    private final InMemoryKeyRegistry keys = new InMemoryKeyRegistry();

    private IncidentWorkUnit second(IncidentStage stage, Protection... protections) {
        return WorkUnitFixtures.at(WorkUnitFixtures.incident(stage, true), keys, protections);
    }

    @Test
    void trafficThatAnotherIncidentProtectsIsCoveredWithoutARequest() {
        // given
        keys.owners.put(WorkUnitFixtures.KEY.traffic(), FIRST);
        IncidentWorkUnit work =
                second(new IncidentStage.Computing(), WorkUnitFixtures.protection(ProtectionState.Wanted.NEW));

        // when
        IncidentPhases.advance(work);

        // then
        assertThat(work.stage()).isEqualTo(new IncidentStage.Monitoring());
        assertThat(work.calls()).isEmpty();
        assertThat(work.protections().getFirst().state()).isEqualTo(new ProtectionState.Covered(FIRST, false));
        assertThat(work.crossIncidentFacts())
                .contains(new IncidentWorkUnit.CrossIncidentFact(
                        FIRST, new IncidentFact.AvoidanceRequested(WorkUnitFixtures.ID, List.of(LINK))));
        assertThat(work.wakeAt()).isEqualTo(work.now().plusSeconds(10));
    }

    @Test
    void whatIsNotCoveredIsProtectedBesideIt() {
        keys.owners.put(WorkUnitFixtures.KEY.traffic(), FIRST);
        IncidentWorkUnit work = second(
                new IncidentStage.Computing(),
                WorkUnitFixtures.protection(ProtectionState.Wanted.NEW),
                WorkUnitFixtures.of("berlin", ProtectionState.Wanted.NEW));

        IncidentPhases.advance(work);

        assertThat(work.stage()).isEqualTo(new IncidentStage.Computing());
        assertThat(((ComputePlan.Request) work.calls().getFirst().payload()).protections())
                .extracting(ComputePlan.Demand::key)
                .containsExactly(OrchestratorFixtures.PLAIN);
    }

    @Test
    void theOwnerMovesTrafficWhoseProtectionPathCrossesTheOthersLinks() {
        IncidentWorkUnit owner = second(new IncidentStage.Monitoring(), WorkUnitFixtures.steered());
        keys.degradedElsewhere.add("munich-prague");
        IncidentFact request = new IncidentFact.AvoidanceRequested("INC-2026-0888", List.of("munich-prague"));

        IncidentPhases.fold(owner, request);
        IncidentPhases.advance(owner);
        String again = IncidentPhases.fold(owner, request);

        assertThat(owner.stage()).isEqualTo(new IncidentStage.Computing());
        assertThat(owner.protections().getFirst().state().carriesTraffic()).isTrue();
        assertThat(WorkUnitFixtures.avoided(owner)).containsExactly(LINK, "munich-prague");
        assertThat(again).isEqualTo("known");
    }

    @Test
    void theOwnerStaysWhereItsPathIsNotTouched() {
        IncidentWorkUnit owner = second(new IncidentStage.Monitoring(), WorkUnitFixtures.steered());

        IncidentPhases.fold(owner, new IncidentFact.AvoidanceRequested("INC-2026-0888", List.of(OTHER_LINK)));

        assertThat(owner.stage()).isEqualTo(new IncidentStage.Monitoring());
        assertThat(owner.context().links().avoided()).containsExactly(LINK, OTHER_LINK);
        assertThat(owner.context().links().all()).containsExactly(LINK);
    }

    @Test
    void trafficThatTheOwnerReleasedIsReassessedAndProtected() {
        // given
        IncidentWorkUnit work = second(
                new IncidentStage.Monitoring(), WorkUnitFixtures.protection(new ProtectionState.Covered(FIRST, false)));

        // when
        IncidentPhases.advance(work);

        // then
        assertThat(work.stage()).isEqualTo(new IncidentStage.Assessing());

        // and
        IncidentPhases.answered(
                work,
                WorkUnitFixtures.call(CallStep.ASSESS),
                new CallOutcome.Done(impact(
                        service("L3VPN-1", SlaTier.PLATINUM, OrchestratorFixtures.flow("frankfurt", "prague", 100)))));
        IncidentPhases.advance(work);
        assertThat(work.protections().getFirst().state()).isEqualTo(ProtectionState.Wanted.NEW);
        assertThat(keys.owners).containsEntry(WorkUnitFixtures.KEY.traffic(), WorkUnitFixtures.ID);
    }

    @Test
    void aCoveredIncidentWhoseLinksClearedIsResolved() {
        keys.owners.put(WorkUnitFixtures.KEY.traffic(), FIRST);
        IncidentWorkUnit work = second(
                new IncidentStage.Monitoring(), WorkUnitFixtures.protection(new ProtectionState.Covered(FIRST, false)));

        IncidentPhases.fold(
                work, new IncidentFact.UpdateReceived(updated(WorkUnitFixtures.ID, IncidentChange.CLEARED, LINK)));
        IncidentPhases.advance(work);

        assertThat(WorkUnitFixtures.sent(work, TicketClosed.Request.class).getFirst())
                .returns(IncidentResolution.RESOLVED, TicketClosed.Request::resolution)
                .returns(CloseReason.CLEARED_BEFORE_ACTION, ticket -> ticket.details()
                        .closeReason());
    }

    @Test
    void anIncidentStaysOpenWhileAnotherProtectsTrafficOfItsDegradedLinks() {
        keys.owners.put(WorkUnitFixtures.KEY.traffic(), FIRST);
        Incident watched = WorkUnitFixtures.watched(new IncidentStage.Restoring());
        IncidentWorkUnit work = WorkUnitFixtures.at(
                watched,
                keys,
                WorkUnitFixtures.of("berlin", WorkUnitFixtures.steered().state()),
                WorkUnitFixtures.protection(new ProtectionState.Covered(FIRST, false)));

        IncidentPhases.fold(
                work,
                new IncidentFact.RestorationReported(
                        seen(WorkUnitFixtures.ID, RestorationEvent.RESTORED, 1, Map.of())));
        IncidentPhases.advance(work);

        assertThat(work.stage()).isEqualTo(new IncidentStage.Monitoring());
    }

    @Test
    void theOwnerAvoidsAnotherIncidentsLinksOnlyAsLongAsTheyAreDegradedThere() {
        // given an owner that stays clear of two links of another incident
        keys.degradedElsewhere.addAll(List.of("munich-prague", OTHER_LINK));
        IncidentWorkUnit owner =
                second(new IncidentStage.Computing(), WorkUnitFixtures.protection(ProtectionState.Wanted.NEW));
        IncidentPhases.fold(
                owner, new IncidentFact.AvoidanceRequested("INC-2026-0888", List.of("munich-prague", OTHER_LINK)));

        // when one of them cleared there
        keys.degradedElsewhere.remove("munich-prague");
        IncidentPhases.advance(owner);

        // then
        assertThat(WorkUnitFixtures.avoided(owner)).containsExactly(LINK, OTHER_LINK);
        assertThat(owner.context().links().others()).containsExactly(OTHER_LINK);
    }

    @Test
    void whatHadNoPathBesideThoseLinksIsPlannedAgainOnceTheyCleared() {
        // given
        Protection stuck = WorkUnitFixtures.protection(new ProtectionState.NoPath(List.of("avoid.links"), true, false))
                .declined(new ProtectionRecord.PlanDecline(
                        new PlacementDecline(PlacementDecline.Reason.NO_PATH, List.of("munich-prague"), null),
                        OrchestratorFixtures.BEGIN));
        keys.degradedElsewhere.add("munich-prague");
        IncidentWorkUnit owner = second(new IncidentStage.Escalated(EscalationReason.NO_ALTERNATE_PATH, "3"), stuck);
        IncidentPhases.fold(owner, new IncidentFact.AvoidanceRequested("INC-2026-0888", List.of("munich-prague")));
        IncidentPhases.advance(owner);
        assertThat(owner.calls()).isEmpty();

        // when
        keys.degradedElsewhere.remove("munich-prague");
        IncidentPhases.advance(owner);

        // then
        assertThat(owner.stage()).isEqualTo(new IncidentStage.Assessing());
        assertThat(owner.context().links().avoided()).containsExactly(LINK);
    }
}
