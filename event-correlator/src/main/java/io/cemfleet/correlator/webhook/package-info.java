/** The public endpoints of the alert sources. */
@NullMarked
package io.cemfleet.correlator.webhook;

import org.jspecify.annotations.NullMarked;
