/**
 * Paths for all protections of an incident, placed together, and the capacity that is reserved until they carry
 * traffic.
 */
@NullMarked
package io.cemfleet.path.plan;

import org.jspecify.annotations.NullMarked;
