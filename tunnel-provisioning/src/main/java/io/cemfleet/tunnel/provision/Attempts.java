package io.cemfleet.tunnel.provision;

import io.cemfleet.tunnel.policy.FailureCode;
import io.cemfleet.tunnel.policy.Outcome;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.store.PlanFence;
import io.cemfleet.tunnel.store.TunnelStore;
import io.cemfleet.tunnel.store.Turns;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** What every step shares: its turn at the head-end, the fence, the record of a failure, the time it took. */
@Component
class Attempts {
    private final TunnelStore store;
    private final PlanFence fence;
    private final Turns turns;
    private final Journal journal;
    private final MeterRegistry meters;

    Attempts(TunnelStore store, PlanFence fence, Turns turns, Journal journal, MeterRegistry meters) {
        this.store = store;
        this.fence = fence;
        this.turns = turns;
        this.journal = journal;
        this.meters = meters;
    }

    /** A step on a tunnel that exists, under a plan that is not older than another seen. */
    <T> Outcome<T> on(
            Step step, String tunnelId, long planRevision, Attempt attempt, Function<Tunnel, Outcome<T>> work) {
        Optional<Tunnel> tunnel = store.find(tunnelId);
        if (tunnel.isEmpty()) {
            return Outcome.failed(FailureCode.UNKNOWN_TUNNEL, "no tunnel is called " + tunnelId);
        }
        String incidentId = tunnel.get().protection().incidentId();
        String headEnd = tunnel.get().key().headEnd();
        return recorded(
                step,
                incidentId,
                () -> store.find(tunnelId),
                attempt,
                () -> turns.take(headEnd, attempt.deadline(), () -> {
                    if (!fence.admit(incidentId, planRevision)) {
                        return stale(incidentId, planRevision);
                    }
                    return work.apply(store.find(tunnelId).orElseThrow());
                }));
    }

    /** A step whose tunnel may not exist yet. */
    <T> Outcome<T> recorded(
            Step step, String incidentId, Supplier<Optional<Tunnel>> row, Attempt attempt, Supplier<Outcome<T>> work) {
        Timer.Sample sample = Timer.start(meters);
        Outcome<T> outcome = work.get();
        String verdict = "ok";
        if (outcome instanceof Outcome.Failed<T>(var failure)) {
            verdict = failure.code().wire();
            journal.failed(step, incidentId, row.get(), failure, attempt);
        }
        sample.stop(meters.timer("cem.tunnel.step.duration", "step", step.wire(), "outcome", verdict));
        return outcome;
    }

    static <T> Outcome<T> stale(String incidentId, long planRevision) {
        return Outcome.failed(
                FailureCode.STALE_PLAN, "a newer plan of %s than %d was seen".formatted(incidentId, planRevision));
    }
}
