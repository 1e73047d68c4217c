/** Processes of this fleet: how they are recognised, started without a terminal, and stopped. */
@NullMarked
package io.cemfleet.launcher.process;

import org.jspecify.annotations.NullMarked;
