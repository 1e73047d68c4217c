/** Deliveries as rows: tried at once, tried again when a channel may come back, given up in the end. */
@NullMarked
package io.cemfleet.notification.delivery;

import org.jspecify.annotations.NullMarked;
