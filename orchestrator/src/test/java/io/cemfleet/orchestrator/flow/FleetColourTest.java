package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.flow;
import static io.cemfleet.orchestrator.OrchestratorFixtures.impact;
import static io.cemfleet.orchestrator.OrchestratorFixtures.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.orchestrator.incident.Answer;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;

class FleetColourTest {
    private static final int GIVEN = 4003;

    @Test
    void aServiceThatRidesTheColourItsProtectionGaveItGetsNoSecondProtection() {
        Protection steered =
                Scenes.of("frankfurt", new ProtectionState.Steered(Scenes.ROUTE, Scenes.TUNNEL, List.of("L3VPN-3")));
        Scene scene = Scenes.at(new Stage.Assessing(), steered);

        Assess.answered(
                scene, new Answer.Done(impact(service("L3VPN-3", SlaTier.GOLD, flow("frankfurt", "prague", GIVEN)))));

        assertThat(scene.protections()).extracting(Protection::id).containsExactly(steered.id());
    }

    @Test
    void anotherServiceOnTheSameEndsWithAColourOfItsOwnIsProtectedBesideIt() {
        Protection steered =
                Scenes.of("frankfurt", new ProtectionState.Steered(Scenes.ROUTE, Scenes.TUNNEL, List.of("L3VPN-3")));
        Scene scene = Scenes.at(new Stage.Assessing(), steered);

        Assess.answered(
                scene, new Answer.Done(impact(service("L3VPN-4", SlaTier.GOLD, flow("frankfurt", "prague", 100)))));

        assertThat(scene.protections())
                .extracting(Protection::id)
                .containsExactlyInAnyOrder(steered.id(), "frankfurt>prague/100/sr-mpls");
    }
}
