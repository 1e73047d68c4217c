package io.cemfleet.tunnel.provision;

import io.cemfleet.tunnel.policy.ProtectionRef;
import io.cemfleet.tunnel.policy.StepFailure;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcome.Failed;
import io.cemfleet.tunnel.policy.StepOutcomes;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.policy.TunnelStep;
import io.cemfleet.tunnel.provision.TunnelJournal.FailedStep;
import io.cemfleet.tunnel.store.HeadEndLock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Runs a step for the items of a wave with what every step needs: the locks of their head-ends, the record of each
 * failure on its protection's row and in the audit trail, the timer.
 */
@Component
class TunnelStepRunner {
    private final HeadEndLock locks;
    private final TunnelJournal journal;
    private final MeterRegistry meters;

    TunnelStepRunner(HeadEndLock locks, TunnelJournal journal, MeterRegistry meters) {
        this.locks = locks;
        this.journal = journal;
        this.meters = meters;
    }

    /**
     * An item and where its step runs.
     *
     * @param protection whose row, where there is one, gets a failure
     * @param headEnd router slug, locked while the step runs
     */
    record LockedItem<I>(I item, ProtectionRef protection, String headEnd, TaskAttempt attempt) {

        /** A step on an existing tunnel. */
        static <I> LockedItem<I> on(Tunnel tunnel, I item, TaskAttempt attempt) {
            return new LockedItem<>(item, tunnel.protection(), tunnel.key().headEnd(), attempt);
        }
    }

    /** Runs the work under the locks; {@code head_end_busy} for items whose lock is not free in time. */
    <I, R> StepOutcomes<R> run(TunnelStep step, List<LockedItem<I>> items, Function<List<I>, StepOutcomes<R>> work) {
        Timer.Sample sample = Timer.start(meters);
        TreeSet<String> headEnds =
                items.stream().map(LockedItem::headEnd).collect(Collectors.toCollection(TreeSet::new));
        StepOutcomes<R> outcomes = StepOutcomes.after(
                locks.holdingAll(headEnds, items.getFirst().attempt().deadline(), held -> StepOutcomes.each(
                                items, item -> locked(item, held))
                        .together(work)),
                items,
                Function.identity());
        var failures = new ArrayList<FailedStep>();
        for (int i = 0; i < items.size(); i++) {
            String verdict = "ok";
            if (outcomes.inOrder().get(i) instanceof Failed<R>(StepFailure failure)) {
                verdict = failure.code().wire();
                failures.add(new FailedStep(
                        step, items.get(i).protection(), failure, items.get(i).attempt()));
                count(step, failure);
            }
            sample.stop(meters.timer("cem.tunnel.step.duration", "step", step.wire(), "outcome", verdict));
        }
        if (!failures.isEmpty()) {
            journal.failed(failures);
        }
        return outcomes;
    }

    private static <I> StepOutcome<I> locked(LockedItem<I> item, Set<String> held) {
        return held.contains(item.headEnd())
                ? StepOutcome.done(item.item())
                : StepOutcome.failed(HeadEndLock.busy(item.headEnd()));
    }

    private void count(TunnelStep step, StepFailure failure) {
        if (failure.code().refusal()) {
            meters.counter("cem.tunnel.writes.refused", "code", failure.code().wire(), "step", step.wire())
                    .increment();
        }
    }
}
