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
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.a2a.contract.TeType;
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
                        new ProtectionTunnel("t-" + number, 24000 + number, TeType.SR_MPLS, 1L),
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
    private static void measured(IncidentWorkUnit scene, Map<String, Object>... tunnels) {
        IncidentPhases.fold(
                scene,
                new IncidentFact.RestorationReported(seen(
                        WorkUnitFixtures.ID,
                        RestorationEvent.SLA_AFTER_STEERING,
                        1,
                        Map.of("tunnels", List.of(tunnels)))));
        IncidentPhases.advance(scene);
    }

    private static Protection of(IncidentWorkUnit scene, int number) {
        return scene.protections().stream()
                .filter(p -> java.util.Objects.equals(p.key().color(), number))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> removed(IncidentWorkUnit scene) {
        return scene.calls().stream()
                .filter(call -> call.step() == CallStep.CLEAN_UP)
                .map(call -> ((DeleteTunnel.Request) call.payload()).tunnelId())
                .toList();
    }

    private IncidentWorkUnit gone(IncidentWorkUnit before, int number) {
        IncidentWorkUnit scene = WorkUnitFixtures.later(before, before.now().plusSeconds(1), keys);
        scene.put(
                ProtectionWorkflow.answered(scene, WorkUnitFixtures.call(CallStep.CLEAN_UP), of(scene, number), GONE));
        IncidentPhases.advance(scene);
        return scene;
    }

    @Test
    void aLinkThatFillsLaterIsRelievedThoughSteeringHelpedAtFirst() {
        // given
        IncidentWorkUnit scene = monitoring(steered(1, SlaTier.GOLD));
        measured(scene, tunnel(1, "helped", RELIEVED));
        assertThat(removed(scene)).isEmpty();
        // when
        measured(scene, tunnel(1, "made_worse", FULL));
        // then
        assertThat(removed(scene)).containsExactly("t-1");
    }

    @Test
    void aServiceThatIsWorseOffIsTakenBackAtOnceWithWhatWasTriedPredictedAndMeasured() {
        // given
        IncidentWorkUnit scene = monitoring(steered(1, SlaTier.PLATINUM), steered(2, SlaTier.GOLD));

        // when
        measured(scene, tunnel(1, "made_worse", Map.of()), tunnel(2, "helped", Map.of()));

        // then
        assertThat(removed(scene)).containsExactly("t-1");
        assertThat(of(scene, 1).state())
                .isInstanceOfSatisfying(ProtectionState.FailedHolding.class, holding -> assertThat(holding.withdrawn())
                        .isEqualTo("made_worse"));
        assertThat(of(scene, 1).standing().tried()).singleElement().satisfies(tried -> assertThat(tried)
                .returns(List.of("frankfurt-munich", "munich-prague"), t -> t.links())
                .returns(new SlaValues(20.0, null, 1.0), t -> t.before())
                .returns(new SlaValues(10.0, null, 0.0), t -> t.predicted())
                .returns(new SlaValues(90.0, null, 12.0), t -> t.after()));
        StatusUpdate.Request told =
                WorkUnitFixtures.sent(scene, StatusUpdate.Request.class).getFirst();
        assertThat(told.message())
                .contains("frankfurt>prague/1/sr-mpls made worse")
                .contains(
                        "before 20.0 ms, 1.00 % loss; predicted 10.0 ms, 0.00 % loss; measured 90.0 ms, 12.00 % loss");
        assertThat(told.details().get("withdrawn")).asString().contains("t-1").doesNotContain("t-2");

        // and the restoration monitor watches the rest alone
        assertThat(scene.calls())
                .filteredOn("step", CallStep.MONITOR)
                .singleElement()
                .extracting(AgentCall::payload)
                .satisfies(asked -> assertThat(((MonitorRestoration.Request) asked).protections())
                        .extracting("tunnelId")
                        .containsExactly("t-2"));
    }

    @Test
    void onceItIsOutOfTheNetworkAnotherPathIsSoughtThatAvoidsIt() {
        IncidentWorkUnit scene = monitoring(steered(1, SlaTier.PLATINUM));
        measured(scene, tunnel(1, "made_worse", Map.of()));

        IncidentWorkUnit after = gone(scene, 1);

        assertThat(after.stage()).isEqualTo(new IncidentStage.Computing());
        assertThat(after.calls()).extracting("step").containsExactly(CallStep.COMPUTE);
        assertThat(WorkUnitFixtures.avoided(after)).containsExactly(LINK, "frankfurt-munich", "munich-prague");
        assertThat(after.progress().planRevision())
                .isGreaterThan(scene.progress().planRevision());
    }

    @Test
    void whatDidHarmOnEveryPathThatWasTriedIsLeftWhereItIs() {
        // given
        IncidentWorkUnit scene = monitoring(steered(1, SlaTier.PLATINUM));
        ProtectionWithdrawal.now(scene, scene.protections(), "own_congestion", List.of("frankfurt-munich"));
        int most = scene.rules().attempts();
        for (int tried = 1; tried < most; tried++) {
            scene.put(of(scene, 1).tried(of(scene, 1).standing().tried().getLast()));
        }
        // when
        IncidentWorkUnit after = gone(scene, 1);
        // then
        assertThat(of(after, 1).state()).isInstanceOf(ProtectionState.NoPath.class);
        assertThat(after.calls()).extracting("step").doesNotContain(CallStep.COMPUTE);
    }

    @Test
    void ofThoseThatFillALinkOnlyTheLowestTierGoesAndTheOthersAreMeasuredAgain() {
        // given
        IncidentWorkUnit scene =
                monitoring(steered(1, SlaTier.PLATINUM), steered(2, SlaTier.BRONZE), steered(3, SlaTier.GOLD));

        // when
        measured(scene, tunnel(1, "made_worse", FULL), tunnel(2, "made_worse", FULL), tunnel(3, "made_worse", FULL));

        // then
        assertThat(removed(scene)).containsExactly("t-2");
        assertThat(of(scene, 2).standing().avoid()).containsExactly("frankfurt-munich");
        MonitorRestoration.Request asked = (MonitorRestoration.Request) scene.calls().stream()
                .filter(call -> call.step() == CallStep.MONITOR)
                .findFirst()
                .orElseThrow()
                .payload();
        assertThat(asked.protections()).extracting("tunnelId").containsExactly("t-1", "t-3");
        assertThat(asked.protections()).extracting("steeredAt").containsOnly(scene.now());

        // and when that was not enough, the next one goes
        IncidentWorkUnit second = WorkUnitFixtures.later(scene, scene.now().plusSeconds(20), keys);
        measured(second, tunnel(1, "made_worse", FULL), tunnel(3, "not_helped", FULL));
        assertThat(removed(second)).contains("t-3").doesNotContain("t-1");

        // and when it is, the rest stays
        IncidentWorkUnit third = WorkUnitFixtures.later(second, second.now().plusSeconds(20), keys);
        measured(third, tunnel(1, "not_helped", RELIEVED));
        assertThat(removed(third)).doesNotContain("t-1");
        assertThat(of(third, 1).state()).isInstanceOf(ProtectionState.Steered.class);
        assertThat(of(third, 1).standing().verdict()).returns("relieved", v -> v.outcome());
    }

    @Test
    void whatHelpedAtFirstIsTakenBackOnceALinkThatItLoadsFills() {
        // given
        IncidentWorkUnit scene = monitoring(steered(1, SlaTier.PLATINUM));
        measured(scene, tunnel(1, "helped", Map.of()));

        // when
        measured(scene, tunnel(1, "made_worse", FULL));

        // then
        assertThat(removed(scene)).containsExactly("t-1");
    }

    @Test
    void aLinkThatIsNotKnownToBeRelievedCostsTheNextOne() {
        IncidentWorkUnit scene = monitoring(steered(1, SlaTier.PLATINUM), steered(2, SlaTier.BRONZE));
        measured(scene, tunnel(1, "made_worse", FULL), tunnel(2, "made_worse", FULL));

        IncidentWorkUnit later = WorkUnitFixtures.later(scene, scene.now().plusSeconds(20), keys);
        measured(later, tunnel(1, "unknown", Map.of()));

        assertThat(removed(later)).contains("t-1");
    }

    @Test
    void whatMadeThingsWorseTwiceIsLeftWhereItWasAndToldToAPerson() {
        // given
        keys.notHelped.put(new ProtectionKey("frankfurt", "prague", 1, TeType.SR_MPLS), 1);
        IncidentWorkUnit scene = monitoring(steered(1, SlaTier.PLATINUM));

        // when
        measured(scene, tunnel(1, "made_worse", Map.of()));

        // then
        assertThat(scene.stage()).isEqualTo(new IncidentStage.Escalated(EscalationReason.MADE_WORSE, "6"));
        assertThat(removed(scene)).containsExactly("t-1");

        // and it stays so
        IncidentWorkUnit after = gone(scene, 1);
        assertThat(of(after, 1).state()).isEqualTo(new ProtectionState.Failed(true));
        assertThat(after.calls()).isEmpty();
    }

    @Test
    void whatDidNotHelpTwiceDoesNotStayInTheNetwork() {
        keys.notHelped.put(new ProtectionKey("frankfurt", "prague", 1, TeType.SR_MPLS), 1);
        IncidentWorkUnit scene = monitoring(steered(1, SlaTier.PLATINUM), steered(2, SlaTier.GOLD));

        measured(scene, tunnel(1, "not_helped", Map.of()));

        assertThat(removed(scene)).containsExactly("t-1");
        assertThat(scene.stage()).isEqualTo(new IncidentStage.Monitoring());
        assertThat(scene.progress().escalation()).extracting("reason").isEqualTo(EscalationReason.DID_NOT_HELP);
        assertThat(of(gone(scene, 1), 1).state()).isEqualTo(new ProtectionState.Failed(true));
    }

    @Test
    void whileTrafficReturnsWhatIsTakenBackIsBack() {
        IncidentWorkUnit scene = WorkUnitFixtures.at(
                WorkUnitFixtures.watched(new IncidentStage.Restoring()), keys, steered(1, SlaTier.GOLD));

        ProtectionWithdrawal.now(scene, scene.protections(), "own_congestion", List.of("frankfurt-munich"));
        IncidentPhases.advance(scene);

        assertThat(removed(scene)).containsExactly("t-1");
        assertThat(gone(scene, 1).stage().label().wire()).isEqualTo("closed");
    }

    @Test
    void aTakeBackIsNotHeldUpByWhatTheIncidentIsAtWork() {
        Instant now = OrchestratorFixtures.BEGIN.plusSeconds(30);
        IncidentWorkUnit scene = WorkUnitFixtures.at(
                WorkUnitFixtures.watched(new IncidentStage.Computing()),
                now,
                OrchestratorFixtures.rules(),
                keys,
                steered(1, SlaTier.GOLD));

        measured(scene, tunnel(1, "made_worse", Map.of()));

        assertThat(removed(scene)).containsExactly("t-1");
    }
}
