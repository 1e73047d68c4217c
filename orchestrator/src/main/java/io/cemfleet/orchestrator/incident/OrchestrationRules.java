package io.cemfleet.orchestrator.incident;

import io.cemfleet.a2a.contract.CutoverMode;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.runtime.time.DoublingPause;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The settings of the flow. */
public record OrchestrationRules(
        int attempts, Duration backOff, Duration patience, PathRules path, WaitRules waits, HandlingRules handling) {

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(5);

    /**
     * @param maxHops of a protection path; null: the planner derives it from the network's diameter
     * @param alternatives paths requested beside the best, for later attempts
     * @param threshold utilisation, 0 to 1, that protections may bring a link to, where no plan named one
     */
    public record PathRules(@Nullable Integer maxHops, int alternatives, double threshold) {}

    /**
     * The waits that operators experience, already divided by the time scale.
     *
     * @param reassess while nothing is protected and it is still degraded
     * @param recheck at the incident that protects this one's traffic
     */
    public record WaitRules(
            Duration platinum, Duration gold, Duration silver, Duration bronze, Duration reassess, Duration recheck) {}

    /**
     * @param notifyOpening whether operators are notified when an incident opens
     * @param callbackUrl where the restoration monitor reports
     */
    public record HandlingRules(
            boolean notifyOpening,
            CutoverMode cutoverMode,
            @Nullable URI callbackUrl,
            NoPathPolicy noPath,
            Autonomy autonomy) {}

    /** The pause after so many failures: doubled each time, at most a minute. */
    public Duration pause(int failures) {
        return DoublingPause.after(failures, backOff, Duration.ofMinutes(1));
    }

    /** The pause after so many unanswered calls in a row: short, since an agent may be restarting. */
    public Duration silencePause(int tries) {
        Duration pause = pause(tries);
        return pause.compareTo(LONGEST_SILENCE) > 0 ? LONGEST_SILENCE : pause;
    }

    /**
     * Whether the same call is worth repeating. Only pauses of a running orchestrator count: a night in which the whole
     * fleet was down does not count as silence of an agent.
     */
    public boolean worthRepeating(int tries) {
        Duration waited = Duration.ZERO;
        for (int silent = 1; silent <= tries; silent++) {
            waited = waited.plus(silencePause(silent));
        }
        return waited.compareTo(patience) < 0;
    }

    /**
     * The orchestrator acts on a breach that lasts longer, however its link flaps, since the affected tier is not known
     * yet.
     */
    public Duration shortestHold() {
        return Stream.of(waits.platinum(), waits.gold(), waits.silver(), waits.bronze())
                .min(Duration::compareTo)
                .orElseThrow();
    }

    public Duration hold(SlaTier tier) {
        return switch (tier.effective()) {
            case PLATINUM -> waits.platinum();
            case SILVER -> waits.silver();
            case BRONZE -> waits.bronze();
            case GOLD, UNKNOWN -> waits.gold();
        };
    }
}
