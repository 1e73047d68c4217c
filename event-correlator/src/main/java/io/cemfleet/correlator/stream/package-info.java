/**
 * Pairing, dedup, flap detection and correlation: a pure function of records, run by Kafka Streams in one task for
 * each partition. The decision behind it: docs/adr/0009-streams-in-one-task.md.
 */
@NullMarked
package io.cemfleet.correlator.stream;

import org.jspecify.annotations.NullMarked;
