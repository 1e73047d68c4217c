/** The tasks of this agent. */
@NullMarked
package io.cemfleet.io.a2a;

import org.jspecify.annotations.NullMarked;
