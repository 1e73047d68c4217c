package io.cemfleet.restoration.engine;

import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.restoration.network.TunnelCallOutcome;
import io.cemfleet.restoration.watch.RestorationWatch;
import io.cemfleet.restoration.watch.TunnelTraffic;
import io.cemfleet.restoration.watch.WatchReport;
import io.cemfleet.restoration.watch.WatchStage;
import io.cemfleet.restoration.watch.WatchStepResult;
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
 * Applies the outcomes of calls to tunnel-provisioning, tunnel by tunnel. A refused or failed call is repeated, in the
 * middle of a cutover until it succeeds; a tunnel that can never be moved or removed leaves the watch, and the others
 * go on.
 */
@Component
class TunnelCallOutcomes {
    private static final String CLEANUP = "cleanup";

    private final WatchTiming pace;

    TunnelCallOutcomes(WatchTiming pace) {
        this.pace = pace;
    }

    /** How a success changes the watch. */
    @FunctionalInterface
    interface SuccessEffect {
        RestorationWatch apply(RestorationWatch watch, String tunnel, int weight);
    }

    /**
     * @param done whether no call has to be repeated
     * @param step the watch after the answers; where not done, the next step
     */
    record AppliedOutcomes(boolean done, WatchStepResult step) {

        RestorationWatch after() {
            return step.after();
        }

        /** The reports so far, and more. */
        WatchStepResult then(RestorationWatch after, Duration pause, WatchReport... more) {
            List<WatchReport> all = new ArrayList<>(step.reports());
            all.addAll(List.of(more));
            return new WatchStepResult(after, all, pause);
        }
    }

    /** @param during cutover, relapse, return or cleanup */
    AppliedOutcomes of(
            RestorationWatch asked, Map<String, TunnelCallOutcome> work, String during, SuccessEffect success) {
        RestorationWatch watch = asked;
        List<WatchReport> reports = new ArrayList<>();
        List<TunnelCallOutcome.Failed> failures = new ArrayList<>();
        List<TunnelCallOutcome.Unknown> silences = new ArrayList<>();
        for (Map.Entry<String, TunnelCallOutcome> one : work.entrySet()) {
            String tunnel = one.getKey();
            switch (one.getValue()) {
                case TunnelCallOutcome.Superseded superseded -> {
                    return new AppliedOutcomes(false, WatchStepResult.atOnce(asked.end(WatchStage.CANCELED)));
                }
                case TunnelCallOutcome.Done done -> watch = success.apply(watch, tunnel, done.weight());
                case TunnelCallOutcome.OtherPath other -> {
                    reports.add(otherPath(watch, tunnel, during));
                    watch = watch.dropped(tunnel, false);
                }
                case TunnelCallOutcome.Failed failed
                when over(asked, failed, during) -> {
                    watch = watch.dropped(tunnel, true);
                    reports.add(leftBehind(tunnel, failed, during, asked.attempts() + 1));
                }
                case TunnelCallOutcome.Failed failed -> failures.add(failed);
                case TunnelCallOutcome.Unknown unknown -> silences.add(unknown);
            }
        }
        if (failures.isEmpty() && silences.isEmpty()) {
            return new AppliedOutcomes(true, new WatchStepResult(watch, reports, Duration.ZERO));
        }
        AppliedOutcomes taken = new AppliedOutcomes(false, new WatchStepResult(watch, reports, Duration.ZERO));
        WatchStepResult next =
                silences.isEmpty() ? again(taken, failures, during) : unanswered(taken, silences.getFirst(), during);
        return new AppliedOutcomes(false, next);
    }

    /** Percent by tunnel, as last read back, by their names on the wire. */
    static List<Map<String, Object>> weights(RestorationWatch watch, Collection<String> tunnels) {
        return tunnels.stream()
                .sorted()
                .map(tunnel -> Map.<String, Object>of(
                        "tunnel_id",
                        tunnel,
                        "protection_weight",
                        watch.weight(tunnel),
                        "original_weight",
                        TunnelTraffic.ALL - watch.weight(tunnel)))
                .toList();
    }

    private boolean over(RestorationWatch asked, TunnelCallOutcome.Failed failed, String during) {
        boolean tried = asked.attempts() + 1 >= pace.settings().attempts();
        return during.equals(CLEANUP) ? !failed.retryable() || tried : failed.forGood();
    }

    /** Only the orchestrator knows which path is valid: it is informed of the path that the tunnel has. */
    private static WatchReport otherPath(RestorationWatch watch, String tunnel, String during) {
        Set<String> alone = Set.of(tunnel);
        return WatchReport.about(
                alone,
                RestorationEvent.CUTOVER_HELD,
                Map.of(
                        "during",
                        during,
                        "code",
                        TunnelFailureCode.PATH_VERSION_MISMATCH.wire(),
                        "reason",
                        tunnel + " has another path by now",
                        "tunnels",
                        weights(watch, alone)));
    }

    private static WatchReport leftBehind(String tunnel, TunnelCallOutcome.Failed failed, String during, int attempts) {
        return WatchReport.about(
                Set.of(tunnel),
                RestorationEvent.CLEANUP_FAILED,
                Map.of("during", during, "code", failed.code(), "reason", failed.reason(), "attempts", attempts));
    }

    /**
     * Repeats the call with new task ids and growing pauses; a refusal is reported at once, a failure after some
     * attempts.
     */
    private WatchStepResult again(AppliedOutcomes taken, List<TunnelCallOutcome.Failed> failures, String during) {
        RestorationWatch once = taken.after().failedOnce();
        Duration pause = pace.again(once.attempts());
        Optional<TunnelCallOutcome.Failed> refused =
                failures.stream().filter(TunnelCallOutcome.Failed::refused).findFirst();
        boolean tell = refused.isPresent() || once.attempts() >= pace.settings().attempts();
        if (!tell || once.heldTold()) {
            return taken.then(once, pause);
        }
        if (toldBefore(once, during)) {
            return taken.then(once.heldTold(true), pause);
        }
        TunnelCallOutcome.Failed why = refused.orElse(failures.getFirst());
        return taken.then(once.heldTold(true), pause, held(once, why.code(), why.reason(), during));
    }

    /**
     * Repeats the call with the same task ids until there is an answer; after a while the missing answer is reported,
     * once.
     */
    private WatchStepResult unanswered(AppliedOutcomes taken, TunnelCallOutcome.Unknown unknown, String during) {
        RestorationWatch watch = taken.after().unanswered(pace.now());
        Instant since = watch.unansweredSince();
        if (watch.heldTold() || since == null || !pace.tooLong(since)) {
            return taken.then(watch, watch.heldTold() ? pace.poll() : pace.retry(0));
        }
        return toldBefore(watch, during)
                ? taken.then(watch.heldTold(true), pace.poll())
                : taken.then(watch.heldTold(true), pace.poll(), held(watch, "unreachable", unknown.reason(), during));
    }

    /** Whether each stuck tunnel was reported before and is set aside since. */
    private static boolean toldBefore(RestorationWatch watch, String during) {
        return stuck(watch, during).stream().allMatch(tunnel -> watch.traffic().rounds(tunnel) > 0);
    }

    private static Set<String> stuck(RestorationWatch watch, String during) {
        return during.equals(CLEANUP)
                ? watch.traffic().returning()
                : watch.traffic().moving().keySet();
    }

    private static WatchReport held(RestorationWatch watch, String code, String reason, String during) {
        if (during.equals(CLEANUP)) {
            return WatchReport.about(
                    stuck(watch, during),
                    RestorationEvent.CLEANUP_FAILED,
                    Map.of("during", during, "code", code, "reason", reason, "goes_on", true));
        }
        Set<String> tunnels = stuck(watch, during);
        return WatchReport.about(
                tunnels,
                RestorationEvent.CUTOVER_HELD,
                Map.of("during", during, "code", code, "reason", reason, "tunnels", weights(watch, tunnels)));
    }
}
