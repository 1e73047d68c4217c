/** Notification: Webex, ServiceNow and e-mail by the severity matrix. */
@NullMarked
package io.cemfleet.notification;

import org.jspecify.annotations.NullMarked;
