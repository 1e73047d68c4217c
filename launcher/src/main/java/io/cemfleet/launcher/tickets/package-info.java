/**
 * The demo of the enhancement pipeline: a link is degraded, a dozen tickets are opened at the lab's service desk, and each
 * is told as it comes back answered.
 */
@NullMarked
package io.cemfleet.launcher.tickets;

import org.jspecify.annotations.NullMarked;
