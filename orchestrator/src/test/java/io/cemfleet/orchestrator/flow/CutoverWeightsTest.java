package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.BEGIN;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.ID;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.ROUTE;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.TUNNEL;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.TUNNEL_2;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.at;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.fold;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.messages;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.other;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.protection;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.reported;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.steered;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.watched;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.a2a.contract.RestorationUpdate;
import io.cemfleet.orchestrator.incident.IncidentFact;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which weights a tunnel has after a report about a stage of the cutover. */
class CutoverWeightsTest {
    private static IncidentWorkUnit restoring(Protection... protections) {
        return at(watched(new IncidentStage.Restoring()), protections);
    }

    private static void staged(IncidentWorkUnit work, List<String> named, Map<String, Object> details) {
        fold(
                work,
                new IncidentFact.RestorationReported(
                        new RestorationUpdate.Request(ID, named, RestorationEvent.CUTOVER_STAGE, details, BEGIN, 1)));
    }

    private static List<String> states(IncidentWorkUnit work) {
        return work.protections().stream()
                .map(protection -> protection.state().label())
                .toList();
    }

    @Test
    void weightsOfAllTunnelsAreThoseOfTheNamedOnes() {
        IncidentWorkUnit one = restoring(steered(), other());
        IncidentWorkUnit all = restoring(steered(), other());
        Map<String, Object> half = Map.of("stage", 2, "protection_weight", 50, "original_weight", 50);

        staged(one, List.of(TUNNEL_2.tunnelId()), half);
        staged(all, List.of(), half);

        assertThat(states(one)).containsExactly("steered", "returning");
        assertThat(states(all)).containsExactly("returning", "returning");
    }

    @Test
    void aTunnelThatAReportListsNoWeightsForKeepsItsOwn() {
        IncidentWorkUnit work = restoring(steered(), other());

        staged(
                work,
                List.of(),
                Map.of(
                        "stage",
                        2,
                        "protection_weight",
                        50,
                        "original_weight",
                        50,
                        "tunnels",
                        List.of(Map.of(
                                "tunnel_id", TUNNEL.tunnelId(), "protection_weight", 50, "original_weight", 50))));

        assertThat(states(work)).containsExactly("returning", "steered");
    }

    @Test
    void aStageWithoutWeightsIsNotReported() {
        IncidentWorkUnit work = restoring(steered());

        staged(work, List.of(), Map.of("stage", 1, "protection_weight", 50));
        staged(work, List.of(), Map.of("stage", 1, "original_weight", 50));

        assertThat(messages(work)).isEmpty();
        assertThat(states(work)).containsExactly("steered");
    }

    @Test
    void aHeldCutoverNamesTheFailureAndAllWeights() {
        // given one tunnel whose traffic returns, one that carries all of it, and one that carries none
        IncidentWorkUnit work = restoring(
                protection(new ProtectionState.Returning(ROUTE, TUNNEL, List.of("L3VPN-1"), 25, 75)),
                other(),
                WorkUnitFixtures.of("vienna", new ProtectionState.Failed(true)));

        // when
        reported(work, RestorationEvent.CUTOVER_HELD, Map.of("code", "cnc_unavailable"));

        // then
        assertThat(messages(work))
                .containsExactly("A shift of traffic failed (cnc_unavailable), traffic stays at 100/0 and 25/75");
    }

    @Test
    void whereNoTunnelCarriesTrafficNoWeightsAreNamed() {
        IncidentWorkUnit work = restoring(protection(new ProtectionState.Failed(true)));

        assertThat(CutoverWeights.words(work)).isEqualTo("its tunnels");
    }
}
