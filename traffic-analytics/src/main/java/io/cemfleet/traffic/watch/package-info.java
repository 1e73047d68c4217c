/** Watches forecasts: alerts to expected congestion, clears the alert, and records the outcome of each. */
@NullMarked
package io.cemfleet.traffic.watch;

import org.jspecify.annotations.NullMarked;
