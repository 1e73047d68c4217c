package io.cemfleet.tunnel.provision;

import io.cemfleet.tunnel.policy.ProtectionRef;
import io.cemfleet.tunnel.policy.StepFailure;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcome.Failed;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.policy.TunnelStep;
import io.cemfleet.tunnel.store.HeadEndLock;
import io.cemfleet.tunnel.store.TunnelStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Runs a step at a head-end with what every step needs: the head-end's lock, the record of a failure on the
 * protection's row and in the audit trail, the timer.
 */
@Component
class TunnelStepRunner {
    private final TunnelStore store;
    private final HeadEndLock locks;
    private final TunnelJournal journal;
    private final MeterRegistry meters;

    TunnelStepRunner(TunnelStore store, HeadEndLock locks, TunnelJournal journal, MeterRegistry meters) {
        this.store = store;
        this.locks = locks;
        this.journal = journal;
        this.meters = meters;
    }

    /**
     * A step and where it runs.
     *
     * @param protection whose row, where there is one, gets a failure
     * @param headEnd router slug, locked while the step runs
     */
    record LockedStep(TunnelStep step, ProtectionRef protection, String headEnd) {

        /** A step on an existing tunnel. */
        static LockedStep on(Tunnel tunnel, TunnelStep step) {
            return new LockedStep(step, tunnel.protection(), tunnel.key().headEnd());
        }
    }

    /** Runs the work under the lock; {@code head_end_busy} when the lock is not free in time. */
    <T> StepOutcome<T> run(LockedStep locked, TaskAttempt attempt, Supplier<StepOutcome<T>> work) {
        Timer.Sample sample = Timer.start(meters);
        StepOutcome<T> outcome = locks.holding(locked.headEnd(), attempt.deadline(), work);
        String verdict = "ok";
        if (outcome instanceof Failed<T>(StepFailure failure)) {
            verdict = failure.code().wire();
            recordFailure(locked, failure, attempt);
        }
        sample.stop(
                meters.timer("cem.tunnel.step.duration", "step", locked.step().wire(), "outcome", verdict));
        return outcome;
    }

    private void recordFailure(LockedStep locked, StepFailure failure, TaskAttempt attempt) {
        ProtectionRef protection = locked.protection();
        journal.failed(locked.step(), protection.incidentId(), store.find(protection), failure, attempt);
        if (failure.code().refusal()) {
            meters.counter(
                            "cem.tunnel.writes.refused",
                            "code",
                            failure.code().wire(),
                            "step",
                            locked.step().wire())
                    .increment();
        }
    }
}
