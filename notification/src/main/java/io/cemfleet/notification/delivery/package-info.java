/** Deliveries as rows: sent at once, retried while a channel may recover, dead letters in the end. */
@NullMarked
package io.cemfleet.notification.delivery;

import org.jspecify.annotations.NullMarked;
