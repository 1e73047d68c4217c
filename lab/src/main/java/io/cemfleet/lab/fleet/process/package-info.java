/** Processes of this fleet: how they are recognised, started without a terminal, and stopped. */
@NullMarked
package io.cemfleet.lab.fleet.process;

import org.jspecify.annotations.NullMarked;
