/** Flows of services, the ways they take now, and how badly each suffers from degraded links. */
@NullMarked
package io.cemfleet.impact.assess;

import org.jspecify.annotations.NullMarked;
