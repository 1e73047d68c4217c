/** Segment lists: the shortest one that a path can be told with, and reading one back. Knows no Spring. */
@NullMarked
package io.cemfleet.path.segment;

import org.jspecify.annotations.NullMarked;
