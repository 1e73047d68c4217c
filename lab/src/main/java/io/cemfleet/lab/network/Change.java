package io.cemfleet.lab.network;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A decision on a change.
 *
 * @param outcome what the caller is told
 * @param config the new configuration, null when refused
 * @param reroutes whether forwarding must be computed again
 * @param headEnds whose policies must be evaluated again
 */
record Change(Outcome outcome, @Nullable Config config, boolean reroutes, Set<String> headEnds) {

    static Change of(boolean created, Config config, Set<String> headEnds) {
        return new Change(created ? Outcome.CREATED : Outcome.CHANGED, config, true, headEnds);
    }

    static Change sameForwarding(Config config) {
        return new Change(Outcome.CHANGED, config, false, Set.of());
    }

    static Change refused(Outcome outcome) {
        return new Change(outcome, null, false, Set.of());
    }

    static Change refused(Outcome.Refusal reason, String message) {
        return refused(Outcome.refused(reason, message));
    }
}
