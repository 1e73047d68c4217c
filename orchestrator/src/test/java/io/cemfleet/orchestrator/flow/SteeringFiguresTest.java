package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.BEGIN;
import static io.cemfleet.orchestrator.OrchestratorFixtures.COLOURED;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.ID;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.ROUTE;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.TUNNEL;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.TUNNEL_2;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.entered;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.fold;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.messages;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.other;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.protection;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.sent;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.steered;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.watched;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.IncidentState;
import io.cemfleet.a2a.contract.IncidentView.LinkLoad;
import io.cemfleet.a2a.contract.OriginalPath;
import io.cemfleet.a2a.contract.PlacementPrediction;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.a2a.contract.RestorationUpdate;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.a2a.contract.SteeringOutcome;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.IncidentFact;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionRecord;
import io.cemfleet.orchestrator.incident.ProtectionRoute;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.ProtectionTunnel;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How operators read what was measured after steering. */
class SteeringFiguresTest extends HeldTunnelCase {
    private static final LinkLoad FULL = new LinkLoad("frankfurt-munich", "frankfurt", 0.7, 0.95, 0.8);

    private IncidentWorkUnit in(IncidentStage stage, Protection... protections) {
        return WorkUnitFixtures.at(watched(stage), keys, protections);
    }

    private static void verdict(IncidentWorkUnit work, ProtectionTunnel tunnel, String verdict, LinkLoad... links) {
        Map<String, Object> measured = Map.of(
                "tunnel_id",
                tunnel.tunnelId(),
                "verdict",
                verdict,
                "before",
                wire(BAD),
                "after",
                wire(WORSE),
                "links",
                Stream.of(links).map(SteeringFiguresTest::wire).toList());
        fold(
                work,
                new IncidentFact.RestorationReported(new RestorationUpdate.Request(
                        ID,
                        List.of(tunnel.tunnelId()),
                        RestorationEvent.SLA_AFTER_STEERING,
                        Map.of("tunnels", List.of(measured)),
                        BEGIN,
                        1)));
    }

    private static Map<String, Object> wire(LinkLoad load) {
        return Map.of(
                "link_id",
                load.linkId(),
                "predicted",
                Objects.requireNonNull(load.predicted()),
                "measured",
                Objects.requireNonNull(load.measured()),
                "threshold",
                Objects.requireNonNull(load.threshold()));
    }

    @ParameterizedTest
    @CsvSource({
        "helped,Service levels measured after steering (before 258.5 ms",
        "unknown,Service levels measured after steering (before 258.5 ms",
        "not_helped,Steering did not help all services (before 258.5 ms"
    })
    void theUpdateSaysWhetherSteeringHelpedAndWhatWasMeasured(String verdict, String message) {
        IncidentWorkUnit work = in(new IncidentStage.Monitoring(), steered());

        verdict(work, TUNNEL, verdict);

        assertThat(messages(work)).first().asString().startsWith(message).contains("measured 262.3 ms, 3.00 % loss");
    }

    @Test
    void theFiguresAreThoseOfTheTunnelsThatTheReportNames() {
        // given
        Protection first = steered()
                .withEffect(
                        new ProtectionRecord.SteeringEffect(GOOD, GOOD, true, null, SteeringOutcome.HELPED, List.of()));
        IncidentWorkUnit work = in(new IncidentStage.Monitoring(), first, other());

        // when
        verdict(work, TUNNEL_2, "helped");

        // then
        assertThat(messages(work))
                .first()
                .asString()
                .contains("before 258.5 ms")
                .doesNotContain("12.0 ms");
    }

    @Test
    void whatIsTakenBackFromAFullLinkIsReportedWithTheLinksLoad() {
        IncidentWorkUnit work = in(new IncidentStage.Monitoring(), steered());

        verdict(work, TUNNEL, "made_worse", FULL);

        assertThat(messages(work))
                .first()
                .asString()
                .startsWith("Taken back, traffic is on its former path again: " + COLOURED + " made worse")
                .contains("frankfurt-munich at 95 %");
    }

    @Test
    void whatIsTakenBackIsDescribedWithFiguresAndTheLoadsThatAreKnown() {
        // given
        IncidentWorkUnit full = in(new IncidentStage.Monitoring(), steered());
        IncidentWorkUnit worse = in(new IncidentStage.Monitoring(), steered());

        // when
        verdict(full, TUNNEL, "made_worse", FULL);
        verdict(worse, TUNNEL, "made_worse");

        // then
        assertThat(withdrawn(full)).containsKeys("sla_before", "sla_after", "link_loads");
        assertThat(withdrawn(worse)).containsKeys("sla_before", "sla_after").doesNotContainKey("link_loads");
    }

    private static Map<String, Object> withdrawn(IncidentWorkUnit work) {
        return ProtectionWithdrawal.details(only(work));
    }

    @Test
    void aVerdictDuringARoundIsReportedOnlyWhereSomethingIsTakenBack() {
        // given
        IncidentWorkUnit helped = in(new IncidentStage.Assessing(), steered());
        IncidentWorkUnit worse = in(new IncidentStage.Assessing(), steered());

        // when
        verdict(helped, TUNNEL, "helped");
        verdict(worse, TUNNEL, "made_worse");

        // then
        assertThat(messages(helped)).isEmpty();
        assertThat(messages(worse)).first().asString().startsWith("Taken back");
    }

    @Test
    void operatorsWhoHaveToDecideGetTheFigures() {
        keys.notHelped.put(WorkUnitFixtures.KEY, 1);
        IncidentWorkUnit work = in(new IncidentStage.Monitoring(), steered());

        verdict(work, TUNNEL, "not_helped");

        assertThat(sent(work, StatusUpdate.Request.class).getLast().details().get("evidence"))
                .asString()
                .contains("protection_key=" + COLOURED)
                .contains("sla_before={latency_ms=258.5")
                .contains("sla_after={latency_ms=262.3");
    }

    @Test
    void whatDidNotHelpAndHasNoOtherPathIsTakenBackAndTheRestStaysWatched() {
        // given a path over the links of the original one
        ProtectionRoute same = new ProtectionRoute(
                ROUTE.path(), List.of(), new OriginalPath(ROUTE.path().links(), null), List.of());
        Protection lone = protection(new ProtectionState.Steered(same, TUNNEL, List.of("L3VPN-1")));
        IncidentWorkUnit work = in(new IncidentStage.Monitoring(), lone, other());

        // when
        verdict(work, TUNNEL, "not_helped");

        // then
        assertTakenBack(work, "did_not_help");
        assertThat(work.calls()).extracting("step").contains(CallStep.MONITOR);
    }

    @Test
    void anotherPathForWhatDidNotHelpIsPlannedOnce() {
        IncidentWorkUnit work = in(new IncidentStage.Monitoring(), steered());

        verdict(work, TUNNEL, "not_helped");

        assertThat(entered(work)).containsExactly(IncidentState.COMPUTING);
    }

    @Test
    void aSecondMeasurementWithoutLinksKeepsTheLoadsOfTheFirst() {
        // given a protection that was left on a full link while others were withdrawn from it
        Protection waiting = steered()
                .withEffect(new ProtectionRecord.SteeringEffect(
                        BAD, WORSE, null, null, SteeringOutcome.MADE_WORSE, List.of(FULL)));
        IncidentWorkUnit unmeasured = in(new IncidentStage.Monitoring(), waiting);
        LinkLoad fuller = new LinkLoad("frankfurt-munich", null, 0.7, 0.97, 0.8);
        IncidentWorkUnit measured = in(new IncidentStage.Monitoring(), waiting);

        // when
        verdict(unmeasured, TUNNEL, "unknown");
        verdict(measured, TUNNEL, "unknown", fuller);

        // then
        assertThat(only(unmeasured).record().withdrawnPaths().getLast().linkLoads())
                .containsExactly(FULL);
        assertThat(only(measured).record().withdrawnPaths().getLast().linkLoads())
                .containsExactly(fuller);
    }

    @ParameterizedTest
    @CsvSource({"0.75,RELIEVED", "0.8,RELIEVED", "0.81,MADE_WORSE"})
    void aLinkAtItsThresholdIsRelieved(double load, SteeringOutcome expected) {
        // given
        Protection waiting = steered()
                .withEffect(new ProtectionRecord.SteeringEffect(
                        BAD, WORSE, null, null, SteeringOutcome.MADE_WORSE, List.of(FULL)));
        IncidentWorkUnit work = in(new IncidentStage.Monitoring(), waiting);

        // when
        verdict(work, TUNNEL, "unknown", new LinkLoad("frankfurt-munich", null, 0.7, load, 0.8));

        // then
        assertThat(only(work).record().effect())
                .isNotNull()
                .returns(expected, ProtectionRecord.SteeringEffect::outcome);
    }

    @Test
    void aLinkWithoutAThresholdIsNotKnownToBeGood() {
        SteeringMeasurement unknown = new SteeringMeasurement(
                TUNNEL.tunnelId(),
                null,
                SteeringOutcome.UNKNOWN,
                null,
                null,
                null,
                List.of(new LinkLoad("frankfurt-munich", null, 0.7, 0.1, null)));

        assertThat(unknown.linksAreGood()).isFalse();
        assertThat(SteeringMeasurement.overloaded(unknown.links())).isEmpty();
    }

    @Test
    void whereTheMonitorDoesNotSayWhatWasExpectedThePlanDoes() {
        // given
        ProtectionRoute predicted = new ProtectionRoute(
                ROUTE.path(),
                List.of(),
                ROUTE.originalPath(),
                List.of(),
                new PlacementPrediction(BAD, GOOD, 100.0, List.of()));
        SteeringMeasurement silent =
                new SteeringMeasurement(TUNNEL.tunnelId(), null, SteeringOutcome.HELPED, BAD, null, GOOD, List.of());
        SteeringMeasurement own =
                new SteeringMeasurement(TUNNEL.tunnelId(), null, SteeringOutcome.HELPED, BAD, WORSE, GOOD, List.of());

        assertThat(silent.verdict(predicted).predicted()).isEqualTo(GOOD);
        assertThat(own.verdict(predicted).predicted()).isEqualTo(WORSE);
        assertThat(silent.verdict(null).predicted()).isNull();
    }

    @Test
    void aPathThatWasSoughtToNoAvailIsNotSoughtAgain() {
        // given a tunnel that did not help, while the path that was sought instead could not be built
        Protection stayed = steered()
                .withEffect(new ProtectionRecord.SteeringEffect(
                        BAD, GOOD, false, null, SteeringOutcome.NOT_HELPED, List.of()))
                .avoiding(ROUTE.path().links());
        IncidentWorkUnit work = in(new IncidentStage.Monitoring(), stayed);

        // when
        IncidentPhases.advance(work);

        // then
        assertThat(work.stage()).isEqualTo(new IncidentStage.Monitoring());
        assertThat(only(work).state().carriesTraffic()).isTrue();
    }
}
