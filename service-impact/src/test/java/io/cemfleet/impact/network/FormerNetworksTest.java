package io.cemfleet.impact.network;

import static io.cemfleet.impact.ImpactFixtures.overPrague;
import static io.cemfleet.impact.ImpactFixtures.services;
import static io.cemfleet.impact.ImpactFixtures.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.testing.ManualClock;
import io.cemfleet.impact.ImpactFixtures;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FormerNetworksTest {
    private static final String LINK = "frankfurt-prague";

    private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final FormerNetworks former = new FormerNetworks(ImpactFixtures.settings(), clock);

    private NetworkState without(String link) {
        return former.see(state(ImpactFixtures.without(link), services(), overPrague()));
    }

    private NetworkState whole() {
        return former.see(state(services(), overPrague()));
    }

    @Test
    void aLinkThatLeftIsKnownByTheNetworkThatHadItLast() {
        whole();
        // when
        var now = without(LINK);
        // then, at the next reading too
        assertThat(now.tellsOf(LINK)).isTrue();
        assertThat(without(LINK).before().get(LINK)).satisfies(before -> {
            assertThat(before.topology().link(LINK)).isPresent();
            assertThat(before.policies()).containsKey(overPrague().key());
            assertThat(before.before()).isEmpty();
        });
    }

    @Test
    void aLinkThatIsBackIsToldByThePresentNetwork() {
        whole();
        without(LINK);
        assertThat(whole().before()).isEmpty();
    }

    @Test
    void aLinkThatWasNeverSeenIsNotKnown() {
        assertThat(without(LINK).tellsOf(LINK)).isFalse();
        assertThat(whole().tellsOf("no-such-link")).isFalse();
    }

    @Test
    void aLinkThatIsGoneForLongIsForgotten() {
        whole();
        without(LINK);
        clock.move(Duration.ofHours(25));
        // when the network changes once more
        var now = former.see(state(ImpactFixtures.without(LINK, "munich-zurich"), services(), overPrague()));
        // then
        assertThat(now.before()).containsOnlyKeys("munich-zurich");
    }
}
