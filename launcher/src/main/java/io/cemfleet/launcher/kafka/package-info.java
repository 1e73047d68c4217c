/** A real Kafka broker on this machine from its Maven jars: one combined node, whose data stay between runs. */
@NullMarked
package io.cemfleet.launcher.kafka;

import org.jspecify.annotations.NullMarked;
