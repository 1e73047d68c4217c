/** What a notification says, in words. No Spring here. */
@NullMarked
package io.cemfleet.notification.message;

import org.jspecify.annotations.NullMarked;
