/** Alerts in, incidents out: webhooks, dedup, flap detection, correlation. */
@NullMarked
package io.cemfleet.correlator;

import org.jspecify.annotations.NullMarked;
