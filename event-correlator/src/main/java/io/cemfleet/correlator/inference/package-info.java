/**
 * Infers the degraded links behind sessions in alarm: candidate links, minus those that healthy sessions prove good,
 * confirmed by measurements.
 */
@NullMarked
package io.cemfleet.correlator.inference;

import org.jspecify.annotations.NullMarked;
