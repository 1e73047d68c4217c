/** The controller's notification streams: what changed in the network, and what was measured. */
@NullMarked
package io.cemfleet.cnc.notification;

import org.jspecify.annotations.NullMarked;
