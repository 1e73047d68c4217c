/** Samples of utilisation: collected, kept for a while, read back. */
@NullMarked
package io.cemfleet.traffic.sample;

import org.jspecify.annotations.NullMarked;
