package io.cemfleet.correlator.stream;

import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The windows of correlation.
 *
 * @param dedup how long a repeat of the same identity, kind and severity counts as one
 * @param memory how long a cleared alarm is remembered, so that a late or repeated delivery is known as such
 * @param flapWindow the period in which transitions of a link are counted
 * @param flapTransitions the number of transitions that make a link flap
 * @param dampening how long a link is dampened the first time; it doubles
 * @param maxDampening it never grows beyond this
 * @param penaltyHalfLife in which half of a link's penalty decays
 * @param reusePenalty a link whose penalty had decayed below this starts again with the first dampening
 * @param sharedNode how close in time two links at one node must change
 * @param sharedSrlg how close in time two links of one risk group must change
 * @param policyPath how close in time two links of one policy's path must change
 * @param again for how long a link that stayed degraded is not reported again when one of its alarms comes back
 */
public record CorrelationRules(
        Duration dedup,
        Duration memory,
        Duration flapWindow,
        int flapTransitions,
        Duration dampening,
        Duration maxDampening,
        Duration penaltyHalfLife,
        double reusePenalty,
        Duration sharedNode,
        Duration sharedSrlg,
        Duration policyPath,
        Duration again) {

    /** What each state change of a link adds. */
    static final double PENALTY = 1000;

    /** The highest penalty of a link: it decays to the reuse limit in the longest dampening (RFC 2439 4.2). */
    double penaltyCeiling() {
        return reusePenalty * Math.pow(2, (double) maxDampening.toMillis() / penaltyHalfLife.toMillis());
    }

    /** The longest period in which the change of one link is news for another one. */
    Duration longestWindow() {
        return Stream.of(sharedNode, sharedSrlg, policyPath)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** The packaged defaults. */
    public static CorrelationRules defaults() {
        return new CorrelationRules(
                Duration.ofSeconds(300),
                Duration.ofHours(1),
                Duration.ofSeconds(300),
                3,
                Duration.ofSeconds(60),
                Duration.ofSeconds(3600),
                Duration.ofSeconds(900),
                750,
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofSeconds(120),
                Duration.ofSeconds(30));
    }
}
