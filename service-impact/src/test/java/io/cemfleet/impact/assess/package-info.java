/** Tests of this room. */
@NullMarked
package io.cemfleet.impact.assess;

import org.jspecify.annotations.NullMarked;
