package io.cemfleet.restoration.engine;

import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.restoration.network.Work;
import io.cemfleet.restoration.watch.Report;
import io.cemfleet.restoration.watch.Stage;
import io.cemfleet.restoration.watch.Step;
import io.cemfleet.restoration.watch.TunnelTraffic;
import io.cemfleet.restoration.watch.Watch;
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
 * What became of asking tunnel-provisioning, tunnel by tunnel. What was refused or failed is asked again, in the middle
 * of a cutover until it succeeds; a tunnel that can never be moved or removed leaves the watch, and the others go on.
 */
@Component
class Outcomes {
    private static final String CLEANUP = "cleanup";

    private final Pace pace;

    Outcomes(Pace pace) {
        this.pace = pace;
    }

    /** What a success does to the watch. */
    @FunctionalInterface
    interface Success {
        Watch apply(Watch watch, String tunnel, int weight);
    }

    /**
     * @param done whether nothing of it is left to be asked again
     * @param step what was taken from the answers; where not done, what follows
     */
    record Taken(boolean done, Step step) {

        Watch after() {
            return step.after();
        }

        /** The reports so far, and more. */
        Step then(Watch after, Duration pause, Report... more) {
            List<Report> all = new ArrayList<>(step.reports());
            all.addAll(List.of(more));
            return new Step(after, all, pause);
        }
    }

    /** @param during cutover, relapse, return or cleanup */
    Taken of(Watch asked, Map<String, Work> work, String during, Success success) {
        Watch watch = asked;
        List<Report> reports = new ArrayList<>();
        List<Work.Failed> failures = new ArrayList<>();
        List<Work.Unknown> silences = new ArrayList<>();
        for (Map.Entry<String, Work> one : work.entrySet()) {
            String tunnel = one.getKey();
            switch (one.getValue()) {
                case Work.Superseded superseded -> {
                    return new Taken(false, Step.atOnce(asked.end(Stage.CANCELED)));
                }
                case Work.Done done -> watch = success.apply(watch, tunnel, done.weight());
                case Work.OtherPath other -> {
                    reports.add(otherPath(watch, tunnel, during));
                    watch = watch.dropped(tunnel, false);
                }
                case Work.Failed failed
                when over(asked, failed, during) -> {
                    watch = watch.dropped(tunnel, true);
                    reports.add(leftBehind(tunnel, failed, during, asked.attempts() + 1));
                }
                case Work.Failed failed -> failures.add(failed);
                case Work.Unknown unknown -> silences.add(unknown);
            }
        }
        if (failures.isEmpty() && silences.isEmpty()) {
            return new Taken(true, new Step(watch, reports, Duration.ZERO));
        }
        Taken taken = new Taken(false, new Step(watch, reports, Duration.ZERO));
        Step next =
                silences.isEmpty() ? again(taken, failures, during) : unanswered(taken, silences.getFirst(), during);
        return new Taken(false, next);
    }

    /** Percent by tunnel, as last read back, by their names on the wire. */
    static List<Map<String, Object>> weights(Watch watch, Collection<String> tunnels) {
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

    private boolean over(Watch asked, Work.Failed failed, String during) {
        boolean tried = asked.attempts() + 1 >= pace.settings().attempts();
        return during.equals(CLEANUP) ? !failed.retryable() || tried : failed.forGood();
    }

    /** Only whoever made the path can say which one holds: the tunnel is asked for again, with the path that it has. */
    private static Report otherPath(Watch watch, String tunnel, String during) {
        Set<String> alone = Set.of(tunnel);
        return Report.about(
                alone,
                RestorationEvent.CUTOVER_HELD,
                Map.of(
                        "during",
                        during,
                        "code",
                        "path_version_mismatch",
                        "reason",
                        tunnel + " has another path by now",
                        "tunnels",
                        weights(watch, alone)));
    }

    private static Report leftBehind(String tunnel, Work.Failed failed, String during, int attempts) {
        return Report.about(
                Set.of(tunnel),
                RestorationEvent.CLEANUP_FAILED,
                Map.of("during", during, "code", failed.code(), "reason", failed.reason(), "attempts", attempts));
    }

    /** New task ids are used, with growing pauses; a refusal is reported at once, a failure after some attempts. */
    private Step again(Taken taken, List<Work.Failed> failures, String during) {
        Watch once = taken.after().failedOnce();
        Duration pause = pace.again(once.attempts());
        Optional<Work.Failed> refused =
                failures.stream().filter(Work.Failed::refused).findFirst();
        boolean tell = refused.isPresent() || once.attempts() >= pace.settings().attempts();
        if (!tell || once.heldTold()) {
            return taken.then(once, pause);
        }
        if (toldBefore(once, during)) {
            return taken.then(once.heldTold(true), pause);
        }
        Work.Failed why = refused.orElse(failures.getFirst());
        return taken.then(once.heldTold(true), pause, held(once, why.code(), why.reason(), during));
    }

    /** The same task ids are used until there is an answer; after a while the silence is reported, once. */
    private Step unanswered(Taken taken, Work.Unknown unknown, String during) {
        Watch watch = taken.after().unanswered(pace.now());
        Instant since = watch.unansweredSince();
        if (watch.heldTold() || since == null || !pace.tooLong(since)) {
            return taken.then(watch, watch.heldTold() ? pace.poll() : pace.retry(0));
        }
        return toldBefore(watch, during)
                ? taken.then(watch.heldTold(true), pace.poll())
                : taken.then(watch.heldTold(true), pace.poll(), held(watch, "unreachable", unknown.reason(), during));
    }

    /** It was reported before of each tunnel that is stuck, and set aside since. */
    private static boolean toldBefore(Watch watch, String during) {
        return stuck(watch, during).stream().allMatch(tunnel -> watch.traffic().rounds(tunnel) > 0);
    }

    private static Set<String> stuck(Watch watch, String during) {
        return during.equals(CLEANUP)
                ? watch.traffic().returning()
                : watch.traffic().moving().keySet();
    }

    private static Report held(Watch watch, String code, String reason, String during) {
        if (during.equals(CLEANUP)) {
            return Report.about(
                    stuck(watch, during),
                    RestorationEvent.CLEANUP_FAILED,
                    Map.of("during", during, "code", code, "reason", reason, "goes_on", true));
        }
        Set<String> tunnels = stuck(watch, during);
        return Report.about(
                tunnels,
                RestorationEvent.CUTOVER_HELD,
                Map.of("during", during, "code", code, "reason", reason, "tunnels", weights(watch, tunnels)));
    }
}
