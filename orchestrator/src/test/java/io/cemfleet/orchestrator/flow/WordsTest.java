package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.updated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cemfleet.a2a.contract.IncidentChange;
import io.cemfleet.a2a.contract.PlacementDecline;
import io.cemfleet.a2a.contract.SendNotification;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.a2a.contract.TicketClosed;
import io.cemfleet.orchestrator.OrchestratorFixtures;
import io.cemfleet.orchestrator.incident.Fact;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Stage;
import io.cemfleet.orchestrator.incident.Standing;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** People read of protected traffic only what is protected. */
class WordsTest {
    private static final String OWNER = "INC-2026-0777";

    private static Protection unprotected() {
        PlacementDecline why = new PlacementDecline(PlacementDecline.Reason.NO_ROOM, List.of("a-b"), "add capacity");
        return Scenes.of("berlin", new ProtectionState.NoPath(List.of(), true, false))
                .declined(new Standing.Declined(
                        why, Scenes.at(new Stage.Monitoring()).now()));
    }

    static Stream<Arguments> standings() {
        Protection covered = Scenes.protection(new ProtectionState.Covered(OWNER, false));
        Protection unneeded = Scenes.of("berlin", new ProtectionState.Unneeded());
        return Stream.of(
                arguments(
                        List.of(Scenes.steered()),
                        "Traffic protected, monitoring original path for recovery",
                        "traffic is protected, the original path is watched"),
                arguments(
                        List.of(Scenes.steered(), unneeded),
                        "Traffic protected, monitoring original path for recovery",
                        "traffic is protected, the original path is watched"),
                arguments(
                        List.of(Scenes.steered(), unprotected()),
                        "Traffic of 1 of 2 services protected, monitoring original path for recovery",
                        "traffic of 1 of 2 services is protected, the original path is watched"),
                arguments(
                        List.of(Scenes.protection(new ProtectionState.Steered(Scenes.ROUTE, Scenes.TUNNEL, List.of()))),
                        "Traffic of none of 1 service protected, monitoring original path for recovery",
                        "this incident protects no service, it is looked at again"),
                arguments(
                        List.of(covered),
                        "Traffic protected by another incident, monitoring",
                        "this incident protects no service, it is looked at again"),
                arguments(
                        List.of(covered, unprotected()),
                        "A part of the traffic protected by another incident, 1 service not protected",
                        "this incident protects no service, it is looked at again"),
                arguments(
                        List.of(unprotected()),
                        "Services are not protected, traffic stays where it is",
                        "this incident protects no service, it is looked at again"));
    }

    @ParameterizedTest
    @MethodSource("standings")
    void updatesAndListsCountWhatIsProtected(List<Protection> protections, String update, String doing) {
        // given protections that were all but made
        MemoryKeys keys = new MemoryKeys();
        keys.owners.put(Scenes.KEY.traffic(), OWNER);
        Scene scene =
                Scenes.at(Scenes.incident(new Stage.Assessing(), true), keys, protections.toArray(Protection[]::new));
        protections.forEach(scene::put);

        // when
        PlanRound.over(scene, new Stage.Assessing().monitor(), "nothing new suffers");
        Flow.advance(scene);

        // then
        assertThat(Scenes.sent(scene, StatusUpdate.Request.class).getFirst().message())
                .isEqualTo(update);
        assertThat(Words.doing(scene.incident())).isEqualTo(doing);
    }

    @Test
    void anIncidentThatHealsWithoutEverHavingMovedTrafficSaysSo() {
        // given the global stop refused the only protection
        Scene scene = Scenes.at(
                new Stage.Escalated("automation_stopped", "4"), Scenes.protection(new ProtectionState.Failed(true)));

        // when
        Flow.fold(scene, new Fact.Updated(updated(Scenes.ID, IncidentChange.CLEARED, LINK)));
        Flow.advance(scene);

        // then
        String words = "Incident resolved: degradation cleared, this incident moved no traffic";
        assertThat(Scenes.sent(scene, TicketClosed.Request.class))
                .singleElement()
                .returns(words, TicketClosed.Request::summary);
        assertThat(Scenes.sent(scene, SendNotification.Request.class))
                .singleElement()
                .returns(words, SendNotification.Request::summary);
        assertThat(scene.transitions().getLast().reason()).isEqualTo(words);
    }

    @Test
    void anIncidentThatMovedTrafficIsRestored() {
        Protection returned = Scenes.steered()
                .steered((ProtectionState.Steered) Scenes.steered().state(), OrchestratorFixtures.BEGIN);
        Scene scene = Scenes.at(
                new Stage.Escalated("cleanup_failed", "7"),
                returned.in(new ProtectionState.Restored(Scenes.ROUTE, Scenes.TUNNEL)));

        Flow.advance(scene);

        assertThat(Scenes.sent(scene, TicketClosed.Request.class).getFirst().summary())
                .isEqualTo("Incident resolved: SLA recovered on original path");
    }

    @Test
    void whereEachPathWouldHaveDoneHarmItIsNotSaidThatThereWasNone() {
        Scene scene = Scenes.at(Scenes.incident(new Stage.Monitoring(), true), unprotected());

        Flow.fold(scene, new Fact.Updated(updated(Scenes.ID, IncidentChange.CLEARED, LINK)));
        Flow.advance(scene);

        assertThat(Scenes.sent(scene, TicketClosed.Request.class).getFirst().summary())
                .isEqualTo("Incident closed: degradation cleared, nothing could be protected without harm");
    }
}
