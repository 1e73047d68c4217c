/** Finds the degraded links behind sessions in alarm: candidate paths, minus what healthy sessions prove good, confirmed by link measurements. */
@NullMarked
package io.cemfleet.correlator.inference;

import org.jspecify.annotations.NullMarked;
