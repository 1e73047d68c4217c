package io.cemfleet.restoration;

import static io.cemfleet.restoration.RestorationFixtures.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.testing.PeerStub.Reply;
import io.cemfleet.a2a.testing.TestAgentCaller;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The whole way, and what interrupts it. */
class RestorationTest extends RestorationTestBase {
    @Test
    void aRecoveredPathIsHeldVerifiedAndGivenItsTrafficBackInFourStages() {
        // when
        UUID task = UUID.randomUUID();
        TestAgentCaller.Response begun = orchestrator().send("monitor_restoration", task, request(id, 1, tunnel));
        // then
        assertThat(begun.body().at("/status/state").asText()).isEqualTo("working");
        awaitEvent("restored");
        assertThat(events()).isEqualTo(WHOLE_WAY);
        assertThat(shifts()).containsExactly(75, 50, 25, 0);
        assertThat(deletions()).hasSize(1);
        assertThat(updates().getFirst().path("tunnel_ids").path(0).asText()).isEqualTo(tunnel);
        assertThat(details("hold_timer_started").path("hold_seconds").asLong()).isEqualTo(30);
        assertThat(details("hold_timer_started").path("sla_tier").asText()).isEqualTo("platinum");
        assertThat(updates().stream()
                        .filter(u -> u.path("event").asText().equals("cutover_stage"))
                        .map(u -> u.at("/details/protection_weight").asText()
                                + '/'
                                + u.at("/details/original_weight").asText()))
                .containsExactly("75/25", "50/50", "25/75", "0/100");
        await().untilAsserted(() -> assertThat(orchestrator()
                        .get("/a2a/tasks/" + task)
                        .body()
                        .at("/status/state")
                        .asText())
                .isEqualTo("completed"));
    }

    @Test
    void aBadSampleInHoldStartsAgain() {
        // given a hold of three seconds
        begin(request(id, 1, SlaTier.BRONZE, RestorationFixtures.OVER_PRAGUE, tunnel));
        awaitEvent("hold_timer_started");
        // when
        links.set("prague-vienna", "vienna", LinkConditions.LinkCondition.BAD);
        await().until(() -> stage().equals("WATCHING"));
        links.heal();
        // then
        await().until(() -> events().size() == 4);
        assertThat(events())
                .containsExactly("sla_recovered", "hold_timer_started", "sla_recovered", "hold_timer_started");
        TestAgentCaller.Response timer = orchestrator().send("check_hold_timer", Map.of("incident_id", id));
        assertThat(timer.result().path("expired").asBoolean()).isFalse();
        assertThat(timer.result().path("remaining_seconds").asLong()).isBetween(0L, 3L);
        assertThat(shifts()).isEmpty();
    }

    @Test
    void aMissingSampleIsNeverRecoveryAndIsReportedAfterAWhile() {
        // given
        links.set("frankfurt-prague", "prague", LinkConditions.LinkCondition.MISSING);
        // when
        begin(request(id, 1, tunnel));
        // then
        awaitEvent("telemetry_missing");
        assertThat(events()).containsExactly("telemetry_missing");
        assertThat(details("telemetry_missing").path("reason").asText()).contains("frankfurt-prague");
        // and it goes on when telemetry is back
        links.heal();
        awaitEvent("restored");
    }

    @Test
    void withoutTelemetryACutoverStandsStillAndIsReported() {
        // given
        onShift(weight -> {
            if (weight == 50) {
                links.set("prague-vienna", "prague", LinkConditions.LinkCondition.MISSING);
            }
        });
        // when
        begin(request(id, 1, tunnel));
        awaitEvent("telemetry_missing");
        // then
        assertThat(shifts()).containsExactly(75, 50);
        links.heal();
        awaitEvent("restored");
        assertThat(shifts()).containsExactly(75, 50, 25, 0);
    }

    @Test
    void samplesOfTheSameMomentDoNotCountTwice() {
        // given
        begin(request(id, 1, tunnel));
        links.measuredAt(Instant.now());
        int before = links.reads();
        // then one sample, read again and again, is one sample
        await().until(() -> links.reads() > before + 8);
        assertThat(events()).isEmpty();
        links.heal();
        awaitEvent("sla_recovered");
    }

    @Test
    void aRelapseInCutoverPutsTheTrafficBackAndDoublesTheHold() {
        // given
        AtomicBoolean once = new AtomicBoolean();
        onShift(weight -> {
            if (weight == 50 && once.compareAndSet(false, true)) {
                links.set("prague-vienna", "prague", LinkConditions.LinkCondition.BAD);
            } else if (weight == 100) {
                links.heal();
            }
        });
        // when
        begin(request(id, 1, tunnel));
        awaitEvent("restored");
        // then
        assertThat(shifts()).containsExactly(75, 50, 100, 75, 50, 25, 0);
        assertThat(events().subList(0, 7))
                .containsExactly(
                        "sla_recovered",
                        "hold_timer_started",
                        "hold_timer_expired",
                        "stability_verified",
                        "cutover_stage",
                        "cutover_stage",
                        "sla_relapsed");
        assertThat(events().subList(7, 16)).isEqualTo(WHOLE_WAY);
        assertThat(updates().stream()
                        .filter(u -> u.path("event").asText().equals("hold_timer_started"))
                        .map(u -> u.at("/details/hold_seconds").asLong()))
                .containsExactly(30L, 60L);
        assertThat(taskIds("shift_traffic")).doesNotHaveDuplicates();
    }

    @Test
    void aTunnelThatIsStillThereIsACleanupThatFailedAndNeverRestored() {
        // given
        PEERS.on("delete_tunnel", payload -> Reply.completed(RestorationFixtures.deleted(false)));
        // when
        begin(request(id, 1, tunnel));
        awaitEvent("cleanup_failed");
        // then
        assertThat(deletions()).hasSize(3);
        assertThat(taskIds("delete_tunnel")).doesNotHaveDuplicates();
        assertThat(events()).doesNotContain("restored");
        assertThat(details("cleanup_failed").path("during").asText()).isEqualTo("cleanup");
        assertThat(stage()).isEqualTo("CLEANUP_FAILED");
    }

    @Test
    void anUnreachableTunnelProvisioningGetsTheSameTaskIdAgain() {
        // given
        AtomicInteger calls = new AtomicInteger();
        on("shift_traffic", payload -> calls.incrementAndGet() < 3 ? Reply.http(503) : shifted(payload));
        // when
        begin(request(id, 1, tunnel));
        awaitEvent("restored");
        // then
        assertThat(shifts()).containsExactly(75, 75, 75, 50, 25, 0);
        assertThat(taskIds("shift_traffic").subList(0, 3).stream().distinct()).hasSize(1);
    }

    @Test
    void anOlderPlanIsRefusedAndANewerOneReplacesIt() {
        // given
        links.set("prague-vienna", "prague", LinkConditions.LinkCondition.BAD);
        begin(request(id, 2, "older-" + tunnel));
        // when
        TestAgentCaller.Response stale = orchestrator().send("monitor_restoration", request(id, 1, tunnel));
        begin(request(id, 3, tunnel));
        links.heal();
        // then
        assertThat(stale.body().at("/error/code").asText()).isEqualTo("stale_plan");
        awaitEvent("restored");
        assertThat(events()).isEqualTo(WHOLE_WAY);
        assertThat(updates().stream()
                        .filter(update -> !update.path("event").asText().equals("sla_after_steering")))
                .allSatisfy(update -> {
                    assertThat(update.path("plan_revision").asLong()).isEqualTo(3);
                    assertThat(update.path("tunnel_ids").path(0).asText()).isEqualTo(tunnel);
                });
        assertThat(PEERS.payloads("shift_traffic"))
                .noneMatch(p -> p.path("tunnel_id").asText().startsWith("older-"));
    }

    @Test
    void aRepeatedRequestInCutoverBringsTrafficBackWithNewTaskIds() {
        // given
        AtomicBoolean once = new AtomicBoolean();
        onShift(weight -> {
            if (weight == 50 && once.compareAndSet(false, true)) {
                begin(request(id, 1, tunnel));
            }
        });
        // when
        begin(request(id, 1, tunnel));
        awaitEvent("restored");
        // then
        assertThat(shifts()).containsExactly(75, 50, 100, 75, 50, 25, 0);
        assertThat(taskIds("shift_traffic")).doesNotHaveDuplicates();
    }

    @Test
    void aCancellationDuringAShiftIsNotOverwrittenByIt() throws InterruptedException {
        // given
        CountDownLatch shifting = new CountDownLatch(1);
        CountDownLatch canceled = new CountDownLatch(1);
        onShift(weight -> {
            shifting.countDown();
            RestorationFixtures.waitFor(canceled);
        });
        begin(request(id, 1, tunnel));
        assertThat(shifting.await(20, TimeUnit.SECONDS)).isTrue();
        // when
        TestAgentCaller.Response answer = orchestrator().send("cancel_monitoring", Map.of("incident_id", id));
        canceled.countDown();
        // then
        assertThat(answer.result().path("canceled").asBoolean()).isTrue();
        await().until(() -> steps() == 0);
        assertThat(stage()).isEqualTo("CANCELED");
        assertThat(shifts()).containsExactly(75);
        assertThat(events()).doesNotContain("cutover_stage");
    }

    @Test
    void aNewerPlanAtTunnelProvisioningEndsTheWatchWithoutAnAlarm() {
        // given
        on("shift_traffic", payload -> Reply.failed("stale_plan", false));
        // when
        begin(request(id, 1, tunnel));
        await().until(() -> stage().equals("CANCELED"));
        // then
        await().until(() -> events().contains("stability_verified"));
        assertThat(events()).doesNotContain("cleanup_failed");
    }
}
