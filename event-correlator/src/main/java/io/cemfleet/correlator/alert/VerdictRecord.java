package io.cemfleet.correlator.alert;

import io.cemfleet.a2a.contract.AlertVerdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record of {@code cem.verdicts}: the verdict on an alert.
 *
 * @param rule why, in one word
 * @param firstAlertId the alert that this one repeats
 * @param repeats how often it was repeated so far, this time included
 * @param link the link's state after it, absent where no link is named
 * @param own what the orchestrator receives about congestion that the fleet's own tunnels cause
 */
public record VerdictRecord(
        AlertRecord alert,
        AlertVerdict verdict,
        String rule,
        @Nullable String incidentKey,
        @Nullable String firstAlertId,
        long repeats,
        @Nullable LinkStatus link,
        List<OwnCongestionNotice> own) {

    public VerdictRecord {
        own = own == null ? List.of() : List.copyOf(own);
    }

    /** The same, with what the orchestrator receives. */
    public VerdictRecord telling(List<OwnCongestionNotice> notices) {
        return new VerdictRecord(alert, verdict, rule, incidentKey, firstAlertId, repeats, link, notices);
    }

    /**
     * Tunnels of the fleet fill a link, others than before, or they no longer do.
     *
     * @param tunnelIds if it is over, those that were reported last
     * @param utilisation 0 to 1, absent where it is not measured
     * @param cleared no alert reports it any more
     */
    public record OwnCongestionNotice(
            String linkId, List<String> tunnelIds, @Nullable Double utilisation, boolean cleared, Instant occurredAt) {}

    /**
     * A link after an alert.
     *
     * @param transitions between degraded and clear, in the flap window
     * @param penalty 1,000 for each of its state changes, less what has decayed
     * @param reuseAt when the dampening ends
     */
    public record LinkStatus(
            String linkId, boolean degraded, int transitions, double penalty, @Nullable Instant reuseAt) {}
}
