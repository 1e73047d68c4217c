package io.cemfleet.correlator.alert;

import io.cemfleet.a2a.contract.AlertVerdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record of {@code cem.verdicts}: what became of an alert.
 *
 * @param rule why, in one word
 * @param firstAlertId the alert that this one repeats
 * @param repeats how often it was repeated so far, this time included
 * @param link the link's state after it, absent where no link is named
 */
public record VerdictRecord(
        AlertRecord alert,
        AlertVerdict verdict,
        String rule,
        @Nullable String incidentKey,
        @Nullable String firstAlertId,
        long repeats,
        @Nullable LinkStatus link) {

    /**
     * A link after an alert.
     *
     * @param transitions between degraded and clear, in the flap window
     * @param penalty 1,000 for each of its state changes, less what has decayed
     * @param reuseAt when it may be acted on again
     */
    public record LinkStatus(
            String linkId, boolean degraded, int transitions, double penalty, @Nullable Instant reuseAt) {}
}
