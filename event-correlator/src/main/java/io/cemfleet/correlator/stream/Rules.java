package io.cemfleet.correlator.stream;

import java.time.Duration;

/**
 * The windows of correlation, as they are here and now.
 *
 * @param dedup how long a repeat of the same identity, kind and severity counts as one
 * @param flapWindow in which transitions of a link are counted
 * @param flapTransitions that make a link flap
 * @param dampening how long a link is held back the first time; it doubles
 * @param maxDampening it never grows beyond this, and a link that kept quiet so long begins anew
 * @param sharedNode how close in time two links at one node must change
 * @param sharedSrlg how close in time two links of one risk group must change
 * @param policyPath how close in time two links of one policy's path must change
 */
public record Rules(
        Duration dedup,
        Duration flapWindow,
        int flapTransitions,
        Duration dampening,
        Duration maxDampening,
        Duration sharedNode,
        Duration sharedSrlg,
        Duration policyPath) {

    /** The packaged defaults. */
    public static Rules defaults() {
        return new Rules(
                Duration.ofSeconds(300),
                Duration.ofSeconds(300),
                3,
                Duration.ofSeconds(60),
                Duration.ofSeconds(3600),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofSeconds(120));
    }
}
