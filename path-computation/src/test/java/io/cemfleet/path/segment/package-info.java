/** Tests of this package. */
@NullMarked
package io.cemfleet.path.segment;

import org.jspecify.annotations.NullMarked;
