package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.COLOURED;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.Approval;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.OperatorActionKind;
import io.cemfleet.a2a.contract.ProvisionTunnel;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.IncidentFact;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules of tunnel-provisioning that forbid a write: a person is called at once. */
class WriteRefusalsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"automation_stopped", "change_freeze", "protected_node", "cap_exceeded", "approval_missing"})
    void aRefusedWriteEscalatesAtOnceWithItsReasonAndEvidence(String code) {
        // given
        Protection planned = WorkUnitFixtures.planned();
        IncidentWorkUnit work = WorkUnitFixtures.at(new IncidentStage.Provisioning(), planned);

        // when
        work.put(ProtectionWorkflow.answered(
                work,
                WorkUnitFixtures.call(CallStep.PROVISION),
                planned,
                new CallOutcome.Failed(code, "said so", false)));
        IncidentPhases.advance(work);

        // then
        assertThat(work.stage()).isEqualTo(new IncidentStage.Escalated(EscalationReason.of(code), "4"));
        assertThat(work.calls()).isEmpty();
        assertThat(WorkUnitFixtures.sent(work)).doesNotContain("error");
        Map<String, Object> details = WorkUnitFixtures.sent(work, StatusUpdate.Request.class)
                .getLast()
                .details();
        assertThat(details)
                .containsEntry("reason", code)
                .containsEntry("options", List.of("retry", "take_over", "close"));
        assertThat(details.get("evidence")).asString().contains(COLOURED).contains(code + ": said so");
    }

    @Test
    void theRestGoesOnWhereOneWriteIsRefused() {
        Protection planned = WorkUnitFixtures.planned();
        IncidentWorkUnit work = WorkUnitFixtures.at(
                new IncidentStage.Provisioning(),
                planned,
                WorkUnitFixtures.of("berlin", WorkUnitFixtures.provisioned().state()));

        work.put(ProtectionWorkflow.answered(
                work,
                WorkUnitFixtures.call(CallStep.PROVISION),
                planned,
                new CallOutcome.Failed("cap_exceeded", "said so", false)));
        IncidentPhases.advance(work);

        assertThat(work.stage()).isEqualTo(new IncidentStage.Steering());
        assertThat(work.progress().escalation()).extracting("reason").isEqualTo(EscalationReason.CAP_EXCEEDED);
    }

    @Test
    void afterTheStopAPersonsRetryGoesOnOnTheSamePath() {
        // given
        Protection planned = WorkUnitFixtures.planned();
        IncidentWorkUnit work = WorkUnitFixtures.at(new IncidentStage.Provisioning(), planned);
        work.put(ProtectionWorkflow.answered(
                work,
                WorkUnitFixtures.call(CallStep.PROVISION),
                planned,
                new CallOutcome.Failed("automation_stopped", "said so", false)));
        IncidentPhases.advance(work);

        // when
        IncidentPhases.fold(
                work,
                new IncidentFact.OperatorDecided(
                        OperatorActionKind.RETRY, "anna", "the stop is over", work.now(), null));
        IncidentPhases.advance(work);

        // then
        assertThat(work.stage()).isEqualTo(new IncidentStage.Computing());
        assertThat(work.progress().escalation()).isNull();
        assertThat(WorkUnitFixtures.avoided(work)).containsExactly(LINK);
    }

    @Test
    void aSteeringThatIsRefusedHoldsItsTunnelAndOneRefusedRemovalIsNotRepeated() {
        // given
        Protection provisioned = WorkUnitFixtures.provisioned();
        IncidentWorkUnit work = WorkUnitFixtures.at(new IncidentStage.Steering(), provisioned);
        CallOutcome stopped = new CallOutcome.Failed("automation_stopped", "said so", false);

        // when
        Protection holding =
                ProtectionWorkflow.answered(work, WorkUnitFixtures.call(CallStep.STEER), provisioned, stopped);
        work.put(holding);
        IncidentPhases.advance(work);

        // then
        assertThat(work.stage()).isEqualTo(new IncidentStage.Escalated(EscalationReason.AUTOMATION_STOPPED, "5"));
        assertThat(holding.state()).isInstanceOf(ProtectionState.FailedHolding.class);
        assertThat(work.calls()).isEmpty();
    }

    @Test
    void aWriteCarriesOnWhoseWordItRests() {
        Protection planned = WorkUnitFixtures.planned();
        IncidentWorkUnit work = WorkUnitFixtures.at(new IncidentStage.Provisioning(), planned);

        ProtectionWorkflow.next(work, planned);

        ProvisionTunnel.Request request =
                (ProvisionTunnel.Request) work.calls().getFirst().payload();
        assertThat(request.approval()).isEqualTo(new Approval(Approval.Mode.AUTOMATIC, null, null));
        assertThat(request.demandMbps()).isEqualTo(100.0);
    }
}
