package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.BEGIN;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LIMITS;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.declined;
import static io.cemfleet.orchestrator.OrchestratorFixtures.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.IncidentView.SlaValues;
import io.cemfleet.a2a.contract.OriginalPath;
import io.cemfleet.a2a.contract.OwnCongestion;
import io.cemfleet.a2a.contract.PlacementDecline;
import io.cemfleet.a2a.contract.PlacementPrediction;
import io.cemfleet.a2a.contract.PlacementPrediction.LoadedLink;
import io.cemfleet.a2a.contract.SegmentId;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.orchestrator.OrchestratorFixtures;
import io.cemfleet.orchestrator.incident.AttemptState;
import io.cemfleet.orchestrator.incident.Autonomy;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.IncidentFact;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.NoPathPolicy;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionKey;
import io.cemfleet.orchestrator.incident.ProtectionRoute;
import io.cemfleet.orchestrator.incident.ProtectionScope;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.ProtectionTunnel;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A link of 1,000 Mbit/s that three protections fill, each with 200 of them. */
class CongestionReliefTest {
    private static final String FULL = "frankfurt-munich";
    private static final List<String> TUNNELS = List.of("t-platinum", "t-gold", "t-bronze");
    private static final Instant LATER = BEGIN.plusSeconds(40);

    private final Protection platinum = on("frankfurt", SlaTier.PLATINUM, false);
    private final Protection gold = on("berlin", SlaTier.GOLD, false);
    private final Protection bronze = on("hamburg", SlaTier.BRONZE, false);

    private static Protection on(String headEnd, SlaTier tier, boolean cut) {
        return on(headEnd, tier, cut, 0.8);
    }

    private static Protection on(String headEnd, SlaTier tier, boolean cut, double threshold) {
        PlacementPrediction prediction = new PlacementPrediction(
                new SlaValues(120.0, null, 2.0),
                new SlaValues(12.0, null, 0.0),
                200.0,
                List.of(new LoadedLink(FULL, headEnd, 0.15, 0.75, threshold)));
        ProtectionRoute route = new ProtectionRoute(
                path(headEnd, "prague", FULL, "munich-prague"),
                List.of(),
                new OriginalPath(List.of(LINK), null),
                List.of(),
                prediction);
        return new Protection(
                new ProtectionKey(headEnd, "prague", null, TeType.SR_MPLS),
                new ProtectionScope(
                        tier,
                        LIMITS,
                        List.of("L3VPN-" + headEnd),
                        new ProtectionScope.TrafficDemand(200.0, null),
                        List.of(LINK),
                        cut,
                        null),
                AttemptState.NONE,
                new ProtectionState.Steered(
                        route,
                        new ProtectionTunnel("t-" + tier.wire(), SegmentId.label(24001), TeType.SR_MPLS, null),
                        List.of("L3VPN-" + headEnd)));
    }

    private static void report(IncidentWorkUnit work, double utilisation, boolean cleared, Instant at) {
        IncidentPhases.fold(
                work,
                new IncidentFact.CongestionReported(
                        new OwnCongestion.Request(FULL, TUNNELS, utilisation, cleared, at)));
        IncidentPhases.advance(work);
    }

    private IncidentWorkUnit full(double utilisation) {
        IncidentWorkUnit work =
                WorkUnitFixtures.at(WorkUnitFixtures.watched(new IncidentStage.Monitoring()), platinum, gold, bronze);
        report(work, utilisation, false, LATER);
        return work;
    }

    private static List<String> asked(IncidentWorkUnit work) {
        ComputePlan.Request request =
                (ComputePlan.Request) work.calls().getLast().payload();
        return request.protections().stream().map(ComputePlan.Demand::key).toList();
    }

    @Test
    void theLowestTierLeavesAndOnlyAsMuchAsBringsTheLinkBelowItsThreshold() {
        IncidentWorkUnit work = full(0.95);

        assertThat(work.stage()).isEqualTo(new IncidentStage.Computing());
        assertThat(asked(work)).containsExactly(bronze.id());
        assertThat(WorkUnitFixtures.avoided(work)).containsExactly(LINK, FULL);
        assertThat(work.protections()).allMatch(p -> p.state().carriesTraffic());
    }

    @Test
    void moreLeaveWhereOneIsNotEnough() {
        IncidentWorkUnit work = full(1.0 + 0.15);

        assertThat(asked(work)).containsExactly(gold.id(), bronze.id());
    }

    @Test
    void theSameReportTwiceChangesNothingMore() {
        // given
        IncidentWorkUnit work = full(0.95);
        int sent = work.outgoing().size();

        // when
        report(work, 0.95, false, LATER);

        // then
        assertThat(work.calls()).hasSize(1);
        assertThat(work.outgoing()).hasSize(sent);
    }

    @Test
    void whatHasNoOtherPathIsTakenBackAtOnce() {
        // given
        IncidentWorkUnit work = full(0.95);

        // when
        IncidentPhases.answered(
                work,
                WorkUnitFixtures.call(CallStep.COMPUTE),
                new CallOutcome.Done(new ComputePlan.Result(
                        List.of(declined(bronze.id(), PlacementDecline.Reason.NO_ROOM, "a-b")))));
        IncidentPhases.advance(work);

        // then
        assertThat(work.protections().getLast().state()).isInstanceOf(ProtectionState.FailedHolding.class);
        assertThat(work.protections().getLast().record().avoid()).containsExactly(FULL);
        assertThat(work.calls()).extracting("step").contains(CallStep.CLEAN_UP);
        assertThat(WorkUnitFixtures.sent(work, StatusUpdate.Request.class))
                .anySatisfy(update -> assertThat(update.details()).containsEntry("taken_back", List.of(bronze.id())));
    }

    @Test
    void whatHasNeitherAnotherPathNorAnOriginalOneStaysAndAPersonIsCalled() {
        // given
        Protection cut = on("hamburg", SlaTier.BRONZE, true);
        IncidentWorkUnit work =
                WorkUnitFixtures.at(WorkUnitFixtures.watched(new IncidentStage.Monitoring()), platinum, gold, cut);
        report(work, 0.95, false, LATER);

        // when
        IncidentPhases.answered(
                work,
                WorkUnitFixtures.call(CallStep.COMPUTE),
                new CallOutcome.Done(
                        new ComputePlan.Result(List.of(declined(cut.id(), PlacementDecline.Reason.NO_PATH)))));
        IncidentPhases.advance(work);

        // then
        assertThat(work.protections()).allMatch(p -> p.state().carriesTraffic());
        assertThat(work.progress().escalation()).isNotNull().returns(EscalationReason.OWN_CONGESTION, e -> e.reason());
    }

    @Test
    void aFullLinkIsShownAsOurOwnUntilItClears() {
        IncidentWorkUnit work = full(0.95);
        assertThat(work.context().congested()).hasSize(1);
        assertThat(work.context().links().all()).containsExactly(LINK);

        report(work, 0.5, true, LATER.plusSeconds(10));

        assertThat(work.context().congested()).isEmpty();
    }

    @Test
    void aLinkOfWhichNoPlanSaysAnythingLosesOneProtectionAtATime() {
        IncidentWorkUnit work = WorkUnitFixtures.at(
                WorkUnitFixtures.watched(new IncidentStage.Monitoring()), WorkUnitFixtures.steered());

        IncidentPhases.fold(
                work,
                new IncidentFact.CongestionReported(new OwnCongestion.Request(
                        FULL, List.of(WorkUnitFixtures.TUNNEL.tunnelId()), null, false, LATER)));
        IncidentPhases.advance(work);

        assertThat(asked(work)).containsExactly(WorkUnitFixtures.KEY.wire());
    }

    @ParameterizedTest
    @CsvSource({"0.8,1", "0.7,2", "0.5,3"})
    void whereNoPlanNamesAThresholdTheOneThatIsSetSaysHowManyLeave(double threshold, int leaving) {
        IncidentWorkUnit work = WorkUnitFixtures.at(
                WorkUnitFixtures.watched(new IncidentStage.Monitoring()),
                OrchestratorFixtures.rules(NoPathPolicy.ESCALATE, Autonomy.Mode.AUTOMATIC, threshold),
                new InMemoryKeyRegistry(),
                on("frankfurt", SlaTier.PLATINUM, false, 0),
                on("berlin", SlaTier.GOLD, false, 0),
                on("hamburg", SlaTier.BRONZE, false, 0));

        report(work, 0.95, false, LATER);

        assertThat(asked(work)).hasSize(leaving);
    }
}
