package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.tunnel.control.WriteGate;
import io.cemfleet.tunnel.policy.ProposedWrite;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.policy.TunnelStep;
import io.cemfleet.tunnel.policy.WriteMandate;
import io.cemfleet.tunnel.store.HeadEndLock;
import io.cemfleet.tunnel.store.TunnelStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Runs a step with what every step needs: the lock of its head-end, the record of a failure, the timer. */
@Component
class TunnelStepRunner {
    private final TunnelStore store;
    private final WriteGate gate;
    private final HeadEndLock locks;
    private final TunnelJournal journal;
    private final MeterRegistry meters;

    TunnelStepRunner(
            TunnelStore store, WriteGate gate, HeadEndLock locks, TunnelJournal journal, MeterRegistry meters) {
        this.store = store;
        this.gate = gate;
        this.locks = locks;
        this.journal = journal;
        this.meters = meters;
    }

    /**
     * A requested step on a tunnel.
     *
     * @param services that it is to carry beside its plan's
     * @param pathVersion that the sender expects, absent: any
     */
    record StepRequest(
            TunnelStep step,
            String tunnelId,
            List<String> services,
            @Nullable Long pathVersion,
            WriteMandate mandate) {}

    /** Runs a step on an existing tunnel, once the controls allow it. */
    <T> StepOutcome<T> on(StepRequest ask, TaskAttempt attempt, Function<Tunnel, StepOutcome<T>> work) {
        String tunnelId = ask.tunnelId();
        Optional<Tunnel> tunnel = store.find(tunnelId);
        if (tunnel.isEmpty()) {
            return StepOutcome.failed(TunnelFailureCode.UNKNOWN_TUNNEL, "no tunnel is called " + tunnelId);
        }
        String incidentId = tunnel.get().protection().incidentId();
        String headEnd = tunnel.get().key().headEnd();
        return recorded(ask.step(), incidentId, headEnd, () -> store.find(tunnelId), attempt, () -> sameVersion(ask)
                .then(same -> gate.admit(write(ask), attempt.taskId())
                        .then(() -> work.apply(store.find(tunnelId).orElseThrow()))));
    }

    /** Checks that the sender's path version is the one in force, once no other write is under way. */
    private StepOutcome<Boolean> sameVersion(StepRequest ask) {
        long inForce = store.find(ask.tunnelId()).orElseThrow().path().version();
        return ask.pathVersion() == null || ask.pathVersion() == inForce
                ? StepOutcome.done(true)
                : StepOutcome.failed(
                        TunnelFailureCode.PATH_VERSION_MISMATCH,
                        "%s has path version %d in force, and not %d"
                                .formatted(ask.tunnelId(), inForce, ask.pathVersion()));
    }

    private ProposedWrite write(StepRequest ask) {
        Tunnel tunnel = store.find(ask.tunnelId()).orElseThrow();
        return ProposedWrite.of(ask.step(), tunnel, tunnel.plan().carryingToo(ask.services()), ask.mandate());
    }

    /** Runs a step whose tunnel may not exist yet, under the lock of its head-end. */
    <T> StepOutcome<T> recorded(
            TunnelStep step,
            String incidentId,
            String headEnd,
            Supplier<Optional<Tunnel>> row,
            TaskAttempt attempt,
            Supplier<StepOutcome<T>> work) {
        Timer.Sample sample = Timer.start(meters);
        StepOutcome<T> outcome = locks.holding(headEnd, attempt.deadline(), work);
        String verdict = "ok";
        if (outcome instanceof StepOutcome.Failed<T>(var failure)) {
            verdict = failure.code().wire();
            journal.failed(step, incidentId, row.get(), failure, attempt);
            if (failure.code().refusal()) {
                meters.counter("cem.tunnel.writes.refused", "code", verdict, "step", step.wire())
                        .increment();
            }
        }
        sample.stop(meters.timer("cem.tunnel.step.duration", "step", step.wire(), "outcome", verdict));
        return outcome;
    }
}
