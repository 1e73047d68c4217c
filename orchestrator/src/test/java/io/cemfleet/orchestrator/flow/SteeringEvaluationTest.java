package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.BEGIN;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.measured;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.IncidentView;
import io.cemfleet.a2a.contract.OperatorActionKind;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.orchestrator.OrchestratorFixtures;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.IncidentFact;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Did it help? What did not twice in a row is left to a person. */
class SteeringEvaluationTest {
    private final InMemoryKeyRegistry keys = new InMemoryKeyRegistry();

    private IncidentWorkUnit steered() {
        return WorkUnitFixtures.at(
                WorkUnitFixtures.watched(new IncidentStage.Monitoring()), keys, WorkUnitFixtures.steered());
    }

    private static void measure(IncidentWorkUnit work, String verdict) {
        IncidentPhases.fold(
                work,
                new IncidentFact.RestorationReported(
                        measured(WorkUnitFixtures.ID, WorkUnitFixtures.TUNNEL.tunnelId(), verdict, 1)));
        IncidentPhases.advance(work);
    }

    @Test
    void whatServicesSufferedBeforeAndAfterSteeringIsKeptWithTheProtection() {
        IncidentWorkUnit work = steered();

        measure(work, "helped");

        assertThat(work.stage()).isEqualTo(new IncidentStage.Monitoring());
        assertThat(work.protections().getFirst().record().effect())
                .isNotNull()
                .returns(new IncidentView.SlaValues(120.5, null, 2.0), v -> v.before())
                .returns(new IncidentView.SlaValues(12.25, null, 0.0), v -> v.after())
                .returns(true, v -> v.helped());
        assertThat(keys.notHelped).containsEntry(WorkUnitFixtures.KEY, 0);
    }

    @Test
    void whatWasMeasuredOnAFormerPathIsNoVerdictOnThePresentOne() {
        // given a tunnel that was moved to its second path
        IncidentWorkUnit work = steered();
        Map<String, Object> former =
                Map.of("tunnel_id", WorkUnitFixtures.TUNNEL.tunnelId(), "verdict", "not_helped", "path_version", 0);

        // when the verdict on the first one comes
        IncidentPhases.fold(
                work,
                new IncidentFact.RestorationReported(OrchestratorFixtures.seen(
                        WorkUnitFixtures.ID,
                        RestorationEvent.SLA_AFTER_STEERING,
                        1,
                        Map.of("tunnels", List.of(former)))));

        // then
        assertThat(work.protections().getFirst().record().effect()).isNull();
        assertThat(keys.notHelped).isEmpty();
    }

    @Test
    void whatDidNotHelpOnceIsTriedOnAnotherPath() {
        IncidentWorkUnit work = steered();

        measure(work, "not_helped");

        assertThat(work.stage()).isEqualTo(new IncidentStage.Computing());
        assertThat(WorkUnitFixtures.avoided(work)).containsExactly(LINK, "frankfurt-munich", "munich-prague");
    }

    @Test
    void aThirdActionIsNotStartedAfterTwoThatHelpedNothing() {
        // given one action on the key that did not help, in any incident
        keys.notHelped.put(WorkUnitFixtures.KEY, 1);
        IncidentWorkUnit work = steered();

        // when the second does not help either
        measure(work, "not_helped");

        // then
        assertThat(work.stage()).isEqualTo(new IncidentStage.Escalated(EscalationReason.DID_NOT_HELP, "6"));
        assertThat(work.calls()).extracting("step").containsExactly(CallStep.CLEAN_UP);
        assertThat(work.audits())
                .filteredOn("type", AuditEventType.STATE_CHANGE)
                .anySatisfy(entry -> assertThat(entry.details()).containsEntry("automation", "stopped"));

        // and another incident does not touch the key either
        IncidentWorkUnit other = WorkUnitFixtures.at(
                WorkUnitFixtures.incident(new IncidentStage.Computing(), true),
                keys,
                WorkUnitFixtures.protection(ProtectionState.Wanted.NEW));
        IncidentPhases.advance(other);
        assertThat(other.calls()).isEmpty();
        assertThat(other.stage()).isEqualTo(new IncidentStage.Escalated(EscalationReason.DID_NOT_HELP, "3"));
    }

    @Test
    void aPersonsRetryLetsAutomationGoOnWithTheKey() {
        keys.notHelped.put(WorkUnitFixtures.KEY, 1);
        IncidentWorkUnit stopped = steered();
        measure(stopped, "not_helped");

        IncidentWorkUnit work = WorkUnitFixtures.later(stopped, stopped.now(), keys);
        IncidentPhases.fold(
                work, new IncidentFact.OperatorDecided(OperatorActionKind.RETRY, "anna", "once more", BEGIN, null));
        IncidentPhases.advance(work);

        assertThat(keys.notHelped).doesNotContainKey(WorkUnitFixtures.KEY);
        assertThat(work.stage()).isEqualTo(new IncidentStage.Computing());
        assertThat(work.calls()).extracting("step").containsExactly(CallStep.COMPUTE);
    }

    @Test
    void aSteeringThatHelpedInBetweenResetsTheCount() {
        keys.notHelped.put(WorkUnitFixtures.KEY, 1);
        IncidentWorkUnit work = steered();

        measure(work, "helped");

        assertThat(keys.stopped(WorkUnitFixtures.KEY)).isFalse();
        assertThat(keys.notHelped).containsEntry(WorkUnitFixtures.KEY, 0);
    }

    @Test
    void oneSteeringIsJudgedOnceHoweverOftenItIsReported() {
        IncidentWorkUnit work = steered();

        measure(work, "helped");
        measure(work, "not_helped");

        assertThat(keys.notHelped).containsEntry(WorkUnitFixtures.KEY, 0);
        assertThat(work.stage()).isEqualTo(new IncidentStage.Monitoring());
    }

    @Test
    void whatIsNotKnownIsNoVerdict() {
        keys.notHelped.put(WorkUnitFixtures.KEY, 1);
        IncidentWorkUnit work = steered();

        measure(work, "unknown");

        assertThat(keys.notHelped).containsEntry(WorkUnitFixtures.KEY, 1);
        assertThat(work.stage()).isEqualTo(new IncidentStage.Monitoring());
    }
}
