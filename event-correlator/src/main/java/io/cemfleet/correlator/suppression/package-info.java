/** Silences and maintenance windows, with an author and an end. */
@NullMarked
package io.cemfleet.correlator.suppression;

import org.jspecify.annotations.NullMarked;
