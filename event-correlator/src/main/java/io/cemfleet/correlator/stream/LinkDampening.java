package io.cemfleet.correlator.stream;

import java.time.Instant;

/**
 * A link is held back because it flaps.
 *
 * @param until when it may be acted on again
 * @param count its state changes in the flap window
 * @param penalty what they left of penalty
 */
record LinkDampening(Instant until, int count, double penalty) {}
