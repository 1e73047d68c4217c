/** The tasks of this agent. */
@NullMarked
package io.cemfleet.restoration.a2a;

import org.jspecify.annotations.NullMarked;
