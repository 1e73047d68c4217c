package io.cemfleet.correlator.stream;

import java.time.Instant;

/**
 * The dampening of a flapping link.
 *
 * @param until end of the dampening
 * @param count its state changes in the flap window
 * @param penalty 1,000 for each state change, less what has decayed
 */
record LinkDampening(Instant until, int count, double penalty) {}
