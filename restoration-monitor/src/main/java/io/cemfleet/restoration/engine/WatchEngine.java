package io.cemfleet.restoration.engine;

import io.cemfleet.restoration.store.WatchStore;
import io.cemfleet.restoration.watch.WatchState;
import io.cemfleet.restoration.watch.WatchStepResult;
import io.cemfleet.runtime.trace.TraceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Runs one step of a watch, and returns when the next is due. A crash at any point repeats the step safely. */
@Service
public class WatchEngine {
    /** Steps in a row before other watches run. */
    private static final int IN_A_ROW = 5;

    private final WatchStore store;
    private final RecoverySteps recovery;
    private final CutoverSteps cutover;
    private final CleanupSteps cleanup;
    private final BringBackSteps bringBack;
    private final WatchCommit commit;
    private final Clock clock;

    WatchEngine(
            WatchStore store,
            RecoverySteps recovery,
            CutoverSteps cutover,
            CleanupSteps cleanup,
            BringBackSteps bringBack,
            WatchCommit commit,
            Clock clock) {
        this.store = store;
        this.recovery = recovery;
        this.cutover = cutover;
        this.cleanup = cleanup;
        this.bringBack = bringBack;
        this.commit = commit;
        this.clock = clock;
    }

    /**
     * Runs the due steps one after the other.
     *
     * @return when to run again; empty when the watch has ended
     */
    Optional<Instant> step(String incidentId) {
        try (var scope = TraceContext.LoggingScope.put(TraceContext.INCIDENT_ID, incidentId)) {
            Optional<Instant> next = Optional.of(Instant.MIN);
            for (int steps = 0; steps < IN_A_ROW && next.filter(this::due).isPresent(); steps++) {
                next = stepOnce(incidentId);
            }
            return next;
        }
    }

    private boolean due(Instant next) {
        return !next.isAfter(clock.instant());
    }

    private Optional<Instant> stepOnce(String incidentId) {
        Optional<WatchState> stored = store.find(incidentId);
        if (stored.isEmpty() || !(stored.get() instanceof WatchState.Active active)) {
            return Optional.empty();
        }
        WatchStepResult step = step(active);
        boolean committed = commit.commit(step);
        Instant now = clock.instant();
        if (!committed) {
            return Optional.of(now);
        }
        return step.after() instanceof WatchState.Ended ? Optional.empty() : Optional.of(now.plus(step.pause()));
    }

    private WatchStepResult step(WatchState.Active state) {
        return switch (state) {
            case WatchState.BringingBack bringingBack -> bringBack.bringBack(bringingBack);
            case WatchState.Watching watching -> recovery.watch(watching);
            case WatchState.Holding holding -> recovery.hold(holding);
            case WatchState.CuttingOver cuttingOver -> cutover.cutOver(cuttingOver);
            case WatchState.CleaningUp cleaningUp -> cleanup.cleanUp(cleaningUp);
        };
    }
}
