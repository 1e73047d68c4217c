package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.BEGIN;
import static io.cemfleet.orchestrator.OrchestratorFixtures.COLOURED;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.OTHER_LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.PLAIN;
import static io.cemfleet.orchestrator.OrchestratorFixtures.declined;
import static io.cemfleet.orchestrator.OrchestratorFixtures.flow;
import static io.cemfleet.orchestrator.OrchestratorFixtures.impact;
import static io.cemfleet.orchestrator.OrchestratorFixtures.placed;
import static io.cemfleet.orchestrator.OrchestratorFixtures.seen;
import static io.cemfleet.orchestrator.OrchestratorFixtures.service;
import static io.cemfleet.orchestrator.OrchestratorFixtures.updated;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.IncidentChange;
import io.cemfleet.a2a.contract.OperatorActionKind;
import io.cemfleet.a2a.contract.PlacementDecline;
import io.cemfleet.a2a.contract.Resolution;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.a2a.contract.TicketClosed;
import io.cemfleet.orchestrator.incident.Answer;
import io.cemfleet.orchestrator.incident.Call;
import io.cemfleet.orchestrator.incident.Care;
import io.cemfleet.orchestrator.incident.Fact;
import io.cemfleet.orchestrator.incident.Incident;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Stage;
import io.cemfleet.orchestrator.incident.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a plan leaves where it is: said with the reason, called for once, and tried again. */
class LeftInPlaceTest {
    private static final Protection WANTED = Scenes.protection(ProtectionState.Wanted.NEW);
    private static final Answer AFFECTED =
            new Answer.Done(impact(service("L3VPN-1", SlaTier.PLATINUM, flow("frankfurt", "prague", 100))));

    private final MemoryKeys keys = new MemoryKeys();

    private static Call compute(Instant at) {
        return new Call(UUID.randomUUID(), Scenes.ID, Call.WHOLE, Step.COMPUTE, 1, 1, "payload", at, 0);
    }

    private static void answer(Scene scene, ComputePlan.Placed... placed) {
        Flow.answered(scene, compute(scene.now()), new Answer.Done(new ComputePlan.Result(List.of(placed))));
        Flow.advance(scene);
    }

    private Scene left(PlacementDecline.Reason reason) {
        Scene scene = Scenes.at(Scenes.incident(new Stage.Computing(), true), keys, WANTED);
        answer(scene, declined(COLOURED, reason, OTHER_LINK));
        return scene;
    }

    private Scene askedAgain(Scene before, Instant now, PlacementDecline.Reason reason) {
        Scene again = Scenes.later(before, now, keys);
        Flow.advance(again);
        Flow.answered(again, Scenes.call(Step.ASSESS), AFFECTED);
        Flow.advance(again);
        answer(again, declined(COLOURED, reason, OTHER_LINK));
        return again;
    }

    @Test
    void whereNothingCanBeBetteredNobodyIsCalledAndItIsLookedAtAgain() {
        Scene scene = left(PlacementDecline.Reason.NOT_BETTER);

        assertThat(scene.stage()).isEqualTo(new Stage.Monitoring());
        assertThat(scene.progress().escalation()).isNull();
        assertThat(Scenes.sent(scene)).doesNotContain("send_notification", "error");
        assertThat(scene.protections().getFirst())
                .returns("no_path", p -> p.state().label())
                .satisfies(p -> assertThat(p.standing().declined())
                        .isNotNull()
                        .returns(
                                PlacementDecline.Reason.NOT_BETTER, d -> d.why().reason()));
        assertThat(scene.wakeAt()).isEqualTo(scene.now().plusSeconds(60));
        assertThat(Scenes.sent(scene, StatusUpdate.Request.class)
                        .getLast()
                        .details()
                        .toString())
                .contains("not_better", "L3VPN-1", "add capacity");
    }

    @Test
    void whatThePlanHadNoTimeForIsSaidAndAskedForAgain() {
        // given
        Scene scene = left(PlacementDecline.Reason.NO_TIME);
        assertThat(scene.progress().escalation()).isNull();
        assertThat(Scenes.sent(scene, StatusUpdate.Request.class).toString()).contains("ran out of time");

        // when
        Scene again = askedAgain(scene, scene.now().plusSeconds(60), PlacementDecline.Reason.NO_ROOM);

        // then
        assertThat(again.calls()).extracting("step").contains(Step.COMPUTE);
    }

    @Test
    void noRoomCallsPeopleOnceAndIsTriedAgain() {
        // given
        Scene scene = left(PlacementDecline.Reason.NO_ROOM);
        assertThat(scene.stage()).isEqualTo(new Stage.Monitoring());
        assertThat(scene.progress().escalation()).isNotNull().returns("no_room", e -> e.reason());
        assertThat(Scenes.sent(scene)).containsOnlyOnce("send_notification");

        // when
        Scene again = askedAgain(scene, scene.now().plusSeconds(60), PlacementDecline.Reason.NO_ROOM);

        // then
        assertThat(again.calls()).extracting("step").containsExactly(Step.ASSESS, Step.COMPUTE);
        assertThat(again.stage()).isEqualTo(new Stage.Monitoring());
        assertThat(Scenes.sent(again)).doesNotContain("send_notification");
    }

    @Test
    void noPathStopsTheIncidentWithReasonLinksAndRemedy() {
        Scene scene = left(PlacementDecline.Reason.NO_PATH);

        assertThat(scene.stage()).isEqualTo(new Stage.Escalated("no_alternate_path", "3"));
        assertThat(Scenes.sent(scene, StatusUpdate.Request.class)
                        .getLast()
                        .details()
                        .get("evidence"))
                .asString()
                .contains("reason=no_path", "links=[" + OTHER_LINK + "]", "remedy=add capacity", "avoid.links");
    }

    @Test
    void aLinkThatClearsHasAStoppedIncidentLookForPathsAgainWithoutCallingAgain() {
        // given
        Scene scene = left(PlacementDecline.Reason.NO_PATH);
        scene.become(scene.picture().with(scene.picture().links().grown(List.of(OTHER_LINK), List.of())));
        Scene later = Scenes.later(scene, scene.now().plusSeconds(5), keys);

        // when
        Flow.fold(later, new Fact.Updated(updated(Scenes.ID, IncidentChange.CLEARED, OTHER_LINK)));
        Scene again = askedAgain(later, later.now(), PlacementDecline.Reason.NO_PATH);

        // then
        assertThat(again.calls()).extracting("step").contains(Step.COMPUTE);
        assertThat(again.stage()).isEqualTo(new Stage.Escalated("no_alternate_path", "3"));
        assertThat(again.progress().escalation()).isNotNull();
        assertThat(Scenes.sent(again)).doesNotContain("send_notification");
    }

    @Test
    void whatHasAPathGoesOnAndWhatHasNoRoomIsCalledFor() {
        Scene scene = Scenes.at(
                Scenes.incident(new Stage.Computing(), true),
                keys,
                WANTED,
                Scenes.of("berlin", ProtectionState.Wanted.NEW));

        answer(scene, placed(COLOURED, true), declined(PLAIN, PlacementDecline.Reason.NO_ROOM));

        assertThat(scene.stage()).isEqualTo(new Stage.Provisioning());
        assertThat(scene.progress().escalation()).isNotNull().returns("no_room", e -> e.reason());
    }

    @Test
    void askingAgainLeavesTheWatchAsItIs() {
        // given one protection stands and is watched, another was declined
        Incident watched = Scenes.watched(new Stage.Computing());
        Scene scene = Scenes.at(watched, keys, Scenes.steered(), Scenes.of("berlin", ProtectionState.Wanted.NEW));
        answer(scene, declined(PLAIN, PlacementDecline.Reason.NOT_BETTER));
        scene.become(scene.progress().with(scene.progress().watch().taken(1)));

        // when
        Scene again = Scenes.later(scene, scene.now().plusSeconds(60), keys);
        Flow.advance(again);
        Flow.answered(
                again,
                Scenes.call(Step.ASSESS),
                new Answer.Done(impact(service("L3VPN-3", SlaTier.GOLD, flow("berlin", "prague", null)))));
        Flow.advance(again);
        answer(again, declined(PLAIN, PlacementDecline.Reason.NOT_BETTER));

        // then
        assertThat(again.stage()).isEqualTo(new Stage.Monitoring());
        assertThat(again.calls()).extracting("step").containsExactly(Step.ASSESS, Step.COMPUTE);
        assertThat(again.progress().watch()).isEqualTo(scene.progress().watch());
    }

    @Test
    void tunnelsThatReturnedHaveItAskedAgainAtOnceAndTheIncidentStaysOpen() {
        // given
        Scene scene = Scenes.at(
                Scenes.watched(new Stage.Computing()),
                keys,
                Scenes.steered(),
                Scenes.of("berlin", ProtectionState.Wanted.NEW));
        answer(scene, declined(PLAIN, PlacementDecline.Reason.NO_ROOM));

        // when
        Scene later = Scenes.later(scene, scene.now().plusSeconds(5), keys);
        Flow.fold(later, new Fact.Restoration(seen(Scenes.ID, RestorationEvent.RESTORED, 1, Map.of())));
        Flow.advance(later);

        // then
        assertThat(later.stage()).isEqualTo(new Stage.Assessing());
        assertThat(Scenes.sent(later)).doesNotContain("ticket_closed");
    }

    @Test
    void anOperatorsWordLetsPathsWithoutRoomBeTaken() {
        // given
        Scene scene = left(PlacementDecline.Reason.NO_ROOM);
        Scene later = Scenes.later(scene, scene.now().plusSeconds(5), keys);
        later.become(later.incident()
                .with(later.incident().care().allowing(new Care.Overload("anna", "a world cup final", BEGIN))));

        // when
        Flow.fold(later, new Fact.Acted(OperatorActionKind.ALLOW_OVERLOAD, "anna", "a world cup final", BEGIN, null));
        Flow.advance(later);
        Flow.answered(later, Scenes.call(Step.ASSESS), AFFECTED);
        Flow.advance(later);

        // then
        assertThat(later.calls())
                .filteredOn(call -> call.step() == Step.COMPUTE)
                .extracting(call -> ((ComputePlan.Request) call.payload()).allowOverload())
                .containsExactly(true);

        // and once all have a path nobody is called any more
        answer(later, placed(COLOURED, true));
        assertThat(later.progress().escalation()).isNull();
        assertThat(later.protections().getFirst().standing().declined()).isNull();
    }

    @Test
    void anIncidentThatProtectedNothingSaysSoWhenItClears() {
        Scene scene = left(PlacementDecline.Reason.NOT_BETTER);

        Flow.fold(scene, new Fact.Updated(updated(Scenes.ID, IncidentChange.CLEARED, LINK)));
        Flow.advance(scene);

        assertThat(Scenes.sent(scene, TicketClosed.Request.class).getFirst().resolution())
                .isEqualTo(Resolution.NO_PATH);
    }
}
