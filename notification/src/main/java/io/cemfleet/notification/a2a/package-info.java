/** Task handlers of notification. */
@NullMarked
package io.cemfleet.notification.a2a;

import org.jspecify.annotations.NullMarked;
