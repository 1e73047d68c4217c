/** Tiers: the operator's mapping from services to tiers, and the limits of each tier. */
@NullMarked
package io.cemfleet.impact.tier;

import org.jspecify.annotations.NullMarked;
