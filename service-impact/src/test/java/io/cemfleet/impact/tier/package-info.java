/** Tests of this room. */
@NullMarked
package io.cemfleet.impact.tier;

import org.jspecify.annotations.NullMarked;
