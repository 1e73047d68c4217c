/** Processes of this fleet: recognised by their mark, started without a terminal, and stopped. */
@NullMarked
package io.cemfleet.launcher.process;

import org.jspecify.annotations.NullMarked;
