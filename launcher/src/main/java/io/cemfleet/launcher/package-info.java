/**
 * The launcher behind {@code ./fleet}: starts, watches and stops the whole fleet on one machine. Plain Java without
 * Spring, so that commands start fast. Every process that it starts has a mark with this fleet's state directory on its
 * command line, and the launcher stops only processes with that mark.
 */
@NullMarked
package io.cemfleet.launcher;

import org.jspecify.annotations.NullMarked;
