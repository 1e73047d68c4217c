package io.cemfleet.orchestrator.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known about the flapping of an incident's links.
 *
 * @param count counted state changes; where the correlator gives no number, how often it reported flapping
 * @param dampenUntil until when the link is dampened
 * @param penalty as the correlator counts it, null where it names none
 */
public record FlapState(int count, @Nullable Instant dampenUntil, @Nullable Double penalty) {

    public static FlapState first(@Nullable Integer count, @Nullable Instant until, @Nullable Double penalty) {
        return new FlapState(count == null ? 1 : count, until, penalty);
    }

    public FlapState repeated(@Nullable Integer counted, @Nullable Instant until, @Nullable Double penalised) {
        return new FlapState(
                counted == null ? count + 1 : counted,
                until == null ? dampenUntil : until,
                penalised == null ? penalty : penalised);
    }

    /** Until when returns wait for the link to settle, null when they need not. */
    public @Nullable Instant holdsUntil(Instant now) {
        return dampenUntil != null && dampenUntil.isAfter(now) ? dampenUntil : null;
    }
}
