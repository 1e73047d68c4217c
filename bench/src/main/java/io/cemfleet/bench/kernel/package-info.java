/** The rules of event-correlator on several kinds of store and through Kafka, and its ledger. */
@NullMarked
package io.cemfleet.bench.kernel;

import org.jspecify.annotations.NullMarked;
