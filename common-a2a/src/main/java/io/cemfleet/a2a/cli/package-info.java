/** The command line of a local fleet: a task sent by hand, with a proper token. */
@NullMarked
package io.cemfleet.a2a.cli;

import org.jspecify.annotations.NullMarked;
