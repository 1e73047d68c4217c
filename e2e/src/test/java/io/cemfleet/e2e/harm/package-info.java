/** The planner against the lab's own forwarding: protections on many networks, and what they do to everybody else. */
@NullMarked
package io.cemfleet.e2e.harm;

import org.jspecify.annotations.NullMarked;
