package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.BEGIN;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.detected;
import static io.cemfleet.orchestrator.OrchestratorFixtures.updated;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.ID;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.ROUTE;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.TUNNEL;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.TUNNEL_2;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.at;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.call;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.fold;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.incident;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.other;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.protection;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.sent;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.steered;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.watched;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.CloseReason;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.IncidentChange;
import io.cemfleet.a2a.contract.IncidentResolution;
import io.cemfleet.a2a.contract.IncidentState;
import io.cemfleet.a2a.contract.NotificationEvent;
import io.cemfleet.a2a.contract.SendNotification;
import io.cemfleet.a2a.contract.TicketClosed;
import io.cemfleet.orchestrator.OrchestratorFixtures;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.FlapState;
import io.cemfleet.orchestrator.incident.Incident;
import io.cemfleet.orchestrator.incident.IncidentFact;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.OrchestrationRules;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people, the ticket and the audit trail get when an incident escalates or ends. */
class ClosureAndEscalationTest {
    private static IncidentWorkUnit in(IncidentStage stage, Protection... protections) {
        return at(watched(stage), protections);
    }

    private static IncidentStage escalated(EscalationReason reason) {
        return new IncidentStage.Escalated(reason, "7");
    }

    @Test
    void anIncidentWithoutImpactClosesInTheWordsOfItsReason() {
        // given
        IncidentWorkUnit unaffected = in(new IncidentStage.Assessing());
        IncidentWorkUnit cleared = in(new IncidentStage.Assessing());

        // when
        IncidentClosure.noImpact(unaffected, CloseReason.NO_SERVICES_AFFECTED);
        IncidentClosure.noImpact(cleared, CloseReason.CLEARED_BEFORE_ACTION);

        // then
        assertThat(sent(unaffected, TicketClosed.Request.class).getFirst().summary())
                .isEqualTo("Incident closed: no services affected");
        assertThat(sent(cleared, TicketClosed.Request.class).getFirst().summary())
                .isEqualTo("Incident closed: degradation cleared before any action");
        assertThat(sent(cleared)).contains("incident_closed");
    }

    @Test
    void theTicketNamesTheTunnelsThatProtectedSomething() {
        IncidentWorkUnit work = in(
                new IncidentStage.Monitoring(),
                protection(new ProtectionState.Restored(ROUTE, TUNNEL)),
                WorkUnitFixtures.of("berlin", new ProtectionState.FailedHolding(ROUTE, TUNNEL_2, true)));

        IncidentClosure.resolved(work);

        assertThat(sent(work, TicketClosed.Request.class).getFirst().details())
                .returns(List.of(TUNNEL.tunnelId()), TicketClosed.ClosingDetails::tunnelIds);
    }

    @Test
    void anErrorAndAnEscalationAreAudited() {
        // given
        IncidentWorkUnit work = in(new IncidentStage.Assessing());

        // when
        IncidentPhases.answered(
                work, call(CallStep.ASSESS), new CallOutcome.Failed("unavailable", "no topology", false));

        // then
        assertThat(work.audits())
                .extracting(AuditEntry::type)
                .contains(AuditEventType.ERROR, AuditEventType.ESCALATION);
        assertThat(work.audits())
                .filteredOn(entry -> entry.type() == AuditEventType.ERROR)
                .singleElement()
                .satisfies(entry -> assertThat(entry.details())
                        .containsEntry("code", "impact_unavailable")
                        .containsEntry("message", "The affected services could not be found out"));
        assertThat(sent(work, SendNotification.Request.class))
                .extracting(SendNotification.Request::event)
                .containsExactly(NotificationEvent.ESCALATION);
    }

    @Test
    void whatOperatorsKnowOfIsReportedAgainOnlyWhereItChanged() {
        // given
        IncidentWorkUnit work = in(new IncidentStage.Computing(), protection(new ProtectionState.Failed(true)));
        RoundReportingRule.standing(work);
        work.update(work.progress().repeating(true));

        // when
        IncidentEscalation.stop(work, EscalationReason.NO_ALTERNATE_PATH, "No alternate path", Map.of(), true);

        // then
        assertThat(work.stage()).isEqualTo(new IncidentStage.Escalated(EscalationReason.NO_ALTERNATE_PATH, "3"));
        assertThat(work.outgoing()).isEmpty();
    }

    @Test
    void whatOperatorsKnowOfIsShownWithoutANotificationWhereItChanged() {
        IncidentWorkUnit work = in(new IncidentStage.Computing(), protection(new ProtectionState.Failed(true)));

        IncidentEscalation.stop(work, EscalationReason.NO_ALTERNATE_PATH, "No alternate path", Map.of(), true);

        assertThat(sent(work)).containsExactly("status_update");
    }

    @Test
    void anIncidentWhoseLeftoversAreGoneIsAssessedAgainWhileItIsDegraded() {
        IncidentWorkUnit work =
                in(escalated(EscalationReason.CLEANUP_FAILED), protection(new ProtectionState.Failed(true)));

        IncidentPhases.advance(work);

        assertThat(work.stage()).isEqualTo(new IncidentStage.Assessing());
    }

    @Test
    void anEscalatedIncidentThatClearsBeforeServicesAreKnownHadNoImpact() {
        IncidentWorkUnit work = at(incident(escalated(EscalationReason.IMPACT_UNAVAILABLE), false));

        fold(work, new IncidentFact.UpdateReceived(updated(ID, IncidentChange.CLEARED, LINK)));

        assertThat(sent(work, TicketClosed.Request.class).getFirst())
                .returns(IncidentResolution.NO_IMPACT, TicketClosed.Request::resolution);
    }

    @Test
    void operatorsSeeWhoHasTheIncidentUntilItIsClosed() {
        // given
        IncidentWorkUnit work = in(new IncidentStage.Monitoring(), steered());
        OperatorCommands.takeOver(work, "anna", "I know this router");
        Incident taken = work.incident();

        // when
        Incident closed =
                taken.entering(new IncidentStage.Closed(IncidentResolution.MANUAL, CloseReason.OPERATOR, "6", BEGIN));

        // then
        assertThat(IncidentTexts.currentActivity(taken)).isEqualTo("taken over by anna");
        assertThat(IncidentTexts.currentActivity(closed)).isEqualTo("closed: operator");
    }

    @Test
    void anIncidentOfWhichNoCountIsStoredIsWatchedOnceItWasProtected() {
        Incident never = incident(new IncidentStage.Monitoring(), true);
        Incident once = never.with(never.progress().protectedSince(BEGIN));

        assertThat(IncidentTexts.currentActivity(once)).isEqualTo("the original path is watched");
        assertThat(IncidentTexts.currentActivity(never))
                .isEqualTo("this incident protects no service, it is checked again");
    }

    @ParameterizedTest
    @CsvSource({"10,10", "60,30"})
    void aFirstProtectionWaitsForTheDampeningButNotBeyondTheShortestHoldTime(int dampened, int expected) {
        // given
        Incident detected = Incident.detected(detected(ID, true, BEGIN));
        IncidentWorkUnit work = at(
                detected.with(detected.context().with(new FlapState(4, BEGIN.plusSeconds(dampened), null))),
                BEGIN,
                OrchestratorFixtures.rules(),
                new InMemoryKeyRegistry());

        // when
        IncidentPhases.advance(work);

        // then
        assertThat(work.stage()).isEqualTo(new IncidentStage.Dampening(BEGIN.plusSeconds(expected)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void operatorsAreNotifiedOfAnOpeningWhereTheSettingSaysSo(boolean notify) {
        // given
        OrchestrationRules set = OrchestratorFixtures.rules();
        OrchestrationRules.HandlingRules handling = set.handling();
        OrchestrationRules rules = new OrchestrationRules(
                set.attempts(),
                set.backOff(),
                set.patience(),
                set.path(),
                set.waits(),
                new OrchestrationRules.HandlingRules(
                        notify,
                        handling.cutoverMode(),
                        handling.callbackUrl(),
                        handling.noPath(),
                        handling.autonomy()));
        IncidentWorkUnit work =
                at(Incident.detected(OrchestratorFixtures.detected(ID)), rules, new InMemoryKeyRegistry());

        // when
        IncidentPhases.advance(work);

        // then
        assertThat(sent(work, SendNotification.Request.class))
                .extracting(SendNotification.Request::event)
                .isEqualTo(notify ? List.of(NotificationEvent.INCIDENT_OPENED) : List.of());
    }

    @ParameterizedTest
    @CsvSource({"false,DAMPENING", "true,ASSESSING"})
    void aLinkRaisedAgainWhileOneFlapsWaitsUnlessTrafficIsProtected(boolean protectedToo, IncidentState expected) {
        // given traffic that is back on the link
        Protection back = protection(new ProtectionState.Restored(ROUTE, TUNNEL));
        IncidentStage dampening = new IncidentStage.Dampening(BEGIN.plusSeconds(300));
        IncidentWorkUnit work = protectedToo ? in(dampening, back, other()) : in(dampening, back);

        // when
        IncidentPhases.fold(work, new IncidentFact.UpdateReceived(updated(ID, IncidentChange.GROWN, LINK)));

        // then
        assertThat(work.stage().label()).isEqualTo(expected);
        assertThat(work.context().links().waiting()).isEqualTo(protectedToo ? List.of() : List.of(LINK));
    }
}
