/** The tasks of this agent. */
@NullMarked
package io.cemfleet.audit.a2a;

import org.jspecify.annotations.NullMarked;
