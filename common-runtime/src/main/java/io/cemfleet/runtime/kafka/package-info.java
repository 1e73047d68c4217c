/** Kafka for agents with topics: acknowledgements, durability of topics, dead letters, and the health of consumers. */
@NullMarked
package io.cemfleet.runtime.kafka;

import org.jspecify.annotations.NullMarked;
