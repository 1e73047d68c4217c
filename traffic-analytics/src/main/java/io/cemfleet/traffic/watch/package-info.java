/** Watches forecasts: tells when congestion is expected, takes it back, and keeps what became of each. */
@NullMarked
package io.cemfleet.traffic.watch;

import org.jspecify.annotations.NullMarked;
