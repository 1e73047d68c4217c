/** The tasks of this agent. */
@NullMarked
package io.cemfleet.notification.a2a;

import org.jspecify.annotations.NullMarked;
