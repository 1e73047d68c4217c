/** Tests of this package. */
@NullMarked
package io.cemfleet.path.graph;

import org.jspecify.annotations.NullMarked;
