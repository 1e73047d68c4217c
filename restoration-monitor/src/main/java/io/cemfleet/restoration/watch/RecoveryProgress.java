package io.cemfleet.restoration.watch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The recovery of a tunnel's original path.
 *
 * @param goodSamples in a row so far, by distinct times
 * @param newest when the newest of them was measured
 * @param holdUntil when its hold timer ends; absent until there were enough good samples
 */
public record RecoveryProgress(int goodSamples, Instant newest, @Nullable Instant holdUntil) {

    /** Whether the hold timer ended, with a good sample taken since. */
    boolean over() {
        return holdUntil != null && !newest.isBefore(holdUntil);
    }

    /** Whether its hold timer ends by then, and has not ended yet. */
    boolean endsBy(Instant latest) {
        return holdUntil != null && !holdUntil.isAfter(latest) && !over();
    }
}
