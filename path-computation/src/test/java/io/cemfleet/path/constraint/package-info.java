/** Tests of this room. */
@NullMarked
package io.cemfleet.path.constraint;

import org.jspecify.annotations.NullMarked;
