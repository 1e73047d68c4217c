package io.cemfleet.restoration.watch;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The recovery of a tunnel's original path.
 *
 * @param goodSamples in a row so far, by distinct times
 * @param newest when the newest of them was measured
 * @param holdUntil when its hold timer ends; absent until there were enough good samples
 */
public record RecoveryProgress(int goodSamples, Instant newest, @Nullable Instant holdUntil) {

    /**
     * The progress with a good sample; as before when it is not a newer one, absent when there was none before either.
     *
     * @param countsAfter samples up to this moment do not count
     * @param enough good samples that start the hold timer
     * @param holdUntil when a hold timer ends that starts now
     */
    static @Nullable RecoveryProgress after(
            @Nullable RecoveryProgress before, Instant measuredAt, Instant countsAfter, int enough, Instant holdUntil) {
        Instant last = before == null || before.newest.isBefore(countsAfter) ? countsAfter : before.newest;
        if (!measuredAt.isAfter(last)) {
            return before;
        }
        int samples = before == null ? 1 : before.goodSamples + 1;
        Instant until = before == null ? null : before.holdUntil;
        return new RecoveryProgress(samples, measuredAt, until == null && samples >= enough ? holdUntil : until);
    }

    /** When the first of the hold timers ends; absent while none runs or has ended. */
    static @Nullable Instant firstHold(Collection<RecoveryProgress> recoveries) {
        return recoveries.stream()
                .map(RecoveryProgress::holdUntil)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Whether the hold timer ended, with a good sample taken since. */
    boolean over() {
        return holdUntil != null && !newest.isBefore(holdUntil);
    }

    /** Whether its hold timer ends by then, and has not ended yet. */
    boolean endsBy(Instant latest) {
        return holdUntil != null && !holdUntil.isAfter(latest) && !over();
    }
}
