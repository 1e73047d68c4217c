/**
 * The demo incident: degrades a link in the lab, reports what the fleet does, heals the link, waits for the closed
 * ticket.
 */
@NullMarked
package io.cemfleet.launcher.demo;

import org.jspecify.annotations.NullMarked;
