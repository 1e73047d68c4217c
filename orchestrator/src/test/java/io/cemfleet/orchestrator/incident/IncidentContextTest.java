package io.cemfleet.orchestrator.incident;

import static io.cemfleet.orchestrator.OrchestratorFixtures.BEGIN;
import static io.cemfleet.orchestrator.OrchestratorFixtures.COLOURED;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cemfleet.a2a.contract.IncidentChange;
import io.cemfleet.a2a.contract.OperatorActionKind;
import io.cemfleet.a2a.contract.OwnCongestion;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.contract.TunnelChanged;
import io.cemfleet.orchestrator.OrchestratorFixtures;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is known about an incident: tiers, flapping, full links, comments, the kinds of its facts. */
class IncidentContextTest {
    private static final Incident DETECTED = Incident.detected(OrchestratorFixtures.detected("INC-2026-0001"));

    private static AffectedService service(String id, SlaTier tier) {
        return new AffectedService(id, id, "Nordwind", tier);
    }

    @Test
    void theTierIsUnknownUntilAssessedAndTheLowestWhereNoServiceIsAffected() {
        IncidentContext context = DETECTED.context();

        assertThat(context.tier()).isEqualTo(SlaTier.UNKNOWN);
        assertThat(context.assessed(List.of()).tier()).isEqualTo(SlaTier.BRONZE);
        assertThat(context.assessed(List.of(service("a", SlaTier.SILVER), service("b", SlaTier.GOLD)))
                        .tier())
                .isEqualTo(SlaTier.GOLD);
    }

    @Test
    void affectedServicesAreCountedByTierTheHighestFirst() {
        IncidentContext context = DETECTED.context()
                .assessed(List.of(
                        service("a", SlaTier.GOLD), service("b", SlaTier.PLATINUM), service("c", SlaTier.GOLD)));

        assertThat(context.servicesByTier()).containsExactly(Map.entry("platinum", 1), Map.entry("gold", 2));
    }

    @Test
    void eachFullLinkHasItsOwnReport() {
        IncidentContext context = DETECTED.context()
                .congested(new OwnCongestion.Request("a-b", List.of("t-1"), 0.9, false, BEGIN))
                .congested(new OwnCongestion.Request("b-c", List.of("t-2"), 0.95, false, BEGIN));

        assertThat(context.congested("b-c").orElseThrow().tunnelIds()).containsExactly("t-2");
        assertThat(context.relieved("a-b").congested())
                .extracting(CongestedLink::linkId)
                .containsExactly("b-c");
    }

    @Test
    void aFlapReportKeepsWhatItDoesNotSay() {
        FlapState first = FlapState.first(null, BEGIN, 2000.0);

        assertThat(first.count()).isEqualTo(1);
        assertThat(first.repeated(null, null, null)).isEqualTo(new FlapState(2, BEGIN, 2000.0));
        assertThat(first.repeated(7, BEGIN.plusSeconds(9), 3000.0))
                .isEqualTo(new FlapState(7, BEGIN.plusSeconds(9), 3000.0));
    }

    @Test
    void aRoundThatOnlyRepeatsEndsWithItsPlan() {
        Incident repeated = DETECTED.with(DETECTED.progress().repeating(true));

        assertThat(repeated.entering(new IncidentStage.Assessing()).progress().repeated())
                .isTrue();
        assertThat(repeated.entering(new IncidentStage.Computing()).progress().repeated())
                .isTrue();
        assertThat(repeated.entering(new IncidentStage.Provisioning())
                        .progress()
                        .repeated())
                .isFalse();
        assertThat(repeated.entering(new IncidentStage.Monitoring()).progress().repeated())
                .isFalse();
    }

    @Test
    void theNewestCommentsAreKept() {
        OperatorState state = OperatorState.NONE;
        for (int i = 1; i <= 201; i++) {
            state = state.commented(new OperatorState.Comment("anna", "comment " + i, BEGIN));
        }

        assertThat(state.comments()).hasSize(200);
        assertThat(state.comments().getFirst().text()).isEqualTo("comment 2");
        assertThat(state.comments().getLast().text()).isEqualTo("comment 201");
    }

    static Stream<Arguments> facts() {
        return Stream.of(
                arguments(
                        new IncidentFact.UpdateReceived(
                                OrchestratorFixtures.updated("INC-1", IncidentChange.GROWN, LINK)),
                        "incident_grown"),
                arguments(
                        new IncidentFact.RestorationReported(
                                OrchestratorFixtures.seen("INC-1", RestorationEvent.SLA_RECOVERED, 1, Map.of())),
                        "sla_recovered"),
                arguments(new IncidentFact.CloseRequested("anna", "enough"), "close_asked"),
                arguments(
                        new IncidentFact.OperatorDecided(OperatorActionKind.RETRY, "anna", "again", BEGIN, null),
                        "retry_asked"),
                arguments(new IncidentFact.HandedBack("anna", "done", List.of()), "handed_back"),
                arguments(new IncidentFact.AvoidanceRequested("INC-2", List.of(LINK)), "avoid_asked"),
                arguments(
                        new IncidentFact.CongestionReported(
                                new OwnCongestion.Request(LINK, List.of("t-1"), 0.9, false, BEGIN)),
                        "own_congestion"),
                arguments(
                        new IncidentFact.TunnelChangeReported(new TunnelChanged.Request(
                                "INC-1", COLOURED, "t-1", TunnelChanged.Change.LOST, Map.of(), BEGIN)),
                        "tunnel_lost"));
    }

    @ParameterizedTest
    @MethodSource("facts")
    void aFactIsStoredUnderTheNameOfItsKind(IncidentFact fact, String kind) {
        assertThat(fact.kind()).isEqualTo(kind);
    }
}
