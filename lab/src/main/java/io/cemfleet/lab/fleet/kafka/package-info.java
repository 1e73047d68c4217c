/** A real Kafka broker on this machine from its Maven jars: one combined node, kept between runs. */
@NullMarked
package io.cemfleet.lab.fleet.kafka;

import org.jspecify.annotations.NullMarked;
