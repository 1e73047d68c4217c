/** Path computation against JGraphT and a bare breadth-first search. Uses code of path-computation. */
@NullMarked
package io.cemfleet.bench.path;

import org.jspecify.annotations.NullMarked;
