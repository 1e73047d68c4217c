/** Tests of this package. */
@NullMarked
package io.cemfleet.impact.assess;

import org.jspecify.annotations.NullMarked;
