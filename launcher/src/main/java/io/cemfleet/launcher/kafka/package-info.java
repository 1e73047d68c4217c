/** A real Kafka broker on this machine from its Maven jars: one combined node, kept between runs. */
@NullMarked
package io.cemfleet.launcher.kafka;

import org.jspecify.annotations.NullMarked;
