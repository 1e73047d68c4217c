package io.cemfleet.restoration.engine;

import io.cemfleet.a2a.contract.RestorationDetails;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.a2a.contract.RestorationStep;
import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.restoration.network.TunnelCallOutcome;
import io.cemfleet.restoration.watch.CallTrouble;
import io.cemfleet.restoration.watch.CallTrouble.TroubleKind;
import io.cemfleet.restoration.watch.PendingCall;
import io.cemfleet.restoration.watch.WatchReport;
import io.cemfleet.restoration.watch.WatchState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Applies the outcomes of waves at tunnel-provisioning, tunnel by tunnel. A refused or failed call is repeated, in the
 * middle of a cutover until it succeeds; a tunnel that can never be moved or removed leaves the watch, and the others
 * go on.
 */
@Component
class TunnelCallOutcomes {
    private static final String UNREACHABLE = "unreachable";

    private final WatchTiming timing;

    TunnelCallOutcomes(WatchTiming timing) {
        this.timing = timing;
    }

    /** @param outcomes of the tunnels of one wave */
    <S extends WatchState.Calling<S>> AppliedOutcomes<S> apply(S before, Map<String, TunnelCallOutcome> outcomes) {
        S watch = before;
        List<WatchReport> reports = new ArrayList<>();
        for (Map.Entry<String, TunnelCallOutcome> each : outcomes.entrySet()) {
            String tunnel = each.getKey();
            switch (each.getValue()) {
                case TunnelCallOutcome.Superseded superseded -> {
                    return new AppliedOutcomes.Superseded<>();
                }
                case TunnelCallOutcome.Done done -> watch = watch.succeeded(tunnel, done.weight());
                case TunnelCallOutcome.OtherPath other -> {
                    reports.add(otherPath(watch, tunnel));
                    watch = watch.dropped(tunnel, false);
                }
                case TunnelCallOutcome.Failed failed
                when givenUp(before, failed) -> {
                    reports.add(leftBehind(before, tunnel, failed));
                    watch = watch.dropped(tunnel, true);
                }
                case TunnelCallOutcome.Failed failed ->
                    watch = watch.with(watch.call().troubled(tunnel, trouble(failed)));
                case TunnelCallOutcome.Unknown unknown ->
                    watch = watch.with(watch.call().troubled(tunnel, trouble(unknown)));
            }
        }
        return watch.nextWave().isEmpty() ? roundOver(watch, reports) : new AppliedOutcomes.NextWave<>(watch, reports);
    }

    private static CallTrouble trouble(TunnelCallOutcome.Failed failed) {
        TroubleKind kind = failed.refused() ? TroubleKind.REFUSED : TroubleKind.FAILED;
        return new CallTrouble(kind, failed.code(), failed.reason());
    }

    private static CallTrouble trouble(TunnelCallOutcome.Unknown unknown) {
        return new CallTrouble(TroubleKind.UNANSWERED, UNREACHABLE, unknown.reason());
    }

    private <S extends WatchState.Calling<S>> AppliedOutcomes<S> roundOver(S watch, List<WatchReport> reports) {
        Optional<CallTrouble> trouble = watch.call().trouble();
        if (trouble.isEmpty()) {
            return new AppliedOutcomes.Applied<>(watch, reports, null);
        }
        return trouble.get().kind() == TroubleKind.UNANSWERED
                ? unanswered(watch, reports, trouble.get())
                : failed(watch, reports, trouble.get());
    }

    /** Percent by tunnel, as last read back. */
    static List<RestorationDetails.TunnelWeights> weights(WatchState watch, Collection<String> tunnels) {
        return tunnels.stream()
                .sorted()
                .map(tunnel -> RestorationDetails.TunnelWeights.carrying(
                        tunnel, watch.tunnels().weight(tunnel)))
                .toList();
    }

    private boolean givenUp(WatchState.Calling<?> before, TunnelCallOutcome.Failed failed) {
        if (!(before instanceof WatchState.CleaningUp)) {
            return failed.forGood();
        }
        return !failed.retryable()
                || before.call().attempts() + 1 >= timing.settings().attempts();
    }

    /**
     * Repeats the call with new task ids and growing pauses; a refusal is reported at once, a failure after some
     * attempts.
     */
    private <S extends WatchState.Calling<S>> AppliedOutcomes<S> failed(
            S watch, List<WatchReport> reports, CallTrouble trouble) {
        PendingCall call = watch.call().failedOnce();
        S after = watch.with(call);
        Duration pause = timing.again(call.attempts());
        boolean due = trouble.kind() == TroubleKind.REFUSED
                || call.attempts() >= timing.settings().attempts();
        return due && !call.reported()
                ? stuck(after, reports, trouble, pause)
                : new AppliedOutcomes.Applied<>(after, reports, pause);
    }

    /**
     * Repeats the call with the same task ids until there is an answer; after a while the missing answer is reported,
     * once.
     */
    private <S extends WatchState.Calling<S>> AppliedOutcomes<S> unanswered(
            S watch, List<WatchReport> reports, CallTrouble trouble) {
        PendingCall call = watch.call().unanswered(timing.now());
        S after = watch.with(call);
        if (call.reported()) {
            return new AppliedOutcomes.Applied<>(after, reports, timing.poll());
        }
        Instant since = call.unansweredSince();
        if (since == null || !timing.tooLong(since)) {
            return new AppliedOutcomes.Applied<>(after, reports, timing.retry(0));
        }
        return stuck(after, reports, trouble, timing.poll());
    }

    /** Reports the call as stuck, unless each of its tunnels was reported before and is set aside since. */
    private static <S extends WatchState.Calling<S>> AppliedOutcomes<S> stuck(
            S watch, List<WatchReport> reports, CallTrouble trouble, Duration pause) {
        boolean reportedBefore =
                watch.pending().stream().allMatch(tunnel -> watch.traffic().rounds(tunnel) > 0);
        if (!reportedBefore) {
            reports.add(pending(watch, trouble.code(), trouble.reason()));
        }
        return new AppliedOutcomes.Applied<>(watch.with(watch.call().reportedStuck()), reports, pause);
    }

    private static RestorationStep during(WatchState.Calling<?> watch) {
        return switch (watch) {
            case WatchState.BringingBack back -> back.relapsed() ? RestorationStep.RELAPSE : RestorationStep.RETURN;
            case WatchState.CuttingOver cuttingOver -> RestorationStep.CUTOVER;
            case WatchState.CleaningUp cleaningUp -> RestorationStep.CLEANUP;
        };
    }

    /** Only the orchestrator knows which path is valid: it is informed of the path that the tunnel has. */
    private static WatchReport otherPath(WatchState.Calling<?> watch, String tunnel) {
        String code = TunnelFailureCode.PATH_VERSION_MISMATCH.wire();
        return held(watch, Set.of(tunnel), code, tunnel + " has another path by now");
    }

    private static WatchReport leftBehind(
            WatchState.Calling<?> before, String tunnel, TunnelCallOutcome.Failed failed) {
        int attempts = before.call().attempts() + 1;
        return WatchReport.about(
                Set.of(tunnel),
                RestorationEvent.CLEANUP_FAILED,
                new RestorationDetails.CleanupFailure(during(before), failed.code(), failed.reason(), attempts, null));
    }

    private static WatchReport pending(WatchState.Calling<?> watch, String code, String reason) {
        return watch instanceof WatchState.CleaningUp
                ? WatchReport.about(
                        watch.pending(),
                        RestorationEvent.CLEANUP_FAILED,
                        new RestorationDetails.CleanupFailure(during(watch), code, reason, null, true))
                : held(watch, watch.pending(), code, reason);
    }

    private static WatchReport held(WatchState.Calling<?> watch, Set<String> tunnels, String code, String reason) {
        return WatchReport.about(
                tunnels,
                RestorationEvent.CUTOVER_HELD,
                new RestorationDetails.CutoverHold(during(watch), code, reason, weights(watch, tunnels)));
    }
}
