package io.cemfleet.impact.network;

import static io.cemfleet.impact.ImpactFixtures.overPrague;
import static io.cemfleet.impact.ImpactFixtures.services;
import static io.cemfleet.impact.ImpactFixtures.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.impact.ImpactFixtures;
import io.cemfleet.runtime.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

class WithdrawnLinkHistoryTest {
    private static final String LINK = "frankfurt-prague";

    private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final DataSource database = ImpactFixtures.database();
    private final NetworkStore store =
            new NetworkStore(JdbcClient.create(database), new DataSourceTransactionManager(database));
    private WithdrawnLinkHistory former = started();

    private WithdrawnLinkHistory started() {
        return new WithdrawnLinkHistory(store, ImpactFixtures.settings(), clock);
    }

    private ServiceNetworkState without(String link) {
        return former.see(state(ImpactFixtures.without(link), services(), overPrague()));
    }

    private ServiceNetworkState whole() {
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
    void aLinkThatIsBackIsAssessedOnThePresentNetwork() {
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
    void aLinkIsForgottenAfterItWasGoneForLong() {
        whole();
        without(LINK);
        clock.move(Duration.ofHours(25));
        // when the network changes once more
        var now = former.see(state(ImpactFixtures.without(LINK, "munich-zurich"), services(), overPrague()));
        // then
        assertThat(now.before()).containsOnlyKeys("munich-zurich");
    }

    @Test
    void aLinkThatIsGoneIsStillKnownAfterARestart() {
        var before = whole();
        without(LINK);
        former.save();
        // when it is killed and started, and even once more
        former = started();
        without(LINK);
        former.save();
        former = started();
        // then
        assertThat(without(LINK).before().get(LINK)).satisfies(known -> {
            assertThat(known.topology().version()).isEqualTo(before.topology().version());
            assertThat(known.topology().directions())
                    .isEqualTo(before.topology().directions());
            assertThat(known.policies()).isEqualTo(before.policies());
        });
    }

    @Test
    void aLinkThatIsCutBetweenKillAndStartIsFoundMissing() {
        whole();
        former.save();
        // when
        former = started();
        // then
        assertThat(without(LINK).tellsOf(LINK)).isTrue();
    }

    @Test
    void aCutThatWasFoundAndNotStoredIsFoundAgain() {
        whole();
        former.save();
        without(LINK);
        // when it is killed before it could store that
        former = started();
        // then
        assertThat(without(LINK).tellsOf(LINK)).isTrue();
    }

    @Test
    void whatIsNoLongerNeededIsNotStored() {
        whole();
        without(LINK);
        former.save();
        // when
        whole();
        former.save();
        // then
        assertThat(rows("gone_link")).isZero();
        assertThat(rows("seen_network")).isOne();
        // and a link is forgotten after some time, even if nothing else changes
        without(LINK);
        clock.move(Duration.ofHours(25));
        without(LINK);
        former.save();
        assertThat(rows("gone_link")).isZero();
        assertThat(rows("seen_network")).isOne();
    }

    @Test
    void aNetworkThatCannotBeReadIsAsIfItHadNotBeenStored() {
        whole();
        without(LINK);
        former.save();
        JdbcClient.create(database)
                .sql("update seen_network set network = 'of another version'")
                .update();
        // when
        former = started();
        // then
        assertThat(without(LINK).tellsOf(LINK)).isFalse();
        former.save();
        assertThat(rows("gone_link")).isZero();
        assertThat(rows("seen_network")).isOne();
    }

    private int rows(String table) {
        return JdbcClient.create(database)
                .sql("select count(*) from " + table)
                .query(Integer.class)
                .single();
    }
}
