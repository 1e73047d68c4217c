/** Topics, the idempotent producer, and consumers that read what was committed. */
@NullMarked
package io.cemfleet.correlator.kafka;

import org.jspecify.annotations.NullMarked;
