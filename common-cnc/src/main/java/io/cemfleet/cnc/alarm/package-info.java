/**
 * Device alarms: the list of open ones, subscriptions, and the webhook's envelope.
 */
@NullMarked
package io.cemfleet.cnc.alarm;

import org.jspecify.annotations.NullMarked;
