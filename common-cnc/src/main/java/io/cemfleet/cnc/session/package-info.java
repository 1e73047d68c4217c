/**
 * The one session with the controller: single sign-on in two legs, one shared token, deadlines, retries, and the
 * translation of the controller's peculiar statuses into {@link io.cemfleet.cnc.CncResult}.
 */
@NullMarked
package io.cemfleet.cnc.session;

import org.jspecify.annotations.NullMarked;
