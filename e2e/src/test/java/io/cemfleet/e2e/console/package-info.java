/** The console in a real browser. */
@NullMarked
package io.cemfleet.e2e.console;

import org.jspecify.annotations.NullMarked;
