package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.BEGIN;
import static io.cemfleet.orchestrator.OrchestratorFixtures.COLOURED;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.other;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.protection;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.watched;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cemfleet.a2a.contract.CloseReason;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.IncidentResolution;
import io.cemfleet.orchestrator.OrchestratorFixtures;
import io.cemfleet.orchestrator.incident.AgentCall;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.Escalation;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a unit of work stores: transitions, open calls and the next time to wake. */
class IncidentWorkUnitTest {
    private static IncidentWorkUnit open(IncidentStage stage, CallStep... steps) {
        return new IncidentWorkUnit(
                watched(stage),
                BEGIN.plusSeconds(30),
                OrchestratorFixtures.rules(),
                () -> List.of(protection(ProtectionState.Wanted.NEW), other()),
                Stream.of(steps).map(WorkUnitFixtures::call).toList(),
                new InMemoryKeyRegistry());
    }

    @Test
    void everyTransitionIsAuditedWithItsReason() {
        IncidentWorkUnit work = open(new IncidentStage.Monitoring());

        work.move(new IncidentStage.Restoring(), "the original path is stable");

        assertThat(work.audits())
                .singleElement()
                .returns(
                        Map.of(
                                "from",
                                "monitoring",
                                "to",
                                "restoring",
                                "phase",
                                "7",
                                "reason",
                                "the original path is stable"),
                        AuditEntry::details);
    }

    static Stream<Arguments> afterAnEscalation() {
        return Stream.of(
                arguments(new IncidentStage.Monitoring(), false),
                arguments(new IncidentStage.Escalated(EscalationReason.CLEANUP_FAILED, "7"), true),
                arguments(new IncidentStage.Closed(IncidentResolution.MANUAL, CloseReason.OPERATOR, "4", BEGIN), true));
    }

    @ParameterizedTest
    @MethodSource("afterAnEscalation")
    void anEscalationEndsOnceTheIncidentGoesOn(IncidentStage next, boolean stays) {
        // given
        IncidentWorkUnit work = open(new IncidentStage.Escalated(EscalationReason.PROVISION_FAILED, "4"));
        Escalation escalation = new Escalation(EscalationReason.PROVISION_FAILED, "4", BEGIN);
        work.update(work.progress().with(escalation));

        // when
        work.move(next, "the operator decided");

        // then
        assertThat(work.progress().escalation()).isEqualTo(stays ? escalation : null);
    }

    @Test
    void aFlagBesideTheStateStaysThroughATransition() {
        IncidentWorkUnit work = open(new IncidentStage.Monitoring());
        work.update(work.progress().with(new Escalation(EscalationReason.NOT_STEERED, "6", BEGIN)));

        work.move(new IncidentStage.Restoring(), "the original path is stable");

        assertThat(work.progress().escalation()).isNotNull();
    }

    @Test
    void noPathIsSoughtBeforeTheOutcomeOfAWriteIsKnown() {
        // given
        IncidentWorkUnit writing = open(new IncidentStage.Provisioning(), CallStep.PROVISION);
        IncidentWorkUnit asking = open(new IncidentStage.Provisioning(), CallStep.COMPUTE);

        // when
        IncidentPhases.advance(writing);
        IncidentPhases.advance(asking);

        // then
        assertThat(writing.awaitsEffect()).isTrue();
        assertThat(writing.stage()).isEqualTo(new IncidentStage.Provisioning());
        assertThat(asking.awaitsEffect()).isFalse();
        assertThat(asking.stage()).isEqualTo(new IncidentStage.Computing());
    }

    @Test
    void aNewPlanDropsQueriesAndNeverAWrite() {
        IncidentWorkUnit work = open(new IncidentStage.Computing(), CallStep.COMPUTE, CallStep.PROVISION);

        work.supersedeQueries();

        assertThat(work.superseded()).extracting(AgentCall::step).containsExactly(CallStep.COMPUTE);
        assertThat(work.hasOpen(COLOURED, CallStep.PROVISION)).isTrue();
    }

    @Test
    void theIncidentWakesAtTheEarliestTimeThatIsDue() {
        IncidentWorkUnit work = open(new IncidentStage.Monitoring());

        work.wakeAt(BEGIN.plusSeconds(60));
        work.wakeAt(null);
        work.wakeAt(BEGIN.plusSeconds(90));
        assertThat(work.wakeAt()).isEqualTo(BEGIN.plusSeconds(60));

        work.wakeAt(BEGIN.plusSeconds(40));
        assertThat(work.wakeAt()).isEqualTo(BEGIN.plusSeconds(40));
    }

    @Test
    void callsOfDifferentStepsHaveKeysOfTheirOwn() {
        IncidentWorkUnit work = open(new IncidentStage.Monitoring());

        work.call(CallStep.STEER, COLOURED, 1, "payload");
        work.call(CallStep.CLEAN_UP, COLOURED, 1, "payload");
        work.call(CallStep.MONITOR, AgentCall.WHOLE, 1, "payload");

        assertThat(work.calls()).extracting(AgentCall::taskId).doesNotHaveDuplicates();
        assertThat(work.calls()).extracting(AgentCall::ofProtection).containsExactly(true, true, false);
    }
}
