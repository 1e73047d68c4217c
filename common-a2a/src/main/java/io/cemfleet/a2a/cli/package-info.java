/** The command line of a local fleet: sends a task by hand, with a signed token. */
@NullMarked
package io.cemfleet.a2a.cli;

import org.jspecify.annotations.NullMarked;
