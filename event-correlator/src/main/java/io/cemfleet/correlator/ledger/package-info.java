/** What became of each alert, kept in Postgres and shown to people; which alarms are active by source. */
@NullMarked
package io.cemfleet.correlator.ledger;

import org.jspecify.annotations.NullMarked;
