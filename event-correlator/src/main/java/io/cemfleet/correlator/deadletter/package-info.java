/** Unusable records: listed, and replayed. */
@NullMarked
package io.cemfleet.correlator.deadletter;

import org.jspecify.annotations.NullMarked;
