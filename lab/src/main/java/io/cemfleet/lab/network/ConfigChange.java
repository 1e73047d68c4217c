package io.cemfleet.lab.network;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A decision on a change.
 *
 * @param outcome the result for the caller
 * @param config the new configuration, null when refused
 * @param reroutes whether forwarding must be computed again
 * @param headEnds the head-ends whose policies must be evaluated again
 */
record ConfigChange(ChangeOutcome outcome, @Nullable NetworkConfig config, boolean reroutes, Set<String> headEnds) {

    static ConfigChange of(boolean created, NetworkConfig config, Set<String> headEnds) {
        return new ConfigChange(created ? ChangeOutcome.CREATED : ChangeOutcome.CHANGED, config, true, headEnds);
    }

    static ConfigChange sameForwarding(NetworkConfig config) {
        return new ConfigChange(ChangeOutcome.CHANGED, config, false, Set.of());
    }

    static ConfigChange refused(ChangeOutcome outcome) {
        return new ConfigChange(outcome, null, false, Set.of());
    }

    static ConfigChange refused(ChangeOutcome.RefusalReason reason, String message) {
        return refused(ChangeOutcome.refused(reason, message));
    }

    /** Whether a link can be filled so far. */
    static boolean isUtilisation(double utilisation) {
        return utilisation > 0 && utilisation <= 2;
    }

    static ConfigChange outOfRange(double utilisation) {
        return refused(ChangeOutcome.RefusalReason.INVALID, "utilisation " + utilisation + " is out of range");
    }
}
