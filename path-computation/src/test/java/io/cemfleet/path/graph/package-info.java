/** Tests of this room. */
@NullMarked
package io.cemfleet.path.graph;

import org.jspecify.annotations.NullMarked;
