/** The channels: Webex, ServiceNow, e-mail. The outcome of a try is a value. */
@NullMarked
package io.cemfleet.notification.channel;

import org.jspecify.annotations.NullMarked;
