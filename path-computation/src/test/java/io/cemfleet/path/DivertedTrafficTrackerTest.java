package io.cemfleet.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.SlaTier;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/**
 * 6,000 Mbit/s from Frankfurt to Vienna went over Zurich, where 8,000 may be filled, and move to the path over Munich.
 */
@TestPropertySource(properties = "cem.path.plan.drift=0")
class DivertedTrafficTrackerTest extends PathComputationTestBase {

    private static final List<String> OVER_ZURICH = List.of("frankfurt-zurich", "munich-zurich", "munich-vienna");

    @BeforeEach
    void measuredAndMoved() {
        await().untilAsserted(() -> assertThat(
                        placed("probe", toZurich(0)).at("/answer/path_found").asBoolean())
                .isTrue());
        assertThat(placed("INC-2026-0011", fromFrankfurtToVienna())
                        .at("/answer/path_found")
                        .asBoolean())
                .isTrue();
        controller.policies = List.of(PathFixtures.policy("frankfurt", "vienna", 100, 16004, 16003));
    }

    @Test
    void theOriginalPathsCapacityIsReservedUntilTheTrafficIsBack() {
        // then
        await().untilAsserted(() -> assertThat(placed("INC-2026-0012", toZurich(1500))
                        .at("/decline/remedy")
                        .asText())
                .contains("500 Mbit/s more on frankfurt-zurich", "6000 are kept there for traffic"));
        assertFound("INC-2026-0012", 1000);
        // and the incident itself may use what it freed
        assertFound("INC-2026-0011", 1500);
        // when
        controller.policies = List.of();
        // then
        await().untilAsserted(() -> assertFound("INC-2026-0012", 1500));
    }

    @Test
    void capacityStaysReservedUntilEveryLinkOfTheOriginalPathIsMeasured() {
        // given: one of its links cannot be measured, and its last load is still young
        await().untilAsserted(() -> assertThat(placed("INC-2026-0012", toZurich(1500))
                        .at("/decline/reason")
                        .asText())
                .isEqualTo("no_room"));
        var measured = controller.samples;
        controller.samples =
                direction -> direction.linkId().equals("munich-zurich") ? Optional.empty() : measured.apply(direction);
        // when: the traffic is back, and all other links are measured several times after that
        int before = controller.policyReads.get();
        controller.policies = List.of();
        await().until(() -> controller.policyReads.get() > before + 1);
        int read = controller.linkReads.get();
        await().until(() -> controller.linkReads.get() > read + 3);
        // then
        assertThat(placed("INC-2026-0012", toZurich(1500)).at("/decline/reason").asText())
                .isEqualTo("no_room");
        // when
        controller.samples = measured;
        // then
        await().untilAsserted(() -> assertFound("INC-2026-0012", 1500));
    }

    @Test
    void aPolicyWithoutTrafficDivertsNothing() {
        // given
        await().untilAsserted(() -> assertThat(placed("INC-2026-0012", toZurich(1500))
                        .at("/decline/reason")
                        .asText())
                .isEqualTo("no_room"));
        // when
        controller.loads = policy -> 0.0;
        // then
        await().untilAsserted(() -> assertFound("INC-2026-0012", 1500));
    }

    @Test
    void aPolicyOfAnotherColourReservesNothingForReturnedTraffic() {
        // given that of colour 200 beside the own one, of colour 100
        forgetTraffic();
        placed("INC-2026-0011", demand("p/100/sr-mpls", "vienna", 6000, OVER_ZURICH));
        controller.policies = List.of(
                PathFixtures.policy("frankfurt", "vienna", 200, 16004, 16003),
                PathFixtures.policy("frankfurt", "vienna", 100, 16004, 16003));
        await().untilAsserted(() -> assertThat(placed("INC-2026-0012", toZurich(1500))
                        .at("/decline/reason")
                        .asText())
                .isEqualTo("no_room"));
        // when
        controller.policies = List.of(PathFixtures.policy("frankfurt", "vienna", 200, 16004, 16003));
        // then
        await().untilAsserted(() -> assertFound("INC-2026-0012", 1500));
    }

    private void assertFound(String incidentId, double mbps) {
        assertThat(placed(incidentId, toZurich(mbps)).at("/answer/path_found").asBoolean())
                .isTrue();
        jdbc.sql("delete from path_reservation where protection_key = 'q'").update();
    }

    private JsonNode placed(String incidentId, ComputePlan.Demand demand) {
        return plan(incidentId, null, demand).path(0);
    }

    private static ComputePlan.Demand fromFrankfurtToVienna() {
        return demand("p", "vienna", 6000, OVER_ZURICH);
    }

    private static ComputePlan.Demand toZurich(double mbps) {
        return demand("q", "zurich", mbps, List.of("frankfurt-berlin"));
    }

    private static ComputePlan.Demand demand(String key, String endPoint, double mbps, List<String> currentLinks) {
        return new ComputePlan.Demand(
                key,
                SlaTier.PLATINUM,
                mbps,
                PathFixtures.request("frankfurt", endPoint, List.of("munich-zurich")),
                currentLinks,
                null,
                null,
                null,
                null,
                null);
    }
}
