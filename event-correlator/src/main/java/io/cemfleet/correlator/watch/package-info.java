/** Supervises the sources: their subscriptions, and the comparison of their open alarms with the ledger. */
@NullMarked
package io.cemfleet.correlator.watch;

import org.jspecify.annotations.NullMarked;
