/** The ways to reach people: Webex, ServiceNow, e-mail; what became of a try is a value. */
@NullMarked
package io.cemfleet.notification.channel;

import org.jspecify.annotations.NullMarked;
