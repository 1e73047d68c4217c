/** Tests of this package. */
@NullMarked
package io.cemfleet.path.plan;

import org.jspecify.annotations.NullMarked;
