package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.BEGIN;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.OTHER_LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.path;
import static io.cemfleet.orchestrator.OrchestratorFixtures.updated;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.ID;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.ROUTE;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.TUNNEL_2;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.at;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.later;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.protection;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.steered;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.watched;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.IncidentChange;
import io.cemfleet.a2a.contract.IncidentState;
import io.cemfleet.a2a.contract.PlacementDecline;
import io.cemfleet.orchestrator.OrchestratorFixtures;
import io.cemfleet.orchestrator.incident.IncidentFact;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionRecord;
import io.cemfleet.orchestrator.incident.ProtectionRoute;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When protections that a plan declined are requested again. */
class DeclinedProtectionsLaterTest {
    private static final String CROSSED = "munich-prague";
    private static final ProtectionRecord.PlanDecline DECLINED = new ProtectionRecord.PlanDecline(
            new PlacementDecline(PlacementDecline.Reason.NOT_BETTER, List.of(), null), BEGIN);

    private final InMemoryKeyRegistry keys = new InMemoryKeyRegistry();

    private IncidentWorkUnit in(IncidentStage stage, int seconds, Protection... protections) {
        return at(watched(stage), BEGIN.plusSeconds(seconds), OrchestratorFixtures.rules(), keys, protections);
    }

    private static Protection withoutPath() {
        return protection(new ProtectionState.NoPath(List.of(), true, false)).declined(DECLINED);
    }

    private static void alsoDegraded(IncidentWorkUnit work) {
        work.update(work.context().with(work.context().links().grown(List.of(CROSSED), List.of())));
    }

    @Test
    void theIncidentWakesWhenADeclinedProtectionIsDueAgain() {
        IncidentWorkUnit work = in(new IncidentStage.Monitoring(), 30, withoutPath());

        IncidentPhases.advance(work);

        assertThat(work.stage()).isEqualTo(new IncidentStage.Monitoring());
        assertThat(work.wakeAt()).isEqualTo(BEGIN.plusSeconds(60));
    }

    @Test
    void anEscalatedIncidentSeeksNoPathByTimeAlone() {
        IncidentWorkUnit work =
                in(new IncidentStage.Escalated(EscalationReason.NO_ALTERNATE_PATH, "3"), 30, withoutPath());

        IncidentPhases.advance(work);

        assertThat(work.wakeAt()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"true,ASSESSING", "false,MONITORING"})
    void trafficOnATunnelWaitsForABetterPathOnlyWhileItsOwnIsDegraded(boolean degraded, IncidentState expected) {
        // given
        IncidentWorkUnit work = in(new IncidentStage.Monitoring(), 60, steered().declined(DECLINED));
        if (degraded) {
            alsoDegraded(work);
        }

        // when
        IncidentPhases.advance(work);

        // then
        assertThat(work.stage().label()).isEqualTo(expected);
    }

    @Test
    void trafficWhoseTunnelIsGoodAgainNeedsNoBetterPath() {
        // given two protections that the plan declined, one on a link that clears
        IncidentWorkUnit work = in(
                new IncidentStage.Monitoring(),
                40,
                steered().declined(DECLINED),
                WorkUnitFixtures.of(
                                "berlin",
                                new ProtectionState.Steered(
                                        new ProtectionRoute(
                                                path("berlin", "prague", OTHER_LINK),
                                                List.of(),
                                                ROUTE.originalPath(),
                                                List.of()),
                                        TUNNEL_2,
                                        List.of("L3VPN-3")))
                        .declined(DECLINED));
        work.update(work.context().with(work.context().links().grown(List.of(CROSSED, OTHER_LINK), List.of())));

        // when
        IncidentPhases.fold(work, new IncidentFact.UpdateReceived(updated(ID, IncidentChange.CLEARED, CROSSED)));

        // then
        assertThat(work.protections())
                .extracting(protection -> protection.record().declined())
                .containsExactly(null, DECLINED);
    }

    @Test
    void whatWaitsForAChangeElsewhereIsCheckedFromTimeToTime() {
        // given a protection that rests until a link of another incident clears
        Protection resting = protection(new ProtectionState.NoPath(List.of(), true, true));
        keys.degradedElsewhere.add(CROSSED);
        IncidentStage escalated = new IncidentStage.Escalated(EscalationReason.NO_ALTERNATE_PATH, "3");
        IncidentWorkUnit alone = in(escalated, 30, resting);
        IncidentWorkUnit depending = in(escalated, 30, resting);
        depending.update(depending.context().with(depending.context().links().avoidingToo(List.of(CROSSED))));

        // when
        IncidentPhases.advance(alone);
        IncidentPhases.advance(depending);

        // then
        assertThat(alone.wakeAt()).isNull();
        assertThat(depending.wakeAt()).isEqualTo(depending.now().plusSeconds(60));
    }

    @Test
    void nothingRestsForTheSakeOfOthersWhereNoneWaitsForAChange() {
        keys.degradedElsewhere.add(CROSSED);
        IncidentWorkUnit work = in(
                new IncidentStage.Escalated(EscalationReason.NO_ALTERNATE_PATH, "3"),
                30,
                protection(new ProtectionState.NoPath(List.of(), true, false)));
        work.update(work.context().with(work.context().links().avoidingToo(List.of(CROSSED))));

        IncidentPhases.advance(work);

        assertThat(work.wakeAt()).isNull();
    }

    @Test
    void aMonitoredIncidentThatProtectsNothingWakesForItsNextRound() {
        // given
        IncidentWorkUnit work = in(new IncidentStage.Monitoring(), 30, protection(new ProtectionState.Failed(true)));
        IncidentPhases.advance(work);
        IncidentWorkUnit earlier = later(work, BEGIN.plusSeconds(40), keys);

        // when
        IncidentPhases.advance(earlier);

        // then
        assertThat(earlier.stage()).isEqualTo(new IncidentStage.Monitoring());
        assertThat(earlier.wakeAt()).isEqualTo(BEGIN.plusSeconds(90));
    }

    @Test
    void aClearOfLinksThatOnlyProtectedTrafficCrossesIsNoNewPlan() {
        // given
        IncidentWorkUnit work = in(new IncidentStage.Monitoring(), 40, steered());
        work.update(work.context().with(work.context().links().grown(List.of(OTHER_LINK), List.of())));
        long revision = work.progress().planRevision();

        // when
        IncidentPhases.fold(work, new IncidentFact.UpdateReceived(updated(ID, IncidentChange.CLEARED, LINK)));

        // then
        assertThat(work.progress().planRevision()).isEqualTo(revision);
    }
}
