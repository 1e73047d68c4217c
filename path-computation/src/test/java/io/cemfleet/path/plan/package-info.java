/** Tests of this room. */
@NullMarked
package io.cemfleet.path.plan;

import org.jspecify.annotations.NullMarked;
