package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.BEGIN;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.measured;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.IncidentView;
import io.cemfleet.a2a.contract.OperatorActionKind;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.orchestrator.OrchestratorFixtures;
import io.cemfleet.orchestrator.incident.Fact;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Stage;
import io.cemfleet.orchestrator.incident.Step;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Did it help? What did not twice in a row is left to a person. */
class HelpedTest {
    private final MemoryKeys keys = new MemoryKeys();

    private Scene steered() {
        return Scenes.at(Scenes.watched(new Stage.Monitoring()), keys, Scenes.steered());
    }

    private static void measure(Scene scene, String verdict) {
        Flow.fold(scene, new Fact.Restoration(measured(Scenes.ID, Scenes.TUNNEL.tunnelId(), verdict, 1)));
        Flow.advance(scene);
    }

    @Test
    void whatServicesSufferedBeforeAndAfterSteeringIsKeptWithTheProtection() {
        Scene scene = steered();

        measure(scene, "helped");

        assertThat(scene.stage()).isEqualTo(new Stage.Monitoring());
        assertThat(scene.protections().getFirst().standing().verdict())
                .isNotNull()
                .returns(new IncidentView.Sla(120.5, null, 2.0), v -> v.before())
                .returns(new IncidentView.Sla(12.25, null, 0.0), v -> v.after())
                .returns(true, v -> v.helped());
        assertThat(keys.notHelped).containsEntry(Scenes.KEY, 0);
    }

    @Test
    void whatWasMeasuredOnAFormerPathIsNoVerdictOnThePresentOne() {
        // given a tunnel that was moved to its second path
        Scene scene = steered();
        Map<String, Object> former =
                Map.of("tunnel_id", Scenes.TUNNEL.tunnelId(), "verdict", "not_helped", "path_version", 0);

        // when the verdict on the first one comes
        Flow.fold(
                scene,
                new Fact.Restoration(OrchestratorFixtures.seen(
                        Scenes.ID, RestorationEvent.SLA_AFTER_STEERING, 1, Map.of("tunnels", List.of(former)))));

        // then
        assertThat(scene.protections().getFirst().standing().verdict()).isNull();
        assertThat(keys.notHelped).isEmpty();
    }

    @Test
    void whatDidNotHelpOnceIsTriedOnAnotherPath() {
        Scene scene = steered();

        measure(scene, "not_helped");

        assertThat(scene.stage()).isEqualTo(new Stage.Computing());
        assertThat(Scenes.avoided(scene)).containsExactly(LINK, "frankfurt-munich", "munich-prague");
    }

    @Test
    void aThirdActionIsNotStartedAfterTwoThatHelpedNothing() {
        // given one action on the key that did not help, in whatever incident
        keys.notHelped.put(Scenes.KEY, 1);
        Scene scene = steered();

        // when the second does not help either
        measure(scene, "not_helped");

        // then
        assertThat(scene.stage()).isEqualTo(new Stage.Escalated("did_not_help", "6"));
        assertThat(scene.calls()).extracting("step").containsExactly(Step.CLEAN_UP);
        assertThat(scene.audits())
                .filteredOn("type", AuditEventType.STATE_CHANGE)
                .anySatisfy(entry -> assertThat(entry.details()).containsEntry("automation", "stopped"));

        // and another incident does not touch the key either
        Scene other = Scenes.at(
                Scenes.incident(new Stage.Computing(), true), keys, Scenes.protection(ProtectionState.Wanted.NEW));
        Flow.advance(other);
        assertThat(other.calls()).isEmpty();
        assertThat(other.stage()).isEqualTo(new Stage.Escalated("did_not_help", "3"));
    }

    @Test
    void aPersonsRetryLetsAutomationGoOnWithTheKey() {
        keys.notHelped.put(Scenes.KEY, 1);
        Scene stopped = steered();
        measure(stopped, "not_helped");

        Scene scene = Scenes.later(stopped, stopped.now(), keys);
        Flow.fold(scene, new Fact.Acted(OperatorActionKind.RETRY, "anna", "once more", BEGIN, null));
        Flow.advance(scene);

        assertThat(keys.notHelped).doesNotContainKey(Scenes.KEY);
        assertThat(scene.stage()).isEqualTo(new Stage.Computing());
        assertThat(scene.calls()).extracting("step").containsExactly(Step.COMPUTE);
    }

    @Test
    void whatHelpedInBetweenStartsTheCountAnew() {
        keys.notHelped.put(Scenes.KEY, 1);
        Scene scene = steered();

        measure(scene, "helped");

        assertThat(keys.stopped(Scenes.KEY)).isFalse();
        assertThat(keys.notHelped).containsEntry(Scenes.KEY, 0);
    }

    @Test
    void oneSteeringIsJudgedOnceHoweverOftenItIsReported() {
        Scene scene = steered();

        measure(scene, "helped");
        measure(scene, "not_helped");

        assertThat(keys.notHelped).containsEntry(Scenes.KEY, 0);
        assertThat(scene.stage()).isEqualTo(new Stage.Monitoring());
    }

    @Test
    void whatIsNotKnownIsNoVerdict() {
        keys.notHelped.put(Scenes.KEY, 1);
        Scene scene = steered();

        measure(scene, "unknown");

        assertThat(keys.notHelped).containsEntry(Scenes.KEY, 1);
        assertThat(scene.stage()).isEqualTo(new Stage.Monitoring());
    }
}
