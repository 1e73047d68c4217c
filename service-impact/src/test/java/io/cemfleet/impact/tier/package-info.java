/** Tests of this package. */
@NullMarked
package io.cemfleet.impact.tier;

import org.jspecify.annotations.NullMarked;
