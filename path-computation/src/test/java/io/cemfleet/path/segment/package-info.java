/** Tests of this room. */
@NullMarked
package io.cemfleet.path.segment;

import org.jspecify.annotations.NullMarked;
