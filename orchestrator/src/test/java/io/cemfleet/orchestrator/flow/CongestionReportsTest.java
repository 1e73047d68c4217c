package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.BEGIN;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LIMITS;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.declined;
import static io.cemfleet.orchestrator.OrchestratorFixtures.path;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.at;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.call;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.entered;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.fold;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.messages;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.sent;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.steered;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.watched;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.IncidentState;
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
import io.cemfleet.orchestrator.incident.AttemptState;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.CongestedLink;
import io.cemfleet.orchestrator.incident.IncidentContext;
import io.cemfleet.orchestrator.incident.IncidentFact;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionKey;
import io.cemfleet.orchestrator.incident.ProtectionRoute;
import io.cemfleet.orchestrator.incident.ProtectionScope;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.ProtectionTunnel;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A full link is reported once, relieved as far as predictions say, and forgotten when it clears. */
class CongestionReportsTest {
    private static final String FULL = "frankfurt-munich";
    private static final List<String> TUNNELS = List.of("t-platinum", "t-gold", "t-bronze");
    private static final Instant LATER = BEGIN.plusSeconds(40);

    private final Protection platinum = on("frankfurt", SlaTier.PLATINUM, 200.0, 0.75);
    private final Protection gold = on("berlin", SlaTier.GOLD, 200.0, 0.75);
    private final Protection bronze = on("hamburg", SlaTier.BRONZE, 200.0, 0.75);

    /** Of 200 Mbit/s as measured; the plan saw a demand, and a load of the link afterwards, from 15 %. */
    private static Protection on(String headEnd, SlaTier tier, double planned, double after) {
        PlacementPrediction prediction = new PlacementPrediction(
                new SlaValues(120.0, null, 2.0),
                new SlaValues(12.0, null, 0.0),
                planned,
                List.of(
                        new LoadedLink(FULL, headEnd, 0.15, after, 0.8),
                        new LoadedLink("munich-prague", "munich", 0.1, 0.2, 0.3)));
        return over(headEnd, tier, prediction, FULL, "munich-prague");
    }

    private static Protection over(String headEnd, SlaTier tier, PlacementPrediction prediction, String... links) {
        ProtectionRoute route = new ProtectionRoute(
                path(headEnd, "prague", links),
                List.of(),
                new OriginalPath(List.of(LINK), null),
                List.of(),
                prediction);
        List<String> services = List.of("L3VPN-" + headEnd);
        return new Protection(
                new ProtectionKey(headEnd, "prague", null, TeType.SR_MPLS),
                new ProtectionScope(tier, LIMITS, services, 200.0, List.of(LINK)),
                AttemptState.NONE,
                new ProtectionState.Steered(
                        route,
                        new ProtectionTunnel("t-" + tier.wire(), SegmentId.label(24001), TeType.SR_MPLS, null),
                        services));
    }

    private static IncidentWorkUnit monitoring(Protection... protections) {
        return at(watched(new IncidentStage.Monitoring()), protections);
    }

    private static String report(IncidentWorkUnit work, @Nullable Double utilisation, boolean cleared, Instant at) {
        return fold(
                work,
                new IncidentFact.CongestionReported(
                        new OwnCongestion.Request(FULL, TUNNELS, utilisation, cleared, at)));
    }

    private static List<String> leaving(IncidentWorkUnit work) {
        return ((ComputePlan.Request) work.calls().getLast().payload())
                .protections().stream().map(ComputePlan.Demand::key).toList();
    }

    @Test
    void aFullLinkIsReportedOnceAsNoFaultOfTheNetwork() {
        // given
        IncidentWorkUnit work = monitoring(platinum, gold, bronze);

        // when
        String first = report(work, 0.95, false, LATER);
        String second = report(work, 0.97, false, LATER.plusSeconds(5));

        // then
        String message = "Protections of this incident fill frankfurt-munich, it is no fault of the network";
        assertThat(messages(work)).containsOnlyOnce(message);
        assertThat(sent(work, StatusUpdate.Request.class).getFirst().details())
                .containsEntry("event", "own_congestion")
                .containsEntry("link_id", FULL)
                .containsEntry("tunnel_ids", TUNNELS)
                .containsEntry("utilisation", 0.95);
        assertThat(List.of(first, second)).containsOnly("folded");
        assertThat(work.audits())
                .extracting(entry -> entry.details().get("event"))
                .filteredOn("own_congestion"::equals)
                .hasSize(2);
    }

    @Test
    void whatLeavesAFullLinkIsReportedAndPlannedOnce() {
        IncidentWorkUnit work = monitoring(platinum, gold, bronze);

        report(work, 0.95, false, LATER);

        assertThat(messages(work)).contains("1 protections leave frankfurt-munich, which they fill");
        assertThat(entered(work)).containsExactly(IncidentState.COMPUTING);
    }

    @Test
    void aLinkThatIsNotMeasuredIsReportedWithoutUtilisation() {
        IncidentWorkUnit work = monitoring(platinum);

        report(work, null, false, LATER);

        assertThat(sent(work, StatusUpdate.Request.class).getFirst().details()).doesNotContainKey("utilisation");
    }

    @Test
    void aReportThatIsOlderThanTheLastOneChangesNothing() {
        IncidentWorkUnit work = monitoring(platinum, gold, bronze);
        report(work, 0.95, false, LATER);

        assertThat(report(work, 0.99, false, LATER)).isEqualTo("known");
        assertThat(report(work, 0.1, true, LATER.minusSeconds(1))).isEqualTo("ignored: older than the last report");
        assertThat(work.context().congested()).singleElement().returns(0.95, CongestedLink::utilisation);
    }

    @Test
    void aLinkThatNoneOfItsProtectionsCrossesIsNotItsOwn() {
        IncidentWorkUnit work = monitoring(steered());

        assertThat(report(work, 0.95, false, LATER)).isEqualTo("ignored: no traffic of its protections is on the link");
        assertThat(report(work, 0.1, true, LATER)).isEqualTo("ignored: not known to be full");
        assertThat(work.context().congested()).isEmpty();
        assertThat(messages(work)).isEmpty();
    }

    @Test
    void aLinkThatIsFullNoMoreIsReportedAndAudited() {
        IncidentWorkUnit work = monitoring(platinum, gold, bronze);
        report(work, 0.95, false, LATER);

        String result = report(work, 0.5, true, LATER.plusSeconds(10));

        assertThat(result).isEqualTo("folded");
        assertThat(messages(work)).endsWith("Protections of this incident no longer fill frankfurt-munich");
        assertThat(work.audits().getLast().details()).containsEntry("event", "own_congestion_over");
    }

    /** The lowest one has left the link already, and is on its other path since LATER + 30 s. */
    private IncidentWorkUnit relieved() {
        PlacementPrediction none = new PlacementPrediction(
                new SlaValues(120.0, null, 2.0), new SlaValues(12.0, null, 0.0), null, List.of());
        Protection elsewhere = over("hamburg", SlaTier.BRONZE, none, "a-b", "b-c");
        IncidentWorkUnit work = monitoring(
                platinum, gold, elsewhere.steered((ProtectionState.Steered) elsewhere.state(), LATER.plusSeconds(30)));
        IncidentContext context =
                work.context().congested(new OwnCongestion.Request(FULL, TUNNELS, 0.95, false, LATER));
        work.update(context.with(context.congested(FULL).orElseThrow().handled(List.of(elsewhere.id()))));
        return work;
    }

    @Test
    void aReportFromBeforeTheLastMoveTookEffectMovesNothingMore() {
        IncidentWorkUnit work = relieved();

        report(work, 0.95, false, LATER.plusSeconds(20));

        assertThat(work.stage()).isEqualTo(new IncidentStage.Monitoring());
        assertThat(work.protections()).allMatch(protection -> protection.state() instanceof ProtectionState.Steered);
    }

    @Test
    void aReportFromAfterTheLastMoveMovesTheLowestOfThoseThatAreStillOnTheLink() {
        IncidentWorkUnit work = relieved();

        report(work, 0.95, false, LATER.plusSeconds(40));

        assertThat(leaving(work)).containsExactly(gold.id());
    }

    @ParameterizedTest
    @CsvSource({"200,1", "50,2"})
    void theDemandThatThePlanSawSaysHowMuchAProtectionRelievesTheLink(double planned, int count) {
        IncidentWorkUnit work = monitoring(platinum, gold, on("hamburg", SlaTier.BRONZE, planned, 0.75));

        report(work, 0.95, false, LATER);

        assertThat(leaving(work)).hasSize(count);
    }

    @Test
    void protectionsThatWerePredictedToAddNoLoadLeaveOneAtATime() {
        IncidentWorkUnit work =
                monitoring(on("frankfurt", SlaTier.PLATINUM, 200.0, 0.15), on("hamburg", SlaTier.BRONZE, 200.0, 0.15));

        report(work, 0.95, false, LATER);

        assertThat(leaving(work)).hasSize(1);
    }

    @Test
    void whatIsDeclinedForAnotherReasonStaysThoughItCrossesTheFullLink() {
        // given a full link that another protection left, and a plan for one that stays on it
        IncidentWorkUnit work = relieved();
        Protection seeking = gold.in(((ProtectionState.Steered) gold.state()).replan());
        IncidentWorkUnit computing =
                at(work.incident().entering(new IncidentStage.Computing()), platinum, seeking, bronze);

        // when
        IncidentPhases.answered(
                computing,
                call(CallStep.COMPUTE),
                new CallOutcome.Done(new ComputePlan.Result(
                        List.of(declined(gold.id(), PlacementDecline.Reason.NOT_BETTER, "a-b")))));

        // then
        assertThat(computing.protections())
                .allMatch(protection -> protection.state().carriesTraffic());
    }

    @Test
    void onlyWhatWasMovedOffTheLinkHasToTakeEffectFirst() {
        // given one that stays on the link, and got its traffic after the report
        IncidentWorkUnit work = relieved();
        work.put(gold.steered((ProtectionState.Steered) gold.state(), LATER.plusSeconds(60)));

        // when
        report(work, 0.95, false, LATER.plusSeconds(40));

        // then
        assertThat(leaving(work)).containsExactly(gold.id());
    }
}
