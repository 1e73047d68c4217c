package io.cemfleet.impact.tier;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.impact.ImpactFixtures;
import io.cemfleet.impact.ImpactSettings;
import io.cemfleet.network.service.VpnService;
import java.util.List;
import org.junit.jupiter.api.Test;

class TierClassifierTest {
    private static final int SHORT = 20_000;

    /** Takes at least quadratic time with a backtracking expression. */
    private final TierClassifier tiers = new TierClassifier(new ImpactSettings(
            List.of(new ImpactSettings.TierRule(
                    SlaTier.PLATINUM, ImpactSettings.ServiceField.VPN_DESCRIPTION, "(a*)*(a|aa)+\\s*platinum$")),
            ImpactFixtures.settings().slaLimits(),
            ImpactFixtures.settings().reading()));

    @Test
    void theTimeToJudgeAServiceGrowsWithItsDescriptionAndNoFaster() {
        judge(SHORT);
        double growth = (double) judge(10 * SHORT) / judge(SHORT);

        assertThat(growth).isLessThan(40);
    }

    /** The best of five: nanoseconds to judge a service with a description of so many characters. */
    private long judge(int length) {
        VpnService service = ImpactFixtures.service("L3VPN-1", "a".repeat(length) + "!");
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long began = System.nanoTime();
            assertThat(tiers.of(service)).isEqualTo(SlaTier.UNKNOWN);
            best = Math.min(best, System.nanoTime() - began);
        }
        return best;
    }
}
