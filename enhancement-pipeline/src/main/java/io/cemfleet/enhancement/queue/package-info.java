/** Kafka: a job is accepted once the topic has it; the listener only stores it. */
@NullMarked
package io.cemfleet.enhancement.queue;

import org.jspecify.annotations.NullMarked;
