package io.cemfleet.restoration;

import static io.cemfleet.restoration.RestorationFixtures.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.testing.PeerStub.Reply;
import io.cemfleet.restoration.engine.WatchScheduler;
import io.cemfleet.restoration.store.WatchStore;
import io.cemfleet.restoration.watch.WatchState;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Cancellations, refusals and silences in each state. */
class WatchInterruptionTest extends RestorationTestBase {
    @Autowired
    WatchStore store;

    @Autowired
    WatchScheduler planner;

    @Autowired
    TransactionTemplate transactions;

    @Test
    void aMissingSampleInHoldStartsAgain() {
        // given a hold of three seconds
        begin(request(id, 1, SlaTier.BRONZE, RestorationFixtures.OVER_PRAGUE, tunnel));
        awaitEvent("hold_timer_started");
        // when
        links.set("prague-vienna", "vienna", LinkConditions.LinkCondition.MISSING);
        await().until(() -> stage().equals("WATCHING"));
        links.heal();
        // then
        await().until(() -> events().size() == 4);
        assertThat(events())
                .containsExactly("sla_recovered", "hold_timer_started", "sla_recovered", "hold_timer_started");
    }

    @Test
    void theHoldTimerDoesNotExpireWithoutAFreshSample() {
        // given a hold of three seconds, and nothing newer than its first sample
        begin(request(id, 1, SlaTier.BRONZE, RestorationFixtures.OVER_PRAGUE, tunnel));
        awaitEvent("hold_timer_started");
        links.measuredAt(Instant.now());
        // when its time is over
        await().atMost(Duration.ofSeconds(20)).until(this::expired);
        int before = links.reads();
        await().until(() -> links.reads() > before + 4);
        // then
        assertThat(events()).containsExactly("sla_recovered", "hold_timer_started");
        links.heal();
        awaitEvent("hold_timer_expired");
    }

    @Test
    void aMissingHoldTimerIsNeverReadAsExpired() {
        // given a hold whose timer got lost
        store.replace(WatchState.begin(request(id, 1, tunnel), UUID.randomUUID(), Instant.now(), null));
        jdbc.sql(
                        """
                        update watch set stage = 'HOLDING', document = document || '{"stage": "HOLDING"}'::jsonb
                        where incident_id = :id""")
                .param("id", id)
                .update();
        // then
        assertThat(expired()).isFalse();
        // and at its next step the good samples and the hold start again
        transactions.executeWithoutResult(status -> planner.soon(id));
        awaitEvent("restored");
        assertThat(events()).isEqualTo(WHOLE_WAY);
    }

    @Test
    void aCancellationWhileWatchingEndsTheWatch() {
        // given
        links.set("prague-vienna", "prague", LinkConditions.LinkCondition.BAD);
        begin(request(id, 1, tunnel));
        // then
        assertThat(cancel()).isTrue();
        thatIsAll();
        assertThat(events()).isEmpty();
        assertThat(cancel()).isFalse();
    }

    @Test
    void aCancellationInHoldLeavesTheTrafficProtected() {
        // given
        begin(request(id, 1, SlaTier.BRONZE, RestorationFixtures.OVER_PRAGUE, tunnel));
        awaitEvent("hold_timer_started");
        // then
        assertThat(cancel()).isTrue();
        assertThat(expired()).isFalse();
        thatIsAll();
        assertThat(shifts()).isEmpty();
    }

    @Test
    void aCancellationInCutoverLeavesTheWeightsAsTheyAre() {
        // given a cutover that stands at 50/50
        onShift(weight -> {
            if (weight == 50) {
                links.set("prague-vienna", "prague", LinkConditions.LinkCondition.MISSING);
            }
        });
        begin(request(id, 1, tunnel));
        await().until(() -> events().stream().filter("cutover_stage"::equals).count() == 2);
        // when
        assertThat(cancel()).isTrue();
        links.heal();
        // then
        thatIsAll();
        assertThat(shifts()).containsExactly(75, 50);
    }

    @Test
    void aCancellationInCleanupEndsIt() {
        // given
        on("delete_tunnel", payload -> Reply.http(503));
        begin(request(id, 1, tunnel));
        await().atMost(Duration.ofSeconds(20)).until(() -> !deletions().isEmpty());
        // then
        assertThat(cancel()).isTrue();
        thatIsAll();
        assertThat(events()).doesNotContain("restored", "cleanup_failed");
    }

    @Test
    void whatIsRestoredCannotBeCanceled() {
        begin(request(id, 1, tunnel));
        awaitEvent("restored");
        assertThat(cancel()).isFalse();
        assertThat(stage()).isEqualTo("RESTORED");
    }

    @Test
    void aSilentTunnelProvisioningIsReportedOnceAndTheCutoverGoesOn() {
        // given
        AtomicBoolean back = new AtomicBoolean();
        on("shift_traffic", payload -> back.get() ? shifted(payload) : Reply.http(503));
        // when
        begin(request(id, 1, tunnel));
        awaitEvent("cutover_held");
        // then
        assertThat(details("cutover_held").path("code").asText()).isEqualTo("unreachable");
        assertThat(stage()).isEqualTo("CUTTING_OVER");
        // and
        back.set(true);
        awaitEvent("restored");
        assertThat(events()).containsOnlyOnce("cutover_held");
        assertThat(shifts().stream().distinct()).containsExactly(75, 50, 25, 0);
        assertThat(taskIds("shift_traffic").stream().distinct()).hasSize(4);
    }

    private void thatIsAll() {
        await().atMost(Duration.ofSeconds(20)).until(() -> steps() == 0);
        assertThat(stage()).isEqualTo("CANCELED");
    }
}
