package io.cemfleet.orchestrator.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of flapping.
 *
 * @param count state changes that were counted; where the correlator names none, how often it spoke of flapping
 * @param dampenUntil when the link may be acted on again
 * @param penalty as the correlator counts it, null where it names none
 */
public record FlapState(int count, @Nullable Instant dampenUntil, @Nullable Double penalty) {

    public static FlapState first(@Nullable Integer count, @Nullable Instant until, @Nullable Double penalty) {
        return new FlapState(count == null ? 1 : count, until, penalty);
    }

    public FlapState again(@Nullable Integer counted, @Nullable Instant until, @Nullable Double penalised) {
        return new FlapState(
                counted == null ? count + 1 : counted,
                until == null ? dampenUntil : until,
                penalised == null ? penalty : penalised);
    }

    /** Until when returns wait for the link to settle, null when they need not. */
    public @Nullable Instant holds(Instant now) {
        return dampenUntil != null && dampenUntil.isAfter(now) ? dampenUntil : null;
    }
}
