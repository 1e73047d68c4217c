/** The ledger of alerts and their verdicts in Postgres, and the active alarms of each source. */
@NullMarked
package io.cemfleet.correlator.ledger;

import org.jspecify.annotations.NullMarked;
