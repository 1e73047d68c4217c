/** Flows of services, their present paths, and the impact of degraded links on each. */
@NullMarked
package io.cemfleet.impact.assess;

import org.jspecify.annotations.NullMarked;
