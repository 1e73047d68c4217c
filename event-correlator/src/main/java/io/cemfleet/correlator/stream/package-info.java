/** Pairing, dedup, flap detection and correlation: a pure function of records, run by Kafka Streams in one task a domain. */
@NullMarked
package io.cemfleet.correlator.stream;

import org.jspecify.annotations.NullMarked;
