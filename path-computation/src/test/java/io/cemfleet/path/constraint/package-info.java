/** Tests of this package. */
@NullMarked
package io.cemfleet.path.constraint;

import org.jspecify.annotations.NullMarked;
