/** The text of a notification. No Spring here. */
@NullMarked
package io.cemfleet.notification.message;

import org.jspecify.annotations.NullMarked;
