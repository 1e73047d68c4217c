/** The public doors of the alert sources. */
@NullMarked
package io.cemfleet.correlator.webhook;

import org.jspecify.annotations.NullMarked;
