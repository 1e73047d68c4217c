/** Service impact: affected services, their flows and SLA tiers. */
@NullMarked
package io.cemfleet.impact;

import org.jspecify.annotations.NullMarked;
