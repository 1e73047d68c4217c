/**
 * The launcher behind {@code ./fleet}: starts, watches and stops the whole fleet on one machine. Plain Java, no Spring,
 * so that it answers at once. Every process that it starts carries a mark of this fleet's home on its command line, and
 * only processes with that mark are ever stopped.
 */
@NullMarked
package io.cemfleet.launcher;

import org.jspecify.annotations.NullMarked;
