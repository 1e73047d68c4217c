package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.path;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.ROUTE;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.TUNNEL;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.at;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.other;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.protection;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.watched;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.IncidentView.LinkLoad;
import io.cemfleet.a2a.contract.SteeringOutcome;
import io.cemfleet.orchestrator.incident.AttemptState;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionRecord;
import io.cemfleet.orchestrator.incident.ProtectionRoute;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which links a protection fills: those of its path, in the direction in which they are full. */
class WithdrawalSelectionTest {
    private static LinkLoad full(String linkId, @Nullable String from) {
        return new LinkLoad(linkId, from, 0.7, 0.95, 0.8);
    }

    private static Protection worse(ProtectionRoute route, LinkLoad... links) {
        return protection(new ProtectionState.Steered(route, TUNNEL, List.of("L3VPN-1")))
                .withEffect(new ProtectionRecord.SteeringEffect(
                        null, null, null, null, SteeringOutcome.MADE_WORSE, List.of(links)));
    }

    @ParameterizedTest
    @CsvSource({
        "frankfurt-munich,frankfurt,true",
        "munich-prague,munich,true",
        "frankfurt-munich,munich,false",
        "frankfurt-munich,,true",
        "a-b,frankfurt,false",
        "a-b,,false"
    })
    void aProtectionFillsTheLinksOfItsPathInItsDirection(String linkId, @Nullable String from, boolean fills) {
        Protection protection = worse(ROUTE, full(linkId, from));

        assertThat(WithdrawalSelection.filled(protection, List.of(protection)))
                .isEqualTo(fills ? List.of(linkId) : List.of());
    }

    @Test
    void whereAPathDoesNotNameEachNodeTheDirectionIsNotKnown() {
        ProtectionRoute longer = new ProtectionRoute(
                path("frankfurt", "prague", "a-b", "b-c", "c-d"), List.of(), ROUTE.originalPath(), List.of());
        Protection protection = worse(longer, full("c-d", "elsewhere"));

        assertThat(WithdrawalSelection.filled(protection, List.of(protection))).containsExactly("c-d");
    }

    @Test
    void oneWithdrawalRelievesEachFullLink() {
        // given two protections over one link, and one whose own services are worse off
        Protection first = worse(ROUTE, full("munich-prague", "munich"));
        Protection second = new Protection(other().key(), other().scope(), AttemptState.NONE, first.state())
                .withEffect(first.record().effect());
        IncidentWorkUnit work = at(watched(new IncidentStage.Monitoring()), first, second);

        assertThat(WithdrawalSelection.of(work, List.of(first, second))).containsExactly(second);
    }

    @Test
    void aLinkThatNoTunnelOfTheIncidentFillsCostsNoProtection() {
        Protection first = worse(ROUTE, full("frankfurt-munich", "munich"));
        IncidentWorkUnit work = at(watched(new IncidentStage.Monitoring()), first);

        assertThat(WithdrawalSelection.of(work, List.of(first))).isEmpty();
    }

    @Test
    void aLinkAtItsThresholdIsNotFull() {
        LinkLoad at = new LinkLoad("frankfurt-munich", null, 0.7, 0.8, 0.8);
        LinkLoad above = new LinkLoad("frankfurt-munich", null, 0.7, 0.81, 0.8);
        LinkLoad unmeasured = new LinkLoad("frankfurt-munich", null, 0.7, null, 0.8);

        assertThat(SteeringMeasurement.overloaded(List.of(at, above, unmeasured)))
                .containsExactly(above);
    }
}
