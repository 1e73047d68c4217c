/** Records that could not be used: listed, and sent again. */
@NullMarked
package io.cemfleet.correlator.deadletter;

import org.jspecify.annotations.NullMarked;
