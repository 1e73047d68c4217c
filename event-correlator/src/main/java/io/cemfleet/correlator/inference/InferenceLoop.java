package io.cemfleet.correlator.inference;

import io.cemfleet.correlator.CorrelatorSettings;
import io.cemfleet.correlator.alert.VerdictRecord;
import io.cemfleet.correlator.ledger.VerdictListener;
import io.cemfleet.correlator.network.NetworkSnapshotCache;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Runs a pass of the inference as soon as an alarm without a link passes, else at each interval. */
@Component
class InferenceLoop implements VerdictListener {
    private static final Logger LOG = LoggerFactory.getLogger(InferenceLoop.class);

    private final InferencePass pass;
    private final NetworkSnapshotCache network;
    private final CorrelatorSettings.Inference settings;
    private final Semaphore wakeups = new Semaphore(0);

    InferenceLoop(InferencePass pass, NetworkSnapshotCache network, CorrelatorSettings settings) {
        this.pass = pass;
        this.network = network;
        this.settings = settings.inference();
    }

    @Override
    public void settled(List<VerdictRecord> verdicts) {
        if (verdicts.stream()
                .anyMatch(v -> v.alert().linkId() == null && v.alert().resolved())) {
            wakeups.release();
        }
    }

    /** Runs until it is to end. Measurements of an earlier run of this instance are dropped. */
    void run(BooleanSupplier ending) {
        pass.forget();
        while (!ending.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
            try {
                if (wakeups.tryAcquire(settings.interval().toMillis(), TimeUnit.MILLISECONDS)) {
                    wakeups.drainPermits();
                }
                network.snapshot().ifPresent(pass::run);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                if (!ending.getAsBoolean()) {
                    LOG.warn("the search for degraded links failed, it is repeated", e);
                }
            }
        }
    }
}
