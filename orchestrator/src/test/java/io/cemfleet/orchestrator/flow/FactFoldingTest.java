package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.BEGIN;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.OTHER_LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.updated;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.ID;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.ROUTE;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.TUNNEL;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.at;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.call;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.messages;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.other;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.planned;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.protection;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.provisioned;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.sent;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.steered;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.watched;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cemfleet.a2a.contract.CancelMonitoring;
import io.cemfleet.a2a.contract.CloseReason;
import io.cemfleet.a2a.contract.IncidentChange;
import io.cemfleet.a2a.contract.IncidentUpdated;
import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.a2a.contract.TicketClosed;
import io.cemfleet.orchestrator.incident.AgentCall;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.CarryingTunnel;
import io.cemfleet.orchestrator.incident.IncidentFact;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How updates of an incident are reported, and when they end it. */
class FactFoldingTest {
    private static IncidentWorkUnit in(IncidentStage stage, Protection... protections) {
        return at(watched(stage), protections);
    }

    private static String update(IncidentWorkUnit work, IncidentChange change, String... links) {
        return IncidentPhases.fold(work, new IncidentFact.UpdateReceived(updated(ID, change, links)));
    }

    @Test
    void anIncidentThatGrowsIsReportedWithAllItsLinks() {
        // given
        IncidentWorkUnit work = in(new IncidentStage.Monitoring(), steered());

        // when
        String result = update(work, IncidentChange.GROWN, OTHER_LINK);

        // then
        assertThat(result).isEqualTo("folded");
        assertThat(sent(work, StatusUpdate.Request.class))
                .singleElement()
                .returns("Incident grew by munich-vienna, assessing impact", StatusUpdate.Request::message)
                .returns(Map.of("degraded_links", List.of(LINK, OTHER_LINK)), StatusUpdate.Request::details);
    }

    @Test
    void linksThatAreOnlyCandidatesAreReportedAsSuch() {
        IncidentWorkUnit work = in(new IncidentStage.Monitoring(), steered());

        IncidentPhases.fold(
                work,
                new IncidentFact.UpdateReceived(new IncidentUpdated.Request(
                        ID,
                        IncidentChange.GROWN,
                        List.of(),
                        List.of(),
                        List.of(OTHER_LINK),
                        4,
                        Severity.HIGH,
                        null,
                        BEGIN,
                        null,
                        null)));

        assertThat(sent(work, StatusUpdate.Request.class).getFirst().details())
                .containsEntry("degraded_links", List.of(LINK))
                .containsEntry("ambiguous_links", List.of(OTHER_LINK));
    }

    @Test
    void beforeTheFirstUpdateGrowthIsPartOfIt() {
        IncidentWorkUnit work = at(new IncidentStage.Detecting());

        update(work, IncidentChange.GROWN, OTHER_LINK);
        update(work, IncidentChange.FLAPPING);

        assertThat(work.outgoing()).isEmpty();
    }

    static Stream<Arguments> flapping() {
        return Stream.of(
                arguments(new IncidentStage.Assessing(), steered(), true),
                arguments(new IncidentStage.Monitoring(), protection(new ProtectionState.Failed(true)), true),
                arguments(new IncidentStage.Monitoring(), steered(), false));
    }

    @ParameterizedTest
    @MethodSource("flapping")
    void aFlappingLinkIsReportedUnlessTheNextPhaseReportsIt(
            IncidentStage stage, Protection protection, boolean reported) {
        IncidentWorkUnit work = in(stage, protection);

        update(work, IncidentChange.FLAPPING);

        assertThat(messages(work))
                .hasSize(reported ? 1 : 0)
                .allMatch(
                        message -> message.equals("Flapping link, returns are delayed until " + BEGIN.plusSeconds(90)));
    }

    @Test
    void aFlapThatNamesNoTimeDelaysNothing() {
        IncidentWorkUnit work = in(new IncidentStage.Assessing(), steered());

        IncidentPhases.fold(
                work,
                new IncidentFact.UpdateReceived(new IncidentUpdated.Request(
                        ID,
                        IncidentChange.FLAPPING,
                        List.of(),
                        List.of(),
                        null,
                        4,
                        Severity.HIGH,
                        null,
                        BEGIN,
                        null,
                        null)));

        assertThat(messages(work)).isEmpty();
    }

    @Test
    void anIncidentThatClearsBeforeItIsConfirmedClosesWithoutAQuery() {
        IncidentWorkUnit work = at(new IncidentStage.Detecting());

        update(work, IncidentChange.CLEARED, LINK);
        IncidentPhases.advance(work);

        assertThat(sent(work, TicketClosed.Request.class).getFirst().details().closeReason())
                .isEqualTo(CloseReason.CLEARED_BEFORE_ACTION);
        assertThat(work.calls()).isEmpty();
    }

    static Stream<ProtectionState> begun() {
        return Stream.of(
                planned().state(),
                provisioned().state(),
                new ProtectionState.Failed(true),
                new ProtectionState.Restored(ROUTE, TUNNEL));
    }

    @ParameterizedTest
    @MethodSource("begun")
    void aClearDoesNotEndAnIncidentOnceAWriteBegan(ProtectionState state) {
        IncidentWorkUnit work = in(new IncidentStage.Computing(), protection(state));

        update(work, IncidentChange.CLEARED, LINK);

        assertThat(work.stage()).isEqualTo(new IncidentStage.Computing());
    }

    @Test
    void aRequestToCloseIsANewPlanAndCancelsTheWatch() {
        IncidentWorkUnit work = in(new IncidentStage.Monitoring(), steered());
        long revision = work.progress().planRevision();

        String result = IncidentPhases.fold(work, new IncidentFact.CloseRequested("anna", "enough"));

        assertThat(result).isEqualTo("folded");
        assertThat(work.progress().planRevision()).isEqualTo(revision + 1);
        assertThat(sent(work, CancelMonitoring.Request.class))
                .singleElement()
                .returns(revision + 1, CancelMonitoring.Request::planRevision);
    }

    @Test
    void aNewPlanSupersedesOpenQueriesAndAnUnchangedOneNone() {
        // given a round that waits for its assessment, and one whose plan goes on
        IncidentWorkUnit closing = in(new IncidentStage.Assessing(), steered());
        IncidentPhases.advance(closing);
        IncidentWorkUnit same = in(new IncidentStage.Assessing(), steered());
        IncidentPhases.advance(same);

        // when
        IncidentPhases.fold(closing, new IncidentFact.CloseRequested("anna", "enough"));
        update(same, IncidentChange.SEVERITY, LINK);

        // then
        assertThat(closing.superseded()).extracting(AgentCall::step).containsExactly(CallStep.ASSESS);
        assertThat(same.superseded()).isEmpty();
    }

    @Test
    void aClearOfALinkThatTheIncidentDoesNotHaveFreesNoCapacity() {
        IncidentWorkUnit work = in(new IncidentStage.Monitoring(), steered());

        update(work, IncidentChange.CLEARED, OTHER_LINK);

        assertThat(work.progress().freedAt()).isNull();
    }

    @Test
    void aFailedQueryTakesBackOnlyWhatSoughtAPath() {
        // given two tunnels on a degraded path, one of which a plan left where it is
        CarryingTunnel held = new CarryingTunnel(ROUTE, TUNNEL, List.of("L3VPN-1"));
        IncidentWorkUnit work =
                in(new IncidentStage.Computing(), protection(new ProtectionState.Wanted(held, null)), other());
        work.update(work.context().with(work.context().links().avoidingToo(List.of("munich-prague"))));

        // when
        IncidentPhases.answered(
                work, call(CallStep.COMPUTE), new CallOutcome.Failed("unavailable", "no topology", false));

        // then
        assertThat(work.protections())
                .extracting(protection -> protection.state().label())
                .containsExactly("failed_holding", "steered");
    }
}
