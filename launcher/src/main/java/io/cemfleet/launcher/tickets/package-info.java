/**
 * The demo of the enhancement pipeline: degrades a link, opens a dozen tickets at the lab's service desk, and reports
 * each when its note arrives.
 */
@NullMarked
package io.cemfleet.launcher.tickets;

import org.jspecify.annotations.NullMarked;
