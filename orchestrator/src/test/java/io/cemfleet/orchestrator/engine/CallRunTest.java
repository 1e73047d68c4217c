package io.cemfleet.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.cemfleet.orchestrator.OrchestratorFixtures;
import io.cemfleet.orchestrator.incident.AgentCall;
import io.cemfleet.orchestrator.incident.CallStep;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** In which order due calls are made, and what goes on beside what. */
class CallRunTest {
    private static final AgentCall PLATINUM = call(CallStep.PROVISION_WAVE, "platinum");
    private static final AgentCall GOLD = call(CallStep.PROVISION, "gold");
    private static final AgentCall STEER_PLATINUM = call(CallStep.STEER_WAVE, "platinum");
    private static final AgentCall SILVER = call(CallStep.PROVISION_WAVE, "silver");

    private final List<AgentCall> begun = new CopyOnWriteArrayList<>();

    @Test
    void tunnelsAreMadeInTurnTheHighestTierFirst() {
        // given
        AtomicInteger atOnce = new AtomicInteger();

        // when
        CallRun.perform(List.of(PLATINUM, GOLD, SILVER), 8, call -> {
            assertThat(atOnce.incrementAndGet()).isOne();
            begun.add(call);
            atOnce.decrementAndGet();
            return List.of();
        });

        // then
        assertThat(begun).containsExactly(PLATINUM, GOLD, SILVER);
    }

    @Test
    void goldDoesNotWaitForPlatinumToBeSteered() {
        // given a steering of platinum that takes until gold's tunnels stand
        CountDownLatch goldStands = new CountDownLatch(1);

        // when
        CallRun.perform(List.of(PLATINUM, GOLD), 8, call -> {
            begun.add(call);
            if (call.equals(PLATINUM)) {
                return List.of(STEER_PLATINUM);
            }
            if (call.equals(STEER_PLATINUM)) {
                assertThat(waitFor(goldStands)).isTrue();
            } else {
                goldStands.countDown();
            }
            return List.of();
        });

        // then
        assertThat(begun).hasSize(3).startsWith(PLATINUM);
    }

    @Test
    void noMoreCallsThanTheLimitAreMadeAtOnce() {
        // given
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<AgentCall> due = IntStream.range(0, 50)
                .mapToObj(i -> call(CallStep.STEER, "p" + i))
                .toList();

        // when
        CallRun.perform(due, 2, call -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            begun.add(call);
            Thread.onSpinWait();
            atOnce.decrementAndGet();
            return List.of();
        });

        // then
        assertThat(most.get()).isBetween(1, 2);
        assertThat(begun).containsExactlyInAnyOrderElementsOf(due);
    }

    @Test
    void aCallThatIsCutShortEndsTheRunAfterTheOthers() {
        assertThatIllegalStateException()
                .isThrownBy(() -> CallRun.perform(List.of(STEER_PLATINUM, GOLD), 8, call -> {
                    begun.add(call);
                    if (call.equals(STEER_PLATINUM)) {
                        throw new IllegalArgumentException("the store is gone");
                    }
                    return List.of();
                }))
                .withMessage("a step was cut short")
                .withCauseInstanceOf(IllegalArgumentException.class);

        assertThat(begun).containsExactlyInAnyOrder(STEER_PLATINUM, GOLD);
    }

    private static boolean waitFor(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static AgentCall call(CallStep step, String protection) {
        return new AgentCall(
                UUID.randomUUID(), "INC-2026-0001", protection, step, 1, 1, "{}", OrchestratorFixtures.BEGIN, 0);
    }
}
