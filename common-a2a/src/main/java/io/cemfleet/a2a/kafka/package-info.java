/** What agents with Kafka topics have in common: whether what Kafka accepted outlives the loss of a broker. */
@NullMarked
package io.cemfleet.a2a.kafka;

import org.jspecify.annotations.NullMarked;
