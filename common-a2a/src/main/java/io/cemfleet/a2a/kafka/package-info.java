/** What agents with Kafka topics have in common: waiting for Kafka, and whether what it accepted outlives a broker. */
@NullMarked
package io.cemfleet.a2a.kafka;

import org.jspecify.annotations.NullMarked;
