/** Paths for all protections of an incident, placed together, and the room that is held for them until they carry traffic. */
@NullMarked
package io.cemfleet.path.plan;

import org.jspecify.annotations.NullMarked;
