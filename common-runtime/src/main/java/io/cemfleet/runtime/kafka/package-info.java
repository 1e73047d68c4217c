/**
 * What agents with Kafka topics have in common: waiting for Kafka, whether what it accepted outlives a broker, records that
 * cannot be used, and consumers that do not advance.
 */
@NullMarked
package io.cemfleet.runtime.kafka;

import org.jspecify.annotations.NullMarked;
