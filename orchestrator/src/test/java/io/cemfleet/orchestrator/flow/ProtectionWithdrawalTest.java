package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.LIMITS;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.DeleteTunnel;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.IncidentView.SlaValues;
import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.a2a.contract.SegmentId;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.a2a.contract.SteeringOutcome;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.a2a.contract.WithdrawalReason;
import io.cemfleet.orchestrator.OrchestratorFixtures;
import io.cemfleet.orchestrator.incident.AgentCall;
import io.cemfleet.orchestrator.incident.AttemptState;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.CallStep;
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
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What made things worse is taken back at once, and not tried again the same way. */
class ProtectionWithdrawalTest {
    private static final CallOutcome GONE = new CallOutcome.Done(new DeleteTunnel.Result(true, true));
    private static final Map<String, Object> FULL = Map.of(
            "link_id", "frankfurt-munich", "from", "frankfurt", "predicted", 0.7, "measured", 0.95, "threshold", 0.8);
    private static final Map<String, Object> RELIEVED = Map.of(
            "link_id", "frankfurt-munich", "from", "frankfurt", "predicted", 0.7, "measured", 0.75, "threshold", 0.8);

    private final InMemoryKeyRegistry keys = new InMemoryKeyRegistry();

    /** Steered over frankfurt-munich; its only service bears its number. */
    private static Protection steered(int number, SlaTier tier) {
        ProtectionRoute route = new ProtectionRoute(
                OrchestratorFixtures.path("frankfurt", "prague", "frankfurt-munich", "munich-prague"),
                List.of(),
                WorkUnitFixtures.ROUTE.originalPath(),
                List.of());
        return new Protection(
                new ProtectionKey("frankfurt", "prague", number, TeType.SR_MPLS),
                new ProtectionScope(tier, LIMITS, List.of("L3VPN-" + number), 50.0, List.of(LINK)),
                AttemptState.NONE,
                new ProtectionState.Steered(
                        route,
                        new ProtectionTunnel("t-" + number, SegmentId.label(24000 + number), TeType.SR_MPLS, 1L),
                        List.of("L3VPN-" + number)));
    }

    private IncidentWorkUnit monitoring(Protection... protections) {
        return WorkUnitFixtures.at(WorkUnitFixtures.watched(new IncidentStage.Monitoring()), keys, protections);
    }

    private static Map<String, Object> tunnel(int number, String verdict, Map<String, Object> link) {
        return Map.of(
                "tunnel_id",
                "t-" + number,
                "verdict",
                verdict,
                "before",
                Map.of("latency_ms", 20.0, "loss_pct", 1.0),
                "predicted",
                Map.of("latency_ms", 10.0, "loss_pct", 0.0),
                "after",
                Map.of("latency_ms", 90.0, "loss_pct", 12.0),
                "links",
                link.isEmpty() ? List.of() : List.of(link));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static void measured(IncidentWorkUnit work, Map<String, Object>... tunnels) {
        IncidentPhases.fold(
                work,
                new IncidentFact.RestorationReported(seen(
                        WorkUnitFixtures.ID,
                        RestorationEvent.SLA_AFTER_STEERING,
                        1,
                        Map.of("tunnels", List.of(tunnels)))));
        IncidentPhases.advance(work);
    }

    private static Protection of(IncidentWorkUnit work, int number) {
        return work.protections().stream()
                .filter(p -> java.util.Objects.equals(p.key().color(), number))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> removed(IncidentWorkUnit work) {
        return work.calls().stream()
                .filter(call -> call.step() == CallStep.CLEAN_UP)
                .map(call -> ((DeleteTunnel.Request) call.payload()).tunnelId())
                .toList();
    }

    private IncidentWorkUnit gone(IncidentWorkUnit before, int number) {
        IncidentWorkUnit work = WorkUnitFixtures.later(before, before.now().plusSeconds(1), keys);
        work.put(ProtectionWorkflow.answered(work, WorkUnitFixtures.call(CallStep.CLEAN_UP), of(work, number), GONE));
        IncidentPhases.advance(work);
        return work;
    }

    @Test
    void aLinkThatFillsLaterIsRelievedThoughSteeringHelpedAtFirst() {
        // given
        IncidentWorkUnit work = monitoring(steered(1, SlaTier.GOLD));
        measured(work, tunnel(1, "helped", RELIEVED));
        assertThat(removed(work)).isEmpty();
        // when
        measured(work, tunnel(1, "made_worse", FULL));
        // then
        assertThat(removed(work)).containsExactly("t-1");
    }

    @Test
    void aWorsenedServiceIsWithdrawnAtOnceWithItsFigures() {
        // given
        IncidentWorkUnit work = monitoring(steered(1, SlaTier.PLATINUM), steered(2, SlaTier.GOLD));

        // when
        measured(work, tunnel(1, "made_worse", Map.of()), tunnel(2, "helped", Map.of()));

        // then
        assertThat(removed(work)).containsExactly("t-1");
        assertThat(of(work, 1).state())
                .isInstanceOfSatisfying(ProtectionState.FailedHolding.class, holding -> assertThat(holding.withdrawn())
                        .isEqualTo(WithdrawalReason.MADE_WORSE));
        assertThat(of(work, 1).record().withdrawnPaths()).singleElement().satisfies(tried -> assertThat(tried)
                .returns(List.of("frankfurt-munich", "munich-prague"), t -> t.links())
                .returns(new SlaValues(20.0, null, 1.0), t -> t.before())
                .returns(new SlaValues(10.0, null, 0.0), t -> t.predicted())
                .returns(new SlaValues(90.0, null, 12.0), t -> t.after()));
        StatusUpdate.Request reported =
                WorkUnitFixtures.sent(work, StatusUpdate.Request.class).getFirst();
        assertThat(reported.message())
                .contains("frankfurt>prague/1/sr-mpls made worse")
                .contains(
                        "before 20.0 ms, 1.00 % loss; predicted 10.0 ms, 0.00 % loss; measured 90.0 ms, 12.00 % loss");
        assertThat(reported.details().get("withdrawn"))
                .asString()
                .contains("t-1")
                .doesNotContain("t-2");

        // and the restoration monitor watches the rest alone
        assertThat(work.calls())
                .filteredOn("step", CallStep.MONITOR)
                .singleElement()
                .extracting(AgentCall::payload)
                .satisfies(request -> assertThat(((MonitorRestoration.Request) request).protections())
                        .extracting("tunnelId")
                        .containsExactly("t-2"));
    }

    @Test
    void onceItIsOutOfTheNetworkAnotherPathIsSoughtThatAvoidsIt() {
        IncidentWorkUnit work = monitoring(steered(1, SlaTier.PLATINUM));
        measured(work, tunnel(1, "made_worse", Map.of()));

        IncidentWorkUnit after = gone(work, 1);

        assertThat(after.stage()).isEqualTo(new IncidentStage.Computing());
        assertThat(after.calls()).extracting("step").containsExactly(CallStep.COMPUTE);
        assertThat(WorkUnitFixtures.avoided(after)).containsExactly(LINK, "frankfurt-munich", "munich-prague");
        assertThat(after.progress().planRevision())
                .isGreaterThan(work.progress().planRevision());
    }

    @Test
    void whatDidHarmOnEveryPathThatWasTriedIsLeftWhereItIs() {
        // given
        IncidentWorkUnit work = monitoring(steered(1, SlaTier.PLATINUM));
        ProtectionWithdrawal.withdraw(
                work, work.protections(), WithdrawalReason.OWN_CONGESTION, List.of("frankfurt-munich"));
        int most = work.rules().attempts();
        for (int tried = 1; tried < most; tried++) {
            work.put(of(work, 1).withdrawn(of(work, 1).record().withdrawnPaths().getLast()));
        }
        // when
        IncidentWorkUnit after = gone(work, 1);
        // then
        assertThat(of(after, 1).state()).isInstanceOf(ProtectionState.NoPath.class);
        assertThat(after.calls()).extracting("step").doesNotContain(CallStep.COMPUTE);
    }

    @Test
    void ofThoseThatFillALinkOnlyTheLowestTierGoesAndTheOthersAreMeasuredAgain() {
        // given
        IncidentWorkUnit work =
                monitoring(steered(1, SlaTier.PLATINUM), steered(2, SlaTier.BRONZE), steered(3, SlaTier.GOLD));

        // when
        measured(work, tunnel(1, "made_worse", FULL), tunnel(2, "made_worse", FULL), tunnel(3, "made_worse", FULL));

        // then
        assertThat(removed(work)).containsExactly("t-2");
        assertThat(of(work, 2).record().avoid()).containsExactly("frankfurt-munich");
        MonitorRestoration.Request request = (MonitorRestoration.Request) work.calls().stream()
                .filter(call -> call.step() == CallStep.MONITOR)
                .findFirst()
                .orElseThrow()
                .payload();
        assertThat(request.protections()).extracting("tunnelId").containsExactly("t-1", "t-3");
        assertThat(request.protections()).extracting("steeredAt").containsOnly(work.now());

        // and when that was not enough, the next one goes
        IncidentWorkUnit second = WorkUnitFixtures.later(work, work.now().plusSeconds(20), keys);
        measured(second, tunnel(1, "made_worse", FULL), tunnel(3, "not_helped", FULL));
        assertThat(removed(second)).contains("t-3").doesNotContain("t-1");

        // and when it is, the rest stays
        IncidentWorkUnit third = WorkUnitFixtures.later(second, second.now().plusSeconds(20), keys);
        measured(third, tunnel(1, "not_helped", RELIEVED));
        assertThat(removed(third)).doesNotContain("t-1");
        assertThat(of(third, 1).state()).isInstanceOf(ProtectionState.Steered.class);
        assertThat(of(third, 1).record().effect()).returns(SteeringOutcome.RELIEVED, v -> v.outcome());
    }

    @Test
    void whatHelpedAtFirstIsTakenBackOnceALinkThatItLoadsFills() {
        // given
        IncidentWorkUnit work = monitoring(steered(1, SlaTier.PLATINUM));
        measured(work, tunnel(1, "helped", Map.of()));

        // when
        measured(work, tunnel(1, "made_worse", FULL));

        // then
        assertThat(removed(work)).containsExactly("t-1");
    }

    @Test
    void aLinkThatIsNotKnownToBeRelievedCostsTheNextOne() {
        IncidentWorkUnit work = monitoring(steered(1, SlaTier.PLATINUM), steered(2, SlaTier.BRONZE));
        measured(work, tunnel(1, "made_worse", FULL), tunnel(2, "made_worse", FULL));

        IncidentWorkUnit later = WorkUnitFixtures.later(work, work.now().plusSeconds(20), keys);
        measured(later, tunnel(1, "unknown", Map.of()));

        assertThat(removed(later)).contains("t-1");
    }

    @Test
    void aKeyMadeWorseTwiceIsLeftAloneAndEscalated() {
        // given
        keys.notHelped.put(new ProtectionKey("frankfurt", "prague", 1, TeType.SR_MPLS), 1);
        IncidentWorkUnit work = monitoring(steered(1, SlaTier.PLATINUM));

        // when
        measured(work, tunnel(1, "made_worse", Map.of()));

        // then
        assertThat(work.stage()).isEqualTo(new IncidentStage.Escalated(EscalationReason.MADE_WORSE, "6"));
        assertThat(removed(work)).containsExactly("t-1");

        // and it stays so
        IncidentWorkUnit after = gone(work, 1);
        assertThat(of(after, 1).state()).isEqualTo(new ProtectionState.Failed(true));
        assertThat(after.calls()).isEmpty();
    }

    @Test
    void whatDidNotHelpTwiceDoesNotStayInTheNetwork() {
        keys.notHelped.put(new ProtectionKey("frankfurt", "prague", 1, TeType.SR_MPLS), 1);
        IncidentWorkUnit work = monitoring(steered(1, SlaTier.PLATINUM), steered(2, SlaTier.GOLD));

        measured(work, tunnel(1, "not_helped", Map.of()));

        assertThat(removed(work)).containsExactly("t-1");
        assertThat(work.stage()).isEqualTo(new IncidentStage.Monitoring());
        assertThat(work.progress().escalation()).extracting("reason").isEqualTo(EscalationReason.DID_NOT_HELP);
        assertThat(of(gone(work, 1), 1).state()).isEqualTo(new ProtectionState.Failed(true));
    }

    @Test
    void whileTrafficReturnsWhatIsTakenBackIsBack() {
        IncidentWorkUnit work = WorkUnitFixtures.at(
                WorkUnitFixtures.watched(new IncidentStage.Restoring()), keys, steered(1, SlaTier.GOLD));

        ProtectionWithdrawal.withdraw(
                work, work.protections(), WithdrawalReason.OWN_CONGESTION, List.of("frankfurt-munich"));
        IncidentPhases.advance(work);

        assertThat(removed(work)).containsExactly("t-1");
        assertThat(gone(work, 1).stage().label().wire()).isEqualTo("closed");
    }

    @Test
    void aTakeBackIsNotHeldUpByWhatTheIncidentIsAtWork() {
        Instant now = OrchestratorFixtures.BEGIN.plusSeconds(30);
        IncidentWorkUnit work = WorkUnitFixtures.at(
                WorkUnitFixtures.watched(new IncidentStage.Computing()),
                now,
                OrchestratorFixtures.rules(),
                keys,
                steered(1, SlaTier.GOLD));

        measured(work, tunnel(1, "made_worse", Map.of()));

        assertThat(removed(work)).containsExactly("t-1");
    }
}
