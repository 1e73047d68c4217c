package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.ROUTE;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.TUNNEL;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.at;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.incident;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.later;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.lone;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.sent;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.steered;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.watched;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.ErrorReport;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.orchestrator.incident.AgentCall;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.Escalation;
import io.cemfleet.orchestrator.incident.Incident;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.MonitoringRequestState;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.QueryRetryState;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The request to the restoration monitor: repeated until it is accepted, and operators know while it is not. */
class MonitoringRequestTest {
    private static final CallOutcome ACCEPTED = new CallOutcome.Done("accepted");
    private static final CallOutcome FAILED = new CallOutcome.Failed("unavailable", "no database", true);
    private static final CallOutcome UNKNOWN = new CallOutcome.Unknown("no answer");

    private static IncidentWorkUnit requested() {
        Incident incident = incident(new IncidentStage.Monitoring(), true);
        IncidentWorkUnit work = at(
                incident.with(incident.progress()
                        .with(incident.progress().monitoring().requestedAgain())),
                steered());
        IncidentPhases.advance(work);
        return work;
    }

    private static void answer(IncidentWorkUnit work, CallOutcome outcome) {
        IncidentPhases.answered(work, work.calls().getLast(), outcome);
    }

    /** Once the pause is over. */
    private static IncidentWorkUnit again(IncidentWorkUnit before) {
        IncidentWorkUnit work =
                later(before, Objects.requireNonNull(before.progress().retry().notBefore()), new InMemoryKeyRegistry());
        IncidentPhases.advance(work);
        return work;
    }

    @Test
    void anAcceptedRequestIsNotRepeatedAndItsPlanIsWatched() {
        IncidentWorkUnit work = requested();

        answer(work, ACCEPTED);

        assertThat(work.progress().monitoring())
                .returns(false, MonitoringRequestState::wanted)
                .returns(work.progress().planRevision(), MonitoringRequestState::revision);
        assertThat(work.outgoing()).isEmpty();
    }

    @Test
    void aFailedRequestIsRepeatedAfterAPauseUnderAKeyOfItsOwn() {
        // given
        IncidentWorkUnit work = requested();

        // when
        answer(work, FAILED);
        IncidentWorkUnit again = again(work);

        // then
        assertThat(again.now()).isEqualTo(work.now().plusSeconds(1));
        assertThat(again.calls()).singleElement().returns(2, AgentCall::attempt);
        assertThat(work.outgoing()).isEmpty();

        // and the next pause is longer
        answer(again, FAILED);
        assertThat(again.progress().retry().notBefore()).isEqualTo(again.now().plusSeconds(2));

        // and once it is accepted, the next request has a key of its own
        IncidentWorkUnit third = again(again);
        answer(third, ACCEPTED);
        assertThat(third.progress().retry()).isEqualTo(QueryRetryState.NONE);
        assertThat(third.progress().monitoring().requests()).isEqualTo(3);
    }

    @Test
    void operatorsAreCalledOnceAfterAllAttempts() {
        IncidentWorkUnit work = requested();
        for (int failures = 1; failures < 3; failures++) {
            answer(work, FAILED);
            work = again(work);
        }
        assertThat(work.outgoing()).isEmpty();

        // when
        answer(work, FAILED);
        IncidentWorkUnit fourth = again(work);
        answer(fourth, FAILED);

        // then
        assertThat(sent(work)).containsExactly("error", "status_update", "send_notification");
        assertThat(sent(work, ErrorReport.Request.class).getFirst())
                .returns("monitoring_unavailable", ErrorReport.Request::code)
                .returns("Traffic protected, but the original path is not watched", ErrorReport.Request::message)
                .returns(Map.of("attempts", 3, "cause", "unavailable: no database"), ErrorReport.Request::details);
        assertThat(work.progress().escalation())
                .isNotNull()
                .returns(EscalationReason.MONITORING_UNAVAILABLE, Escalation::reason);
        assertThat(work.stage()).isEqualTo(new IncidentStage.Monitoring());
        assertThat(fourth.outgoing()).isEmpty();
    }

    @Test
    void aMonitorThatDoesNotAnswerAtAllIsReportedAtOnceAndOnce() {
        IncidentWorkUnit work = requested();
        answer(work, UNKNOWN);
        IncidentWorkUnit again = again(work);
        answer(again, UNKNOWN);

        assertThat(sent(work)).contains("error");
        assertThat(again.outgoing()).isEmpty();
    }

    @Test
    void theWatchIsRequestedWhileTrafficReturnsToo() {
        Incident incident = watched(new IncidentStage.Restoring());
        IncidentWorkUnit work = at(
                incident.with(incident.progress()
                        .with(incident.progress().monitoring().requestedAgain())),
                steered());

        IncidentPhases.advance(work);

        assertThat(work.calls()).extracting("step").containsExactly(CallStep.MONITOR);
    }

    @Test
    void servicesThatAreNotOnTheirTunnelAreNamedWhenMonitoringBegins() {
        // given
        IncidentWorkUnit all = at(watched(new IncidentStage.Assessing()), steered());
        IncidentWorkUnit some = at(
                watched(new IncidentStage.Assessing()),
                lone(new ProtectionState.Steered(ROUTE, TUNNEL, List.of("L3VPN-1"))));

        // when
        MonitoringPhase.enter(all, new IncidentStage.Monitoring(), "the traffic is protected");
        MonitoringPhase.enter(some, new IncidentStage.Monitoring(), "the traffic is protected");

        // then
        assertThat(sent(all, StatusUpdate.Request.class).getFirst().details()).doesNotContainKey("not_steered");
        assertThat(sent(some, StatusUpdate.Request.class).getFirst().details())
                .containsEntry("not_steered", Map.of("L3VPN-2", "pending"));
    }
}
