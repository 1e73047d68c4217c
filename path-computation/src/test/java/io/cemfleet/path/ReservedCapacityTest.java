package io.cemfleet.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.SlaTier;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A plan reserves capacity until the network shows the traffic on its new path. */
class ReservedCapacityTest extends PathComputationTestBase {

    @Test
    void capacityIsReservedUntilThePolicyCarriesTheTraffic() {
        // given
        var plan = new ComputePlan.Request("INC-2026-0002", List.of(demand("p", SlaTier.GOLD, 6000)), null);
        orchestrator().send("compute_plan", plan);
        assertThat(bottleneck()).isEqualTo(3000.0);
        // when
        controller.policies = List.of(PathFixtures.policy("frankfurt", "vienna", 100, 16004, 16003));
        // then
        await().untilAsserted(() -> assertThat(bottleneck()).isEqualTo(9000.0));
    }

    @Test
    void capacityIsReservedUntilEveryLinkIsMeasuredWithTheTraffic() {
        // given: the second link of the path is no longer measured
        plan("INC-2026-0007", null, demand("p", SlaTier.GOLD, 6000));
        controller.samples = PathFixtures.lightLoadExceptOn("munich-vienna");
        controller.policies = List.of(PathFixtures.policy("frankfurt", "vienna", 100, 16004, 16003));
        int rounds = controller.policyReads.get();
        // when
        await().until(() -> controller.policyReads.get() > rounds + 3);
        // then
        assertThat(bottleneck()).isEqualTo(3000.0);
        // when
        controller.samples = PathFixtures.lightLoadExceptOn();
        // then
        await().untilAsserted(() -> assertThat(bottleneck()).isEqualTo(9000.0));
    }

    @Test
    void aPolicyOfAnotherColourReleasesNoReservation() {
        // given
        plan("INC-2026-0008", null, demand("frankfurt>vienna/200/sr-mpls", SlaTier.GOLD, 3000));
        plan("INC-2026-0008", null, demand("frankfurt>vienna/-/sr-mpls", SlaTier.GOLD, 2000));
        plan("INC-2026-0008", null, demand("frankfurt>vienna/100/sr-mpls", SlaTier.GOLD, 1000));
        assertThat(bottleneck()).isEqualTo(3000.0);
        // when: that of colour 100 carries its traffic
        controller.policies = List.of(PathFixtures.policy("frankfurt", "vienna", 100, 16004, 16003));
        // then
        await().untilAsserted(() -> assertThat(bottleneck()).isEqualTo(4000.0));
        int rounds = controller.policyReads.get();
        await().until(() -> controller.policyReads.get() > rounds + 3);
        assertThat(bottleneck()).isEqualTo(4000.0);
    }

    @Test
    void aPolicyWithoutTrafficKeepsItsReservation() {
        // given
        plan("INC-2026-0006", null, demand("p", SlaTier.GOLD, 6000));
        controller.loads = policy -> 0.0;
        controller.policies = List.of(PathFixtures.policy("frankfurt", "vienna", 100, 16004, 16003));
        int rounds = controller.policyReads.get();
        // when
        await().until(() -> controller.policyReads.get() > rounds + 3);
        // then
        assertThat(bottleneck()).isEqualTo(3000.0);
        // when
        controller.loads = policy -> 5000.0;
        // then
        await().untilAsserted(() -> assertThat(bottleneck()).isEqualTo(9000.0));
    }
}
