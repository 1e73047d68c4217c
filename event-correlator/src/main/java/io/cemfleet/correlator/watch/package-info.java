/** Keeps the sources alive: subscriptions, and the comparison of open alarms with what is known here. */
@NullMarked
package io.cemfleet.correlator.watch;

import org.jspecify.annotations.NullMarked;
