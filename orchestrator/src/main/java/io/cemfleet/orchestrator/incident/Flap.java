package io.cemfleet.orchestrator.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of flapping.
 *
 * @param count how often the correlator said so
 * @param dampenUntil when the link may be acted on again
 */
public record Flap(int count, @Nullable Instant dampenUntil) {
    public Flap again(@Nullable Instant until) {
        return new Flap(count + 1, until == null ? dampenUntil : until);
    }
}
